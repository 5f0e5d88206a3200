// What the script for readers adds: the slideshow by keys, the view that was chosen, passing on, what is new, a picture at full
// size. And that all of it is there without the script as well.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern, type Page } from './lantern';
import { call, signIn } from './people';

withLantern('demo');

const STORY = '/ten-days-staring-at-nothing';
const SHOW = `${STORY}/slideshow`;
const HEADINGS = ['A patch of sky that looked empty', 'An eye cannot wait', 'A director spends his own time'];

const heading = (page: Page, number: number) => page.locator('.show-slide').nth(number - 1).getByRole('heading');
const said = (page: Page) => page.locator('.show > [role="status"]');
const current = (page: Page) => page.locator('.show-strip [aria-current]');
const hash = (page: Page) => new URL(page.url()).hash;
const anchor = (page: Page, number: number) => page.locator('.show-slide').nth(number - 1).getAttribute('id').then((id) => `#${id}`);

/** Expects the slideshow to stand on that slide: seen, marked, and in the address. */
async function expectOn(page: Page, number: number): Promise<void> {
  await expect(heading(page, number)).toBeInViewport({ ratio: 0.9 });
  await expect(current(page)).toHaveAttribute('href', await anchor(page, number));
  await expect(page).toHaveURL(`${SHOW}${await anchor(page, number)}`);
}

/** Keeps what the page passes on, in a browser that has a sheet for it. */
async function withSheet(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: unknown[] = [];
    Object.assign(window, { passedOn: kept });
    Object.defineProperty(navigator, 'share', { value: async (what: unknown) => void kept.push(what), configurable: true });
  });
}

async function withoutSheet(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined, configurable: true }));
}

const passedOn = (page: Page) => page.evaluate(() => (window as unknown as { passedOn: { title: string; url: string }[] }).passedOn);

test.describe('the slideshow', () => {
  test('goes by keys from anywhere, says where it is, and leaves no trace in the history', async ({ page }) => {
    await page.goto(STORY);
    await page.getByRole('link', { name: 'Slideshow', exact: true }).click();
    await expect(page).toHaveURL(SHOW);
    const entries = await page.evaluate(() => history.length);
    await expect(current(page)).toHaveCount(1);
    expect(hash(page), 'nobody has moved yet').toBe('');

    await page.keyboard.press('ArrowRight');
    await expectOn(page, 2);
    await expect(heading(page, 2)).toBeFocused();
    await expect(said(page), 'the focus says the heading').toHaveText('Slide 2 of 9');

    // Shortcuts of the browser and of the system are theirs.
    for (const chord of ['Control+ArrowRight', 'Shift+ArrowRight', 'Control+End']) await page.keyboard.press(chord);
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 3);
    await page.keyboard.press('ArrowLeft');
    await expectOn(page, 2);
    await page.keyboard.press('End');
    await expectOn(page, 9);
    await expect(said(page)).toHaveText('Slide 9 of 9');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('heading', { name: 'That is all nine.' })).toBeFocused();
    await expect(page).toHaveURL(`${SHOW}#end`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Home');
    await expectOn(page, 1);

    expect(await page.evaluate(() => history.length)).toBe(entries);
    await page.goBack();
    await expect(page).toHaveURL(STORY);
  });

  test('two presses in a row are two slides', async ({ page }) => {
    await page.goto(SHOW);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 3);
  });

  test('its links go the same way as the keys', async ({ page }) => {
    await page.goto(SHOW);
    const entries = await page.evaluate(() => history.length);
    await page.getByRole('navigation', { name: 'Slide 1 of 9' }).getByRole('link', { name: 'Next' }).click();
    await expectOn(page, 2);
    await expect(heading(page, 2)).toBeFocused();
    await page.locator('.show-strip a').nth(4).click();
    await expectOn(page, 5);
    expect(await page.evaluate(() => history.length)).toBe(entries);
  });

  test('a swipe is followed by the address and said whole, and moves no focus', async ({ page }) => {
    await page.goto(SHOW);
    await page.getByRole('main').evaluate((track) => track.scrollTo({ left: track.clientWidth * 2, behavior: 'instant' }));
    await expectOn(page, 3);
    await expect(said(page)).toHaveText(`Slide 3 of 9: ${HEADINGS[2]}`);
    await expect(heading(page, 3)).not.toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 4);
  });

  test('a link to a slide opens there, and Escape leaves to the story at the same slide', async ({ page }) => {
    await page.goto(SHOW);
    const third = await anchor(page, 3);
    await page.goto(`${SHOW}${third}`);
    await page.reload();
    await expectOn(page, 3);
    await expect(heading(page, 3), 'nobody has moved').not.toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(`${STORY}${third}`);
    await expect(page.locator(third)).toBeInViewport();
    await page.goBack();
    await expectOn(page, 3);
  });

  test('the control leads from view to view at the slide that is read', async ({ page }) => {
    await page.goto(STORY);
    await page.locator('.slide').nth(3).evaluate((slide) => slide.scrollIntoView({ behavior: 'instant' }));
    await page.getByRole('link', { name: 'Slideshow', exact: true }).evaluate((link: HTMLElement) => link.click());
    await expectOn(page, 4);
    await page.getByRole('link', { name: 'Story', exact: true }).click();
    await expect(page).toHaveURL(`${STORY}${(await page.locator('.slide').nth(3).getAttribute('id'))!.replace(/^/, '#')}`);
  });

  test('a question mark lists the keys, and Escape closes the list alone', async ({ page }) => {
    await page.goto(SHOW);
    const list = page.getByRole('dialog', { name: 'Keys of the slideshow' });
    await expect(list).toBeHidden();
    await page.keyboard.press('?');
    await expect(list).toBeVisible();
    await expect(list).toContainText('One slide on or back');
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(page).toHaveURL(SHOW);
    await page.getByRole('button', { name: 'Keys of the slideshow' }).click();
    await list.getByRole('button', { name: 'Close' }).click();
    await expect(list).toBeHidden();
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 2);
  });

  test('in a language from right to left the keys are mirrored', async ({ page }) => {
    await page.route(SHOW, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('<html ', '<html dir="rtl" ') });
    });
    await page.goto(SHOW);
    await page.keyboard.press('ArrowLeft');
    await expectOn(page, 2);
    await page.keyboard.press('ArrowLeft');
    await expectOn(page, 3);
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 2);
    await page.getByRole('main').evaluate((track) => track.scrollTo({ left: -track.clientWidth * 4, behavior: 'instant' }));
    await expectOn(page, 5);
  });

  test('who wants no motion sees none', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(SHOW);
    const moved = await page.getByRole('main').evaluate((track) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      return track.scrollLeft / track.clientWidth;
    });
    expect(moved).toBe(1);
  });

  test('is accessible on every kind of slide', async ({ page }) => {
    for (const number of [1, 5, 9, 10]) {
      await page.goto(SHOW);
      await page.goto(`${SHOW}${await anchor(page, number)}`);
      await expectAccessible(page);
    }
  });
});

test.describe('the view that was chosen', () => {
  const first = (page: Page) => page.getByRole('main').getByRole('link', { name: 'Ten days staring at nothing', exact: true });

  test('is where lists lead from then on; a link to a slide or to a view opens what it says', async ({ page }) => {
    await page.goto('/');
    await expect(first(page)).toHaveAttribute('href', STORY);
    await page.goto(SHOW);
    await page.goto('/');
    await expect(first(page), 'looking is not choosing').toHaveAttribute('href', STORY);

    await first(page).click();
    await page.getByRole('link', { name: 'Slideshow', exact: true }).click();
    await expect(page).toHaveURL(SHOW);
    for (const list of ['/', '/by/jonas', '/search?q=hubble']) {
      await page.goto(list);
      await expect(first(page), list).toHaveAttribute('href', SHOW);
    }
    await expect(page.locator('.hit a').first()).toHaveAttribute('href', /^\/[a-z0-9-]+#s-/);
    await page.goto('/');
    await expect(page.locator('.strip a').first()).toHaveAttribute('href', new RegExp(`^${STORY}#s-`));
    await page.goto(STORY);
    await expect(page, 'a link to the story is a link to the story').toHaveURL(STORY);

    await page.goto(SHOW);
    await page.getByRole('link', { name: 'Story', exact: true }).click();
    await page.goto('/');
    await expect(first(page)).toHaveAttribute('href', STORY);
  });

  test('is forgotten in a browser that keeps nothing, where all else goes on', async ({ page }) => {
    await page.addInitScript(() => {
      for (const name of ['getItem', 'setItem'] as const) {
        Storage.prototype[name] = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }
    });
    await page.goto(STORY);
    await page.getByRole('link', { name: 'Slideshow', exact: true }).click();
    await expect(page).toHaveURL(SHOW);
    await page.keyboard.press('ArrowRight');
    await expectOn(page, 2);
    await page.goto('/');
    await expect(first(page)).toHaveAttribute('href', STORY);
  });
});

test.describe('passing on', () => {
  test('opens the sheet of the system with the article, or with a slide by itself', async ({ page }) => {
    await withSheet(page);
    await page.goto(STORY);
    const share = page.locator('#share');
    await share.getByRole('button', { name: 'Share…' }).click();
    const slide = page.getByRole('link', { name: 'Share slide 3' });
    const path = await slide.getAttribute('href');
    await slide.click();
    await expect(page).toHaveURL(STORY);
    const { address } = lantern();
    expect((await passedOn(page)).map(({ url }) => url)).toEqual([`${address}${STORY}`, `${address}${path}`]);
    expect((await passedOn(page))[0]!.title).toContain('Ten days staring at nothing');

    await page.goto(`${SHOW}#end`);
    await page.locator('#end').getByRole('link', { name: 'Share', exact: true }).click();
    expect((await passedOn(page)).map(({ url }) => url)).toEqual([`${address}${STORY}`]);
  });

  test('without such a sheet leads to the page of the slide, where everything else is', async ({ page }) => {
    await withoutSheet(page);
    await page.goto(STORY);
    await expect(page.getByRole('button', { name: 'Share…' })).toBeHidden();
    await page.getByRole('link', { name: 'Share slide 3' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/slides\/[^/]+$/);
    await expect(page.getByRole('heading', { name: HEADINGS[2] })).toBeVisible();
    await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', page.url());
    await expect(page.locator('#share').getByRole('link', { name: page.url() })).toBeVisible();
    await expect(page.locator('#share').getByRole('link', { name: 'E-mail' })).toHaveAttribute('href', /^mailto:\?subject=/);
    await expectAccessible(page);
  });

  test('a link is copied, and the page says so without a fuss', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(STORY);
    const share = page.locator('#share');
    await share.getByRole('button', { name: 'Copy link' }).click();
    await expect(share.getByRole('status')).toHaveText('Link copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${lantern().address}${STORY}`);
  });

  test('a browser that lets nothing be copied is not covered up', async ({ page }) => {
    await page.addInitScript(() => {
      const writeText = async () => {
        throw new DOMException('no', 'NotAllowedError');
      };
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    await page.goto(STORY);
    await page.locator('#share').getByRole('button', { name: 'Copy link' }).click();
    await expect(page.locator('#share').getByRole('status')).toHaveText('The browser did not let the link be copied');
  });
});

test.describe('a returning reader', () => {
  /** Publishes the working copy of an article as it is. */
  async function publish(page: Page, article: string): Promise<void> {
    const { head, slides } = await call(page, 'article', { article });
    const seen = { head: head.version, slides: slides.map((one: any) => ({ slide: one.id, version: one.version, files: [] })) };
    await call(page, 'publish', { article, seen });
  }

  async function write(page: Page, article: string, slide: { id: string; version: number }, heading: string): Promise<void> {
    const ask = { slide: slide.id, based_on: slide.version, heading, body: 'A lamp.', pictures: [] };
    await call(page, 'save_slide', { article, ask });
  }

  test('sees which slides are new and which were changed, in both views, until the next visit', async ({ page, browser }) => {
    const { address, people } = lantern();
    const office = await (await browser.newContext({ baseURL: address })).newPage();
    await signIn(office, '/admin', people.get('owner')!);
    const article = await call(office, 'start_article', { title: 'Lamps at sea' });
    for (let more = 0; more < 2; more += 1) await call(office, 'add_slide', { article, after: null });
    const { slides } = await call(office, 'article', { article });
    for (const [at, slide] of slides.entries()) await write(office, article, slide, `Lamp ${at + 1}`);
    await publish(office, article);

    const shown = page.locator('.slide .since:visible');
    await page.goto('/lamps-at-sea');
    await expect(page.locator('.slide')).toHaveCount(3);
    await expect(shown, 'to a first visit nothing is new').toHaveCount(0);

    const second = (await call(office, 'article', { article })).slides[1];
    await write(office, article, second, 'Lamp 2, trimmed');
    const late = await call(office, 'add_slide', { article, after: null });
    await write(office, article, late, 'A late lamp');
    await publish(office, article);

    await page.goto('/lamps-at-sea');
    await expect(shown).toHaveText(['Changed since your last visit', 'New since your last visit']);
    await expect(page.getByRole('region', { name: 'Lamp 2, trimmed' })).toContainText('Changed since your last visit');
    await expect(page.getByRole('region', { name: 'A late lamp' })).toContainText('New since your last visit');
    await page.getByText('Contents', { exact: true }).click();
    await expect(page.locator('.contents .since:visible')).toHaveCount(2);
    await expectAccessible(page);
    await page.goto('/lamps-at-sea/slideshow');
    await expect(page.locator('.show-copy .since:not([hidden])')).toHaveCount(2);

    // Another tab is another visit.
    const later = await page.context().newPage();
    await later.goto('/lamps-at-sea');
    await expect(later.locator('.slide')).toHaveCount(4);
    await expect(later.locator('.since:visible')).toHaveCount(0);
    const stranger = await (await browser.newContext({ baseURL: address })).newPage();
    await stranger.goto('/lamps-at-sea');
    await expect(stranger.locator('.slide')).toHaveCount(4);
    await expect(stranger.locator('.since:visible')).toHaveCount(0);
    await Promise.all([office.context().close(), stranger.context().close()]);
  });

  test('is remembered by the last 200 articles, and whatever else stands in that place', async ({ page }) => {
    await page.goto(STORY);
    await page.evaluate(() => {
      const visits = Array.from({ length: 300 }, (_, at) => [`article-${at}`, at]);
      localStorage.setItem('lantern-visits', JSON.stringify(visits));
    });
    await page.reload();
    const visits = () => page.evaluate(() => JSON.parse(localStorage.getItem('lantern-visits')!));
    expect(await visits()).toHaveLength(200);
    expect((await visits())[0]).toEqual([STORY.slice(1), 0]);
    for (const odd of ['{"a":1}', 'not even this', '[1,null,["x"]]']) {
      await page.evaluate((odd) => localStorage.setItem('lantern-visits', odd), odd);
      await page.reload();
      expect((await visits())[0]).toEqual([STORY.slice(1), 0]);
    }
  });
});

test.describe('a picture at full size', () => {
  test('opens by keyboard with its caption and credit, and Escape leads back', async ({ page }) => {
    for (const from of [STORY, SHOW]) {
      await page.goto(from);
      await page.locator('.full-size').first().focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/slides\/[^/]+\/pictures\/1$/);
      const picture = page.getByRole('figure').getByRole('img');
      await expect(picture).toHaveJSProperty('complete', true);
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(900);
      await expect(page.locator('figcaption')).toContainText('Fornax');
      await expect(page.locator('figcaption')).toContainText('NASA');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page).toHaveURL(from);
    }
  });

  test('that was opened by a link leads to its slide', async ({ page }) => {
    await page.goto(STORY);
    const path = await page.locator('.full-size').nth(1).getAttribute('href');
    const anchor = await page.locator('.slide').nth(1).getAttribute('id');
    await page.goto('about:blank');
    await page.goto(path!);
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(`${STORY}#${anchor}`);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a picture, a slide and the contents are pages and links', async ({ page }) => {
    await page.goto(STORY);
    await page.locator('.full-size').first().click();
    await expect(page).toHaveURL(/\/pictures\/1$/);
    await expect(page.locator('figcaption')).toContainText('NASA');
    await page.getByRole('link', { name: 'Back to the slide' }).click();
    await expect(page).toHaveURL(new RegExp(`${STORY}#s-`));
    await page.getByText('Contents', { exact: true }).click();
    await page.getByRole('navigation', { name: 'Contents of this article' }).getByRole('link', { name: HEADINGS[2] }).click();
    await expect(page.getByRole('region', { name: HEADINGS[2] })).toBeInViewport();
    await page.getByRole('link', { name: 'Share slide 3' }).click();
    await expect(page.getByRole('link', { name: 'Mastodon' })).toBeVisible();
  });

  test('nothing that needs one is shown', async ({ page }) => {
    for (const path of [STORY, SHOW]) {
      await page.goto(path);
      await expect(page.getByRole('button', { name: /Share…|Copy link|Keys/ })).toHaveCount(0);
      await expect(page.locator('.since:visible')).toHaveCount(0);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
});

for (const width of [320, 390, 1440]) {
  test(`nothing is wider than a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(STORY);
    const path = (await page.locator('.full-size').first().getAttribute('href'))!;
    for (const at of [STORY, path, path.replace(/\/pictures.*/, ''), SHOW]) {
      await page.goto(at);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), at).toBeLessThanOrEqual(0);
    }
  });
}
