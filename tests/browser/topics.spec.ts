// Topics: an editor names one, a writer gives it to an article, and readers find it there; without scripts, on a phone and with keys.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern } from './lantern';
import { signIn } from './people';

withLantern('demo');

const COFFEE = 'What the bar looks at before the cup';

test('an editor adds a topic, gives it to an article, and readers find the article under it', async ({ page, browser, baseURL }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/articles', lantern().people.get('editor')!);
  await page.getByRole('main').getByRole('link', { name: 'Topics' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Topics' })).toBeVisible();
  await page.getByLabel('Name').fill('Mornings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: /^Mornings/ })).toBeVisible();

  await page.getByRole('button', { name: 'Change “Mornings”' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('What it is about').fill('What is done before nine.');
  await page.getByRole('button', { name: 'Save topic' }).click();
  await expect(page.getByText('What is done before nine.')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/admin/articles');
  await page.getByRole('link', { name: COFFEE }).first().click();
  await page.getByText('Article', { exact: true }).click();
  const topics = page.getByRole('group', { name: 'Topics' });
  const list = topics.getByRole('combobox', { name: 'Topic to add' });
  await list.selectOption({ label: 'Mornings' });
  await expect(topics.getByRole('button', { name: 'Remove Mornings' })).toHaveCount(0);
  await topics.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(topics.getByRole('button', { name: 'Remove Mornings' })).toBeVisible();
  await expect(list).toHaveValue('');
  await topics.getByRole('button', { name: 'Remove Food' }).click();
  await page.getByRole('button', { name: 'Publish changes…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('button', { name: 'Publish changes…' })).toHaveCount(0);

  const reader = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await reader.goto('/topics');
  await reader.getByRole('main').getByRole('link', { name: /^Mornings/ }).click();
  await expect(reader).toHaveURL('/topics/mornings');
  await expect(reader.getByText('What is done before nine.')).toBeVisible();
  await reader.getByRole('link', { name: COFFEE }).click();
  await reader.getByRole('link', { name: 'Mornings' }).click();
  await expect(reader).toHaveURL('/topics/mornings');
  expect((await reader.goto('/topics/food'))?.status()).toBe(404);
  await reader.close();
});

test('a topic is deleted once somebody has said so', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '/admin/topics', lantern().people.get('editor')!);
  await page.getByRole('button', { name: 'Delete “Ground”' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 article');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Delete “Ground”' }).click();
  await dialog.getByRole('button', { name: 'Delete the topic' }).click();
  await expect(page.getByRole('cell', { name: /^Ground/ })).toHaveCount(0);
  expect((await page.request.get('/topics/ground')).status()).toBe(410);
});

test.describe('what the server does not take', () => {
  // The browser itself notes the answer 422 in its console.
  test.use({ silent: false });

  test('what is typed twice is said beside the field and not lost', async ({ page }) => {
    await signIn(page, '/admin/topics', lantern().people.get('editor')!);
    await page.getByLabel('Name').fill('ANIMALS');
    await page.getByLabel('What it is about').fill('Beasts.');
    await page.getByRole('button', { name: 'Add topic' }).click();
    await expect(page.locator('#name-error')).toHaveText('There is a topic of this name already.');
    await expect(page.getByLabel('What it is about')).toHaveValue('Beasts.');
    await expect(page.getByRole('cell', { name: /^Animals/ })).toHaveCount(1);
  });
});

test('a reader goes through the months and the authors', async ({ page }) => {
  await page.goto('/');
  for (const [list, kind] of [['Archive', /^\/archive\/\d{4}-\d{2}$/], ['Authors', /^\/by\/[a-z]+$/]] as const) {
    await page.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: list }).click();
    await expect(page.getByRole('heading', { level: 1, name: list })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link').first().click();
    expect(new URL(page.url()).pathname).toMatch(kind);
    await expectAccessible(page);
    await expect(page.locator('.index .item').first()).toBeVisible();
  }
});

test('what is half written of a topic stays while another one is changed', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/topics', lantern().people.get('editor')!);
  const [name, about] = [page.getByLabel('Name'), page.getByLabel('What it is about')];
  await name.fill('Tides');
  await about.fill('What the moon does to the sea.');
  await page.getByRole('button', { name: 'Change “Animals”' }).click();
  await expect(name).toHaveValue('Animals');
  await about.fill('Half of a sentence');
  await page.getByRole('button', { name: 'Change “Cities”' }).click();
  await expect(name).toHaveValue('Cities');
  await page.getByRole('button', { name: 'Leave it as it was' }).click();
  await expect(name).toHaveValue('Tides');
  await expect(about).toHaveValue('What the moon does to the sea.');
  await page.getByRole('button', { name: 'Change “Animals”' }).click();
  await expect(about).toHaveValue('Half of a sentence');
  await page.getByRole('button', { name: 'Leave it as it was' }).click();
  await page.getByRole('button', { name: 'Add topic' }).click();
  await expect(page.getByRole('cell', { name: /^Tides/ })).toBeVisible();
  await expect(name).toHaveValue('');
  await page.getByRole('button', { name: 'Change “Animals”' }).click();
  await expect(about).not.toHaveValue('Half of a sentence');
});
