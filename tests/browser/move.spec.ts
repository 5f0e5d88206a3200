// A slide turns out to belong to another article: its writer moves it there, thinks again, moves it, and links to it go on leading to it.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern, type Page } from './lantern';
import { signIn } from './people';

withLantern('demo');

const FROM = { title: 'Ten days staring at nothing', path: '/ten-days-staring-at-nothing' };
const TO = { title: 'Weighing a cell with light', path: '/weighing-a-cell-with-light' };
const HEADING = 'An eye cannot wait';

async function edit(page: Page, title: string): Promise<void> {
  await page.goto('/admin/articles');
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Slides' })).toBeVisible();
}

const slide = (page: Page) => page.getByRole('navigation', { name: 'Slides' }).getByRole('button', { name: `: ${HEADING}` });

async function moveAway(page: Page): Promise<void> {
  await slide(page).click();
  await page.getByRole('navigation', { name: 'Slides' }).getByRole('button', { name: 'Move slide 2 to another article' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move slide 2 to another article' });
  await dialog.getByRole('button', { name: 'Move slide' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose an article.');
  await dialog.getByLabel('Article').selectOption({ label: TO.title });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Move slide' }).click();
  await expect(page.getByText(`Slide 2 moved to “${TO.title}”`)).toBeVisible();
  await expect(slide(page)).toHaveCount(0);
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish changes…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click();
}

test.describe('from one article to another', () => {
  // The browser itself notes the answers 409 and 410 in its console.
  test.use({ silent: false });

  test('an editor moves a slide, undoes it, moves it, and readers who have its address find it', async ({ page, request }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const story = await (await request.get(FROM.path)).text();
    const id = /id="s-([a-z0-9]{10})"[^>]*>(?:(?!id="s-)[\s\S])*An eye cannot wait/.exec(story)![1]!;
    const old = `${FROM.path}/slides/${id}`;
    await signIn(page, '/admin', lantern().people.get('editor')!);
    await edit(page, FROM.title);
    await moveAway(page);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(slide(page)).toHaveAccessibleName(new RegExp(`Slide 2: ${HEADING}$`));
    await moveAway(page);
    expect((await request.get(old)).status(), 'nothing is published yet').toBe(200);

    // The other article cannot show it while this one does.
    await edit(page, TO.title);
    await expect(slide(page)).toBeVisible();
    await publish(page);
    await expect(page.getByRole('alert').getByText(`A slide of it is still shown in “${FROM.title}”.`)).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Not yet' }).click();

    await edit(page, FROM.title);
    await publish(page);
    await expect(page.getByText('The article is out')).toBeVisible();
    expect((await request.get(old)).status(), 'it is nowhere').toBe(410);
    await edit(page, TO.title);
    await publish(page);
    await expect(page.getByText('The article is out')).toBeVisible();
    const moved = await request.get(old, { maxRedirects: 0 });
    expect([moved.status(), moved.headers()['location']]).toEqual([301, `${TO.path}/slides/${id}`]);
    await page.goto(old);
    await expect(page).toHaveURL(`${TO.path}/slides/${id}`);
    await expect(page.getByRole('heading', { name: HEADING })).toBeVisible();
  });
});

test('on a phone the dialog holds long titles', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '/admin', lantern().people.get('editor')!);
  await edit(page, TO.title);
  await page.getByRole('button', { name: 'Move slide 1 to another article' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move slide 1 to another article' });
  await expect(dialog.getByRole('option', { name: FROM.title })).toHaveCount(1);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
