// The first thing anybody sees: a reader on a new site, and its owner-to-be.

import { expectAccessible } from './axe';
import { expectValid } from './html';
import { expect, lantern, test, withLantern } from './lantern';

withLantern();

test('a new site asks for its owner', async ({ page, request }) => {
  await page.goto('/setup');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(lantern().setupCode).not.toBe('');
  await expectAccessible(page);
  await expectValid('/setup', await (await request.get('/setup')).text());
});

test('a page for readers brings no script', async ({ page }) => {
  await page.goto('/setup');
  expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0);
});
