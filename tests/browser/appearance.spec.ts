// How the site looks: an owner chooses colours, the first page and a style sheet, and every reader sees it at once, without scripts.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectAccessible } from './axe';
import { expect, lantern, type Page, test, withLantern } from './lantern';
import { signIn } from './people';

withLantern('demo');

const photos = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../server/demo/photos');

/** A colour that the page has computed, as `r g b`. */
const paper = 'getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).join(" ")';

/** Saves the appearance, and waits for the answer: what was said of the save before may still stand there. */
async function save(page: Page) {
  const answer = page.waitForResponse('**/admin/api/save_appearance');
  await page.getByRole('button', { name: 'Save appearance' }).click();
  expect((await answer).ok()).toBe(true);
  await expect(page.getByText('Appearance saved')).toBeVisible();
}

test.describe('what the server does not take', () => {
  // The browser itself notes the answer 422 in its console.
  test.use({ silent: false });

  test('a paper on which nothing could be read is answered with the nearest that works, and a sheet that fetches with its line', async ({ page }) => {
    await signIn(page, '/admin/settings', lantern().people.get('owner')!);
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Appearance' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const field = page.getByLabel('Paper', { exact: true });
    await field.fill('#c9b48f');
    await expect(page.getByText(/^Too hard to read: \d/)).toBeVisible();
    await page.getByLabel('CSS').fill('.slide { color: inherit }\n.plate { background: url(//tracker.example/x) }');
    await page.getByRole('button', { name: 'Save appearance' }).click();
    await expect(page.locator('#paper-error')).toBeVisible();
    await expect(page.getByText('Line 2 names an address. A sheet fetches nothing.')).toBeVisible();
    await expectAccessible(page);
    // Nothing of it was saved, and what was typed is still there.
    expect(await (await page.request.get('/')).text()).not.toContain('/sheets/');
    await page.getByLabel('CSS').fill('.slide { color: inherit }');
    await page.getByRole('button', { name: /^Take #/ }).click();
    await expect(page.getByText(/^Too hard to read/)).toHaveCount(0);
    await save(page);
  });
});

test('an owner gives the site its colours, its first page and a rule of its own, and readers see them at once', async ({ page, browser, baseURL }) => {
  test.slow();
  const open = (colorScheme: 'light' | 'dark') => browser.newPage({ baseURL, javaScriptEnabled: false, colorScheme });
  const [light, dark] = [await open('light'), await open('dark')];
  await light.goto('/');
  await expect(light.locator('.strip')).toBeVisible();
  await signIn(page, '/admin/appearance', lantern().people.get('owner')!);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Accent', { exact: true }).fill('#7fd1b9');
  await page.getByLabel('Paper', { exact: true }).fill('#fdf6ee');
  // What it makes of a page is seen before it is saved.
  await expect(page.locator('.look-sample').first()).toHaveCSS('background-color', 'rgb(253, 246, 238)');
  await page.getByLabel('a list of the newest articles, all alike').check();
  await page.getByLabel('CSS').fill('@media (width > 1rem) { .masthead .wordmark { letter-spacing: 3px } }');
  await page.getByRole('switch', { name: 'Readers get it' }).check();
  await save(page);

  for (const reader of [light, dark]) {
    for (const path of ['/', '/ten-days-staring-at-nothing', '/imprint', '/nowhere']) {
      await reader.goto(path);
      expect(await reader.locator('.wordmark').evaluate((mark) => getComputedStyle(mark).letterSpacing), path).toBe('3px');
    }
    await reader.goto('/');
    await expect(reader.locator('.strip')).toHaveCount(0);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Slow Light');
    await expect(reader.locator('.index .item').first()).toBeVisible();
  }
  expect(await light.evaluate(paper)).toBe('253 246 238');
  // The dark paper has the hue of the light one: more red than blue.
  const [red, , blue] = (await dark.evaluate<string>(paper)).split(' ').map(Number);
  expect(red).toBeGreaterThan(blue!);
  expect(red).toBeLessThan(40);
  // At the gates the program looks as it always does: nobody is locked out by a sheet.
  await dark.goto('/sign-in');
  await expect(dark.locator('link[href^="/sheets/"]')).toHaveCount(0);
  await Promise.all([light.close(), dark.close()]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/', '/ten-days-staring-at-nothing', '/ten-days-staring-at-nothing/slideshow', '/about']) {
      await page.goto(path);
      await expectAccessible(page);
    }
  }
});

test('an owner gives the site a logo, which readers see in the place of the name, and takes it off again', async ({ page, browser, baseURL }) => {
  const reader = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await signIn(page, '/admin/appearance', lantern().people.get('owner')!);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('The logo', { exact: true }).setInputFiles(path.join(photos, 'rocket.jpg'));
  await expect(page.getByRole('img', { name: 'The logo as it is now' })).toBeVisible();
  await save(page);
  await expectAccessible(page);
  for (const address of ['/', '/ten-days-staring-at-nothing', '/nowhere']) {
    await reader.goto(address);
    const logo = reader.getByRole('banner').getByRole('link', { name: 'Slow Light' }).getByRole('img');
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0), address).toBe(true);
    expect((await logo.boundingBox())!.height).toBeLessThanOrEqual(48);
  }
  await page.getByRole('button', { name: 'Take the logo off' }).click();
  await save(page);
  await reader.goto('/');
  await expect(reader.getByRole('banner').getByRole('img')).toHaveCount(0);
  await expect(reader.locator('.wordmark')).toHaveText('Slow Light');
  await reader.close();
});
