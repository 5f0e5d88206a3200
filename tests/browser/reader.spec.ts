// A reader's tasks: find an article, read it down the page or slide by slide, with keys alone, without scripts, on a phone.

import { expectAccessible } from './axe';
import { expect, test, withLantern } from './lantern';

withLantern('demo');

const STORY = '/ten-days-staring-at-nothing';

test('a reader goes from the front page down a story and on to its author', async ({ page }) => {
  await page.goto('/');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ten days staring at nothing', exact: true }).click();
  await expect(page).toHaveURL(STORY);
  await expect(page.locator('article .slide')).toHaveCount(9);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Jonas Weidel' }).first().click();
  await expect(page).toHaveURL('/by/jonas');
  await expect(page.getByRole('heading', { level: 1, name: 'Jonas Weidel' })).toBeVisible();
  await expectAccessible(page);
});

test('a search is accessible, whatever came of it', async ({ page }) => {
  for (const [path, words] of [
    ['/search', 'Search all articles'],
    ['/search?q=light', 'Links go straight to the slide'],
    ['/search?q=jonas', 'Authors'],
    ['/search?q=zzzz', 'Nothing mentions “zzzz”'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(words);
    await expectAccessible(page);
  }
});

test('every picture of a story comes, in a size that fits, with its words', async ({ page }) => {
  await page.goto(STORY);
  const pictures = page.locator('article .slide img');
  expect(await pictures.count()).toBeGreaterThan(0);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveJSProperty('complete', true);
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expect(picture).toHaveAttribute('alt', /\S/);
  }
  expect(await page.locator('article .credit').count()).toBeGreaterThan(0);
});

test('a slideshow goes on with keys alone', async ({ page }) => {
  await page.goto(`${STORY}/slideshow`);
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const second = page.getByRole('heading', { name: 'An eye cannot wait' });
  await expect(second).not.toBeInViewport();
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowRight');
  await expect(second).toBeInViewport();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'A patch of sky that looked empty' })).toBeInViewport();
});

for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } })) {
  test.describe(`without scripts at a ${device}`, () => {
    test.use({ javaScriptEnabled: false, viewport });

    test('a slideshow goes on with its links, to the end and back to the story', async ({ page }) => {
      await page.goto(`${STORY}/slideshow`);
      for (let number = 1; number <= 9; number += 1) {
        const navigation = page.getByRole('navigation', { name: `Slide ${number} of 9` });
        await expect(navigation).toBeInViewport();
        await navigation.getByRole('link').last().click();
      }
      await expect(page.getByRole('link', { name: /comments/i }).first()).toBeVisible();
      await page.getByRole('link', { name: 'Story', exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`${STORY}(#.*)?$`));
    });

    test('a word that somebody remembers leads to its slide', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Search' }).click();
      await page.getByRole('searchbox', { name: 'Search all articles' }).fill('retina');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('status')).toContainText('retina');
      await expect(page.locator('mark').first()).toHaveText(/retina/i);
      const hit = page.locator('.hit').first().getByRole('link');
      const slide = (await hit.getAttribute('href'))?.split('#')[1] ?? '';
      await hit.click();
      await expect(page.locator(`#${slide}`)).toBeInViewport();
    });

    test('nothing is wider than the window', async ({ page }) => {
      for (const path of ['/', STORY, `${STORY}/slideshow`, '/by/jonas', '/sign-in', '/search?q=light', '/topics', '/topics/animals', '/archive', '/authors']) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
      }
    });
  });
}

test('the theme that a reader chooses stays', async ({ page }) => {
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page).toHaveURL('/');
  expect(await paper()).not.toBe(light);
  await page.goto(STORY);
  expect(await paper()).not.toBe(light);
});

test('a page that is not there helps on', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL });
  const answer = await page.goto('/nothing-of-the-kind');
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).not.toHaveURL(/nothing-of-the-kind/);
  await page.close();
});
