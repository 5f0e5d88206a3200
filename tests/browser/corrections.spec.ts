// Something is wrong on a slide: a reader says so without an account, its writer puts it right and tells, and readers see both.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern, type Page } from './lantern';
import { signIn } from './people';

withLantern('demo');

const COFFEE = '/what-the-bar-looks-at-before-the-cup';

/** Reports an error on the second slide. Whoever sends within three seconds is asked to send again, and loses nothing. */
async function report(page: Page, words: string): Promise<void> {
  await page.goto(COFFEE);
  await page.getByRole('link', { name: 'Report an error on slide 2' }).click();
  await expect(page.getByText('Beans that still breathe')).toBeVisible();
  await page.getByLabel('What is wrong with them').fill(words);
  await expect(async () => {
    await page.getByRole('button', { name: 'Send report' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Thank you' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test.describe('without scripts', () => {
  // The browser itself notes the answer 422 in its console.
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, silent: false });

  test('a reader reports an error on a slide, and is thanked', async ({ page }) => {
    await report(page, 'Roasting drives water out.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Back to the slide' }).click();
    await expect(page).toHaveURL(new RegExp(`${COFFEE}#s-`));
  });
});

test.describe('what is not taken', () => {
  // The browser itself notes the answer 422 in its console.
  test.use({ silent: false });

  test('an empty report is asked about beside its field', async ({ page }) => {
    await page.goto(COFFEE);
    await page.getByRole('link', { name: 'Report an error on slide 3' }).click();
    await page.getByLabel('The words that are wrong').fill('a level bed');
    await expect(async () => {
      await page.getByRole('button', { name: 'Send report' }).click();
      await expect(page.locator('#re-text-error')).toContainText('Say in a sentence what is wrong.', { timeout: 1_000 });
    }).toPass();
    await expect(page.getByLabel('The words that are wrong')).toHaveValue('a level bed');
    await expectAccessible(page);
  });
});

test('words that a reader chose come along', async ({ page }) => {
  await page.goto(COFFEE);
  const slide = page.locator('.slide').nth(1);
  await slide.locator('.prose p').first().evaluate((text) => getSelection()!.setBaseAndExtent(text.firstChild!, 0, text.firstChild!, 30));
  const chosen = await page.evaluate(() => String(getSelection()).trim());
  await slide.getByRole('link', { name: 'Report an error' }).click();
  await expect(page.getByLabel('The words that are wrong')).toHaveValue(chosen);
});

test('its writer reads the report, corrects the slide, tells readers, and settles it', async ({ page, browser, baseURL }) => {
  const reader = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await report(reader, 'Roasting takes water away.');
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin', lantern().people.get('editor')!);
  await page.getByRole('link', { name: /^Read: \d error/ }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Roasting takes water away.' });
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('link', { name: 'What the bar looks at before the cup' }).click();
  await page.getByRole('navigation', { name: 'Slides' }).getByRole('button', { name: /Beans that still breathe/ }).first().click();
  const text = page.getByRole('textbox', { name: /^Text/ });
  await text.fill('Roasting drives the water out of a coffee bean.');
  await page.getByRole('button', { name: 'Publish changes…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('A correction: something was wrong').check();
  await dialog.getByLabel('About').selectOption({ label: 'Slide 2: Beans that still breathe' });
  const publish = dialog.getByRole('button', { name: 'Publish now' });
  await expect(publish).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Correction, as readers see it').fill('It was said that roasting leaves the water in.');
  await expectAccessible(page);
  await expect(publish).not.toHaveAttribute('aria-disabled', 'true');
  await publish.click();
  await expect(dialog).toBeHidden();

  await reader.goto(COFFEE);
  await expect(reader.locator('.slide').nth(1).locator('.corrected')).toContainText('It was said that roasting leaves the water in.');
  await reader.getByRole('navigation', { name: 'Footer' }).getByRole('link', { name: 'Corrections' }).click();
  await reader.getByRole('main').getByRole('link', { name: 'What the bar looks at before the cup' }).click();
  await expect(reader).toHaveURL(new RegExp(`${COFFEE}#s-`));
  await reader.close();

  await page.goto('/admin/reports');
  await row.getByRole('button', { name: 'Mark as settled' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.getByRole('button', { name: 'Mark as settled' }).click();
  await page.getByRole('link', { name: 'Settled' }).click();
  await expect(row).toContainText('Settled by Marit Olsen');
});

test('the list of corrections is accessible', async ({ page }) => {
  await page.goto('/corrections');
  await expectAccessible(page);
});
