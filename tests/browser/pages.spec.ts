// Pages that stand by themselves, and the menus: an editor writes the imprint and leads to it, a reader finds it; without
// scripts, on a phone and with keys.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern } from './lantern';
import { signIn } from './people';

withLantern('demo');

const PRIVACY = ['Who answers for your data', 'What is kept when you read', 'What is kept when you comment', 'What you can ask for', 'Whom to ask'];

test('an editor writes the page about privacy, puts it into the foot, and a reader finds it', async ({ page, browser, baseURL }) => {
  test.slow();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/articles', lantern().people.get('editor')!);
  await page.getByRole('main').getByRole('link', { name: 'Pages' }).click();
  await expect(page.getByRole('cell', { name: /^Imprint/ })).toBeVisible();
  // What is there already is not offered again.
  await expect(page.getByRole('button', { name: /^Begin with/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Begin with “Privacy”' }).click();
  const slides = page.getByRole('navigation', { name: 'Slides' }).getByRole('listitem');
  await expect(slides).toHaveCount(PRIVACY.length);
  // A heading with nothing under it is no page about privacy.
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/nothing under/i)).toHaveCount(PRIVACY.length);
  await page.keyboard.press('Escape');
  for (const [at, heading] of PRIVACY.entries()) {
    await slides.nth(at).getByRole('button', { name: heading }).click();
    await expect(page.getByLabel('Heading', { exact: true })).toHaveValue(heading);
    await page.getByRole('textbox', { name: /^Text/ }).fill(`Sentence ${at + 1} about data.`);
  }
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole('button', { name: 'Publish…' }).click();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('The page is out')).toBeVisible();

  await page.goto('/admin/menus');
  const foot = page.getByRole('region', { name: 'Foot' });
  await foot.getByRole('combobox').selectOption({ label: 'Privacy' });
  await foot.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(foot.getByRole('listitem').last().getByLabel('Name')).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save menus' }).click();
  await expect(page.getByText('Menus saved')).toBeVisible();

  const reader = await browser.newPage({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await reader.goto('/ten-days-staring-at-nothing');
  const link = reader.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: 'Privacy' });
  await link.click();
  await expect(reader).toHaveURL('/privacy');
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(reader.getByRole('heading', { level: 2 })).toHaveText(PRIVACY);
  await expect(reader.getByText('Sentence 3 about data.')).toBeVisible();
  expect((await (await reader.request.get('/feed.xml')).text()).includes('/privacy')).toBe(false);
  await reader.close();
  await page.goto('/privacy');
  await expectAccessible(page);
});

test('an editor orders the menu by keys, buttons and drag, undoes it, and saves what stays', async ({ page, browser, baseURL }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/menus', lantern().people.get('editor')!);
  await page.waitForLoadState('networkidle');
  const head = page.getByRole('region', { name: 'Masthead' });
  const moves = head.getByRole('button', { name: /^Move .* up$/ });
  const order = async () => (await moves.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!.slice(6, -4)))).join(' ');
  await expect.poll(order).toBe('Articles Topics Authors Search');

  const up = head.getByRole('button', { name: 'Move “Authors” up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(order).toBe('Articles Authors Topics Search');
  await expect(up).toBeFocused();
  await expect(page.getByText('Authors: 2 of 4')).toBeAttached();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toBe('Articles Topics Authors Search');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(order).toBe('Articles Topics Authors Search');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');

  const items = head.getByRole('listitem');
  await items.nth(3).locator('.grip').dragTo(items.nth(0), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(order).toBe('Search Articles Topics Authors');
  await head.getByRole('button', { name: 'Take “Topics” out of the menu' }).click();
  await expect.poll(order).toBe('Search Articles Authors');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(order).toBe('Search Articles Topics Authors');

  await head.getByRole('combobox').selectOption('An address');
  await head.getByRole('button', { name: 'Add', exact: true }).click();
  await page.keyboard.type('November');
  await page.keyboard.press('Tab');
  await page.keyboard.type('/archive/2026-11');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Menus saved')).toBeVisible();

  const reader = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await reader.goto('/');
  const main = reader.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(main).toHaveText(['Search', 'Articles', 'Topics', 'Authors', 'November']);
  // On a phone what the masthead has no room for is in the foot.
  await reader.setViewportSize({ width: 390, height: 844 });
  await expect(main.filter({ visible: true })).toHaveText(['Search', 'Articles']);
  await expect(reader.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: 'November' })).toBeVisible();
  expect(await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await reader.close();
});

test.describe('what the server does not take', () => {
  // The browser itself notes the answers 422 and 409 in its console.
  test.use({ silent: false });

  test('an address that runs is refused beside its field, and of two editors the second chooses', async ({ page, browser, baseURL }) => {
    const editor = lantern().people.get('editor')!;
    await signIn(page, '/admin/menus', editor);
    await page.waitForLoadState('networkidle');
    const foot = page.getByRole('region', { name: 'Foot' });
    await foot.getByRole('combobox').selectOption('An address');
    await foot.getByRole('button', { name: 'Add', exact: true }).click();
    await page.keyboard.type('Shop');
    const address = foot.getByLabel('Address');
    await address.fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Save menus' }).click();
    await expect(foot.getByText('This leads nowhere from here.', { exact: false })).toBeVisible();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);

    const second = await (await browser.newContext({ baseURL })).newPage();
    await signIn(second, '/admin/menus', editor);
    await second.waitForLoadState('networkidle');
    await second.getByRole('region', { name: 'Foot' }).getByRole('button', { name: 'Take “Sign in” out of the menu' }).click();
    await second.getByRole('button', { name: 'Save menus' }).click();
    await expect(second.getByText('Menus saved')).toBeVisible();
    await second.context().close();

    await address.fill('https://shop.example');
    await page.getByRole('button', { name: 'Save menus' }).click();
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(page.getByText('Menus saved')).toBeVisible();
    const reader = await browser.newPage({ baseURL, javaScriptEnabled: false });
    await reader.goto('/about');
    const links = reader.getByRole('navigation', { name: 'Footer' }).getByRole('link');
    await expect(links.filter({ hasText: 'Shop' })).toHaveAttribute('href', 'https://shop.example/');
    await expect(links.filter({ hasText: 'Sign in' })).toBeVisible();
    await reader.close();
  });
});
