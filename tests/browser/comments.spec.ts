// A reader comments without scripts; a moderator approves with keys, undoes, rejects with a reason, answers.

import type { Browser } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern, type Page } from './lantern';
import { MARIT, publishOne, setUp, signIn } from './people';

withLantern();
// Each goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' });

/** Somebody without an account and without scripts writes under the article. */
async function comments(browser: Browser, name: string, text: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: lantern().address });
  const page = await context.newPage();
  await page.goto('/lamps');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Comment', { exact: true }).fill(text);
  // Sent within three seconds it comes back with all that was typed, and goes through once the three are over.
  await expect(async () => {
    await page.getByRole('button', { name: 'Send comment' }).click();
    await expect(page.getByText('Only you can see this')).toBeVisible({ timeout: 100 });
  }).toPass();
  await context.close();
}

test.beforeAll(async ({ browser }) => {
  await setUp(browser, async (page) => {
    await publishOne(page, 'Lamps');
  });
});

test('a reader comments without scripts and alone sees what waits', async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: lantern().address });
  const reader = await context.newPage();
  await reader.goto('/lamps');
  await reader.getByLabel('Name').fill('Anouk');
  await reader.getByLabel('E-mail').fill('anouk@example');
  await reader.getByLabel('Comment', { exact: true }).fill('Is it *always* lit?');
  await reader.getByLabel('About').selectOption({ label: 'Slide 1: Light' });
  // It comes back at first: the address is none, and it was sent too fast.
  await expect(async () => {
    await reader.getByRole('button', { name: 'Send comment' }).click();
    await expect(reader.getByText('This is not a whole address.')).toBeVisible({ timeout: 100 });
  }).toPass();
  await expect(reader.getByRole('alert')).toContainText('Your comment was not sent yet.');
  await expect(reader.getByLabel('Comment', { exact: true })).toHaveValue('Is it *always* lit?');
  await expect(reader.getByLabel('About')).toHaveValue(/^[a-z0-9]{10}$/);
  await reader.getByLabel('E-mail').fill('anouk@example.org');
  await reader.getByRole('button', { name: 'Send comment' }).click();
  await expect(reader).toHaveURL(/\/lamps#c-[0-9a-f-]{36}$/);
  await expect(reader.getByRole('article').filter({ hasText: 'Anouk' })).toContainText('Waiting for review');
  await expect(reader.locator('em')).toHaveText('always');

  await page.goto('/lamps');
  await expect(page.getByText('Anouk')).toHaveCount(0);
  await expectAccessible(page);
  await context.close();
});

test('a moderator approves with keys, undoes, rejects with a reason and answers', async ({ browser, page }) => {
  await comments(browser, 'Bo', 'The second comment.');
  await comments(browser, 'Cem', 'The third comment.');
  await signIn(page, '/admin/comments');
  await expect(page.getByRole('heading', { level: 1, name: 'Comments' })).toBeVisible();
  const current = page.locator('.queue [aria-current="true"]');
  await expect(current).toContainText('Anouk');
  await expect(current).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.press('a');
  await expect(current).toContainText('Bo');
  await expect(page.getByRole('link', { name: /^Published/ })).toContainText('1');
  await page.keyboard.press('z');
  await expect(current).toContainText('Anouk');
  await expect(page.getByRole('link', { name: /^Published/ })).toContainText('0');
  await page.keyboard.press('a');
  await expect(current).toContainText('Bo');

  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: 'Why is it rejected?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('In your own words').check();
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog.getByText('Write the reason')).toBeVisible();
  await dialog.getByLabel('Your words').fill('Said twice');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(current).toContainText('Cem');
  await expect(current).toBeFocused();

  await page.keyboard.press('r');
  const reply = page.getByLabel('Reply', { exact: true });
  await expect(reply).toBeFocused();
  await reply.fill('Thank you, as and all.');
  await reply.press('Control+Enter');
  await expect(page.getByText('Nothing waits.')).toBeVisible();

  await page.goto('/lamps');
  const thread = page.getByRole('article').filter({ hasText: 'The third comment.' });
  await expect(thread).toContainText('Thank you, as and all.');
  await expect(thread.locator('.by-author')).toHaveText('Author');
  await expect(page.getByText('Is it always lit?')).toBeVisible();
  await expect(page.getByText('The second comment.')).toHaveCount(0);
});

test('keys act only in the queue and can be switched off', async ({ browser, page }) => {
  await comments(browser, 'Dag', 'A fourth comment.');
  await signIn(page, '/admin/comments');
  const current = page.locator('.queue [aria-current="true"]');
  await expect(current).toBeFocused();
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('s');
  await expect(current).toContainText('Dag');
  await page.getByRole('switch', { name: /Keys/ }).uncheck();
  await current.focus();
  await page.keyboard.press('s');
  await expect(current).toContainText('Dag');
  await page.reload();
  await expect(page.getByRole('switch', { name: /Keys/ })).not.toBeChecked();
  await page.getByRole('switch', { name: /Keys/ }).check();
  await current.focus();
  await page.keyboard.press('s');
  await expect(page.locator('.q-done')).toContainText('Dag');
});

test('whoever leaves a reply that is not sent is asked', async ({ browser, page }) => {
  await comments(browser, 'Eli', 'A fifth comment.');
  await signIn(page, '/admin/comments');
  const reply = page.getByRole('textbox', { name: 'Reply' });
  await reply.fill('Half a thought');
  const question = page.waitForEvent('dialog');
  const leaving = page.getByRole('link', { name: 'Desk' }).click();
  await (await question).dismiss();
  await leaving;
  await expect(reply).toHaveValue('Half a thought');
});

test.describe('where the browser notes a refusal in its console', () => {
  test.use({ silent: false });

  test('a rejection at the end of a session is sent once somebody has signed in again', async ({ page, context }) => {
    await signIn(page, '/admin/comments');
    await page.getByRole('button', { name: /^Reject/ }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Why is it rejected?' });
    await dialog.getByLabel('In your own words').check();
    await dialog.getByLabel('Your words').fill('Said twice');
    await context.clearCookies();
    await dialog.getByRole('button', { name: 'Reject' }).click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByLabel('Password').fill(MARIT.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.locator('.q-done').first()).toContainText('Rejected');
    await page.locator('.q-done').first().getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('.q-done')).toHaveCount(0);
  });

  test('of two moderators one decides, and the other is told', async ({ browser, page }) => {
    const openQueue = async (page: Page) => {
      await signIn(page, '/admin/comments');
      await expect(page.locator('.queue [aria-current="true"]')).toBeFocused();
    };
    const context = await browser.newContext({ baseURL: lantern().address });
    const other = await context.newPage();
    await openQueue(other);
    await openQueue(page);
    await other.keyboard.press('a');
    await expect(other.locator('.q-done')).toContainText('Approved');
    await page.getByRole('button', { name: /^Spam/ }).first().click();
    await expect(page.locator('.q-done')).toContainText(/Marit Olsen approved it at \d\d:\d\d\./);
    await context.close();
  });
});
