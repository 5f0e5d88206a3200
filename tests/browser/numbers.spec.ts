// What is counted while people read: those who write see it, readers give nothing away, and whoever turns it off has turned it off.

import { expectAccessible } from './axe';
import { expect, lantern, restart, test, withLantern, type Locator, type Page } from './lantern';
import { call, signIn } from './people';
import config from './playwright.config';

withLantern('demo');
// As people's browsers call themselves: a program that says what it is is not counted. The browser itself is told, for it sends what
// it sends when a page is left after the page's own settings are gone.
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const { launchOptions } = config.use!;
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions!.args!, `--user-agent=${CHROME}`] } });

const TEN_DAYS = '/ten-days-staring-at-nothing';

interface Numbers {
  opened: number;
  slides: { reached: number; alone: number }[];
}

/** Notes in the browser what its pages send when they are left: nobody else hears of that in time. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (address, data) => {
      localStorage.setItem('sent', `${localStorage.getItem('sent') ?? ''} ${address} ${data ?? ''}`);
      return send(address, data);
    };
  });
  return () => page.evaluate(() => (localStorage.getItem('sent') ?? '').split(' ').filter((word) => word !== ''));
}

/** Scrolls there, and waits until the page has seen it: what is in view is told to it a frame later. */
async function scrollTo(slide: Locator): Promise<void> {
  await slide.evaluate((slide) => slide.scrollIntoView({ behavior: 'instant' }));
  await expect.poll(() => slide.evaluate((slide) => Math.abs(slide.getBoundingClientRect().top) < 200)).toBe(true);
  await slide.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen)))));
}

async function idOf(page: Page, title: string): Promise<string> {
  await page.goto('/admin/articles');
  const link = await page.getByRole('link', { name: `Numbers of “${title}”` }).getAttribute('href');
  return /articles\/([^/]+)\/numbers/.exec(link!)![1]!;
}

test('what people read is counted when they leave, kept over a restart, and seen by whoever edits', async ({ page, browser, baseURL }) => {
  await signIn(page, '/admin', lantern().people.get('editor')!);
  const article = await idOf(page, 'Ten days staring at nothing');
  const numbers = async (): Promise<Numbers> => call(page, 'numbers', { article });
  const before = await numbers();

  const context = await browser.newContext({ baseURL });
  const reader = await context.newPage();
  const said = await listen(reader);
  await reader.goto(TEN_DAYS);
  const third = reader.locator('.slide').nth(2);
  const id = (await third.getAttribute('id'))!.slice(2);
  await scrollTo(third);
  // Who looks at a picture at full size has not left: they come back and read on.
  await third.locator('.full-size').first().click();
  await expect(reader).toHaveURL(/\/pictures\/1$/);
  expect(await said()).toEqual([]);
  await reader.goBack();
  await scrollTo(third);
  await reader.goto('/authors');
  expect(await said(), 'an address and nothing else').toEqual([`${TEN_DAYS}/slides/${id}/reached`]);
  await reader.goto(`${TEN_DAYS}/slideshow`);
  await reader.keyboard.press('End');
  await expect(reader.getByRole('heading', { name: 'What is still dark' })).toBeInViewport({ ratio: 0.9 });
  await reader.goto('/authors');
  expect(await said()).toHaveLength(2);
  await reader.goto(`${TEN_DAYS}/slides/${id}`);
  expect(await context.cookies(), 'nobody is given a mark').toEqual([]);
  expect(await reader.evaluate(() => document.cookie)).toBe('');
  await context.close();

  await restart();
  const after = await numbers();
  expect(after.opened - before.opened).toBe(2);
  const more = after.slides.map((slide, at) => slide.reached - before.slides[at]!.reached);
  expect(more, 'one came to the third, one to the last').toEqual([2, 2, 2, ...more.slice(3).map(() => 1)]);
  expect(after.slides[2]!.alone - before.slides[2]!.alone).toBe(1);
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`an author finds the numbers of an article, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await signIn(page, '/admin', lantern().people.get('editor')!);
    const week = page.getByRole('region', { name: 'This week' });
    await expect(week.getByRole('img', { name: /^Opened .* times in 7 days, most on/ })).toBeVisible();
    await week.getByText('Day by day').click();
    await expect(week.getByRole('rowheader')).toHaveCount(7);
    await expectAccessible(page);

    await page.goto('/admin/articles');
    await page.getByRole('link', { name: 'Numbers of “Ten days staring at nothing”' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Numbers' })).toBeVisible();
    const reach = page.getByRole('region', { name: 'How far readers come' });
    await expect(reach.getByRole('row', { name: /^1 A patch of sky that looked empty .* 100%/ })).toBeVisible();
    await page.getByText('Day by day').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Opened' }).getByRole('rowheader')).toHaveCount(30);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test('whoever does not write an article does not see how often it is read', async ({ page }) => {
  await signIn(page, '/admin', lantern().people.get('editor')!);
  const article = await idOf(page, 'Ten days staring at nothing');
  await page.context().clearCookies();
  await signIn(page, '/admin', lantern().people.get('contributor')!);
  await page.goto(`/admin/articles/${article}/numbers`);
  await expect(page.getByText('There is no such thing here, or it is not yours to see.')).toBeVisible();
});

test('an admin turns it off, and nothing is sent or counted any more', async ({ page, browser, baseURL }) => {
  await signIn(page, '/admin/settings', lantern().people.get('admin')!);
  await page.getByLabel('Count how often articles are opened').uncheck();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();

  const reader = await browser.newPage({ baseURL });
  const said = await listen(reader);
  await reader.goto(TEN_DAYS);
  await expect(reader.locator('[data-counted]')).toHaveCount(0);
  await reader.goto('/authors');
  expect(await said()).toEqual([]);
  await reader.close();
  await restart();
  await page.goto('/admin');
  await expect(page.getByText('Nothing is counted any more')).toBeVisible();
});
