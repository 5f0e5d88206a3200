// Nothing that is typed is lost: not by going back, not while something is on its way, not by an answer that never came, and not
// by signing out.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from '@playwright/test';
import { expect, test, withLantern, type Page } from './lantern';
import { call, setUp, signIn } from './people';

withLantern();
test.beforeAll(({ browser }) => setUp(browser));
// The browser itself notes in its console what was not answered, or with 409.
test.use({ silent: false });

const photo = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../server/demo/photos/rocket.jpg');
const body = (page: Page) => page.getByRole('textbox', { name: /^Text/ });
const saved = (page: Page) => expect(page.getByText(/^Saved (just now|\d+ seconds ago)$/)).toBeVisible();
const notSaved = (page: Page) => expect(page.getByText(/^Could not save\. Trying again in \d+ s$/)).toBeVisible();
const biography = (page: Page) => page.getByLabel('Biographical Info');
const told = (page: Page, words: string) => expect(page.getByText(words, { exact: true }).first()).toBeVisible();

/** Opens the editor of a new article. */
async function openNew(page: Page, title: string): Promise<void> {
  const article = await call(page, 'start_article', { title });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
}

/** Lets the calls of that name wait until `go` is called. */
async function hold(page: Page, endpoint: string): Promise<{ go: () => void }> {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(`**/admin/api/${endpoint}`, async (route) => {
    await held;
    await route.continue();
  });
  return { go };
}

/** Lets the next call of that name come to the server, and its answer nowhere. */
async function loseAnswer(page: Page, endpoint: string): Promise<void> {
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(`**/admin/api/${endpoint}`, lose, { times: 1 });
}

test('whoever goes back from a form with something in it is asked', async ({ page }) => {
  await signIn(page);
  await page.locator('.side-me').click();
  await biography(page).fill('Lights lamps.');
  const asked: string[] = [];
  page.on('dialog', async (question) => {
    asked.push(question.message());
    await (asked.length === 1 ? question.dismiss() : question.accept());
  });
  await page.evaluate(() => history.back());
  await expect.poll(() => asked).toEqual(['Leave this page? Something here is not saved yet.']);
  await expect(biography(page)).toHaveValue('Lights lamps.');
  await biography(page).fill('Lights lamps by the harbour.');
  await page.evaluate(() => history.back());
  await page.waitForURL((url) => url.pathname === '/admin');
  expect(asked).toHaveLength(2);
});

test('what is typed into a form while it is being saved stays, and is saved next', async ({ page }) => {
  await signIn(page, '/admin/profile');
  await page.getByLabel('What you do, in one line').fill('Keeper of lamps');
  const save = await hold(page, 'save_profile');
  await page.keyboard.press('Enter');
  await told(page, 'Saving');
  await biography(page).fill('Typed while the name was on its way.');
  save.go();
  await told(page, 'Not saved yet');
  await expect(biography(page)).toHaveValue('Typed while the name was on its way.');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await told(page, 'Saved');
  await page.reload();
  await expect(biography(page)).toHaveValue('Typed while the name was on its way.');
  await expect(page.getByLabel('What you do, in one line')).toHaveValue('Keeper of lamps');
});

test('an answer that was lost on its way makes nobody quarrel with themselves', async ({ page }) => {
  await signIn(page);
  await openNew(page, 'Lost answer');
  await loseAnswer(page, 'save_slide');
  await body(page).fill('It arrived, ');
  await notSaved(page);
  await body(page).pressSequentially('and more was typed.');
  await saved(page);
  await expect(page.getByText('while you were writing')).toHaveCount(0);
  await page.reload();
  await expect(body(page)).toHaveValue('It arrived, and more was typed.');

  await page.goto('/admin/profile');
  await page.waitForLoadState('networkidle');
  await loseAnswer(page, 'save_profile');
  await page.getByLabel('Pronouns').fill('she/her');
  const save = page.getByRole('button', { name: 'Save profile' });
  await save.click();
  await told(page, 'Not saved: see above');
  await save.click();
  await told(page, 'Saved');
  await expect(page.getByText('This was saved elsewhere')).toHaveCount(0);
});

test('what a proxy answers while the server starts again is tried again', async ({ page }) => {
  await signIn(page);
  await openNew(page, 'Behind a proxy');
  const gateway = { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' };
  await page.route('**/admin/api/save_slide', (route) => route.fulfill(gateway), { times: 1 });
  await body(page).fill('Typed during an upgrade.');
  await notSaved(page);
  await saved(page);
  await page.reload();
  await expect(body(page)).toHaveValue('Typed during an upgrade.');
});

test('a slide that was deleted comes back with words that had not been sent', async ({ page }) => {
  await signIn(page);
  await openNew(page, 'Deleted too soon');
  await page.getByLabel('Heading', { exact: true }).fill('One');
  await page.getByLabel('Choose a picture').setInputFiles(photo);
  await expect(page.getByLabel('Caption')).toBeVisible();
  await saved(page);
  await page.route('**/admin/api/save_slide', (route) => route.abort());
  await page.getByLabel('Caption').fill('A lamp, typed a moment ago.');
  await page.getByRole('button', { name: 'Delete slide 1' }).first().click();
  await expect(page.getByText('Slide 1 deleted')).toBeVisible();
  await page.unroute('**/admin/api/save_slide');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(page.getByLabel('Caption')).toHaveValue('A lamp, typed a moment ago.');
  await saved(page);
  await page.reload();
  await expect(page.getByLabel('Caption')).toHaveValue('A lamp, typed a moment ago.');
});

test('a conflict shows everything that is chosen between', async ({ page, context }) => {
  await signIn(page);
  await openNew(page, 'Two windows');
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForLoadState('networkidle');
  await page.getByText('Article', { exact: true }).click();
  await other.getByText('Article', { exact: true }).click();
  await other.getByRole('textbox', { name: 'Standfirst' }).fill('Lit every evening.');
  await saved(other);
  await page.getByRole('textbox', { name: 'Title' }).fill('Two lamps');
  const conflict = page.getByRole('alert').filter({ hasText: 'saved the title while you were writing.' });
  await expect(conflict.getByRole('region', { name: 'Your text' })).toContainText('Address: /two-');
  await expect(conflict.getByRole('region', { name: 'The text that was saved' })).toContainText('Lit every evening.');
});

test('whoever signs out is asked about text that the server never got', async ({ page }) => {
  await signIn(page);
  await openNew(page, 'Not sent');
  await page.route('**/admin/api/save_slide', (route) => route.abort());
  await body(page).fill('Typed where the line is down.');
  await notSaved(page);
  page.once('dialog', (leaving) => leaving.accept());
  await page.goto('/admin');
  await page.waitForLoadState('networkidle');
  const question = page.waitForEvent('dialog');
  const signOut = page.getByRole('button', { name: 'Sign out' }).click();
  const asked = await question;
  expect(asked.message()).toContain('This browser has text of an article that the server never got.');
  await asked.dismiss();
  await signOut;
  expect(new URL(page.url()).pathname, 'they stay').toBe('/admin');
});

test('whoever signs out leaves the text of others where it is', async ({ page }) => {
  await signIn(page);
  const theirs = 'lantern-unsent-00000000-0000-7000-8000-000000000001-00000000-0000-7000-8000-000000000002';
  await page.evaluate((key) => localStorage.setItem(key, '{"head":null,"slides":[]}'), theirs);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  expect(await page.evaluate((key) => localStorage.getItem(key), theirs)).not.toBeNull();
  await page.evaluate(() => localStorage.clear());
  await signIn(page);
  await page.evaluate(() => localStorage.setItem('something-else', 'kept'));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  expect(await page.evaluate(() => localStorage.length), 'd05: all else is cleared').toBe(0);
});

test('text that the server has after all is kept no longer', async ({ page }) => {
  await signIn(page);
  await openNew(page, 'Answered too late');
  await loseAnswer(page, 'save_slide');
  await body(page).fill('It arrived.');
  await notSaved(page);
  await page.route('**/admin/api/save_slide', (route) => route.abort());
  page.once('dialog', (leaving) => leaving.accept());
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(body(page)).toHaveValue('It arrived.');
  const unsent = () => Object.keys(localStorage).filter((key) => key.startsWith('lantern-unsent-'));
  await expect.poll(() => page.evaluate(unsent)).toEqual([]);
});
