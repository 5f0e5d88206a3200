// The panel as its people meet it: every page for those who may be there, on a phone and at a desk, and shut for the others.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern } from './lantern';
import { signIn } from './people';

withLantern('demo');

const PAGES = ['', '/articles', '/articles/new', '/articles/paste', '/topics', '/pages', '/menus', '/comments', '/media', '/people', '/profile', '/settings', '/appearance'];

for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } })) {
  test.describe(`at a ${device}`, () => {
    test.use({ viewport });

    test('every page of the panel is accessible and fits the window', async ({ page }) => {
      test.slow();
      await signIn(page, '/admin', lantern().people.get('owner')!);
      for (const path of PAGES) {
        await page.goto(`/admin${path}`);
        await page.waitForLoadState('networkidle');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
      }
      await page.goto('/admin/articles');
      await page.getByRole('link', { name: 'Ten days staring at nothing' }).first().click();
      await expect(page.getByRole('navigation', { name: 'Slides' }).getByRole('listitem')).toHaveCount(9);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'editor').toBeLessThanOrEqual(0);
    });
  });
}

test('on a phone a page of a few words begins right under the head', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '/admin/reports', lantern().people.get('owner')!);
  const head = (await page.locator('.side').boundingBox())!;
  const main = (await page.getByRole('main').boundingBox())!;
  expect(main.y).toBeCloseTo(head.y + head.height, 0);
  expect(head.height).toBeLessThan(90);
});

test('a moderator sees the comments and no way to what is not theirs', async ({ page }) => {
  await signIn(page, '/admin', lantern().people.get('moderator')!);
  const ways = page.getByRole('navigation', { name: 'Admin' }).getByRole('link');
  await expect(ways).toHaveText([/Desk/, /Comments/]);
  await page.getByRole('link', { name: 'Review' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Comments' })).toBeVisible();
});

test('a new password is asked about, shown once, and gone', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/people', lantern().people.get('owner')!);
  const ask = async () => {
    await page.getByRole('button', { name: 'Actions for Lucía Ferrer' }).click();
    await page.getByRole('button', { name: 'Give a new password…' }).click();
  };
  const dialog = page.getByRole('dialog');
  const password = /[a-z0-9]{5}(-[a-z0-9]{5}){3}/;
  const held = async () => {
    const values = page.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    return (await values).join('\n');
  };
  await ask();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await ask();
  await dialog.getByRole('button', { name: 'Keep the old one' }).click();
  await expect(dialog).toBeHidden();
  await ask();
  await dialog.getByRole('button', { name: 'Give a new password' }).click();
  await expect(dialog.getByLabel('Password')).toHaveValue(password);
  expect(await held()).toMatch(password);
  await expect(dialog.getByLabel('Password')).toBeFocused();
  await dialog.getByRole('button', { name: 'It is handed over' }).click();
  await expect(dialog).toBeHidden();
  // The page lives on, and knows the password no more.
  await page.getByLabel('Name').fill('Ada');
  expect(await held()).not.toMatch(password);
});

test('nobody leaves unsaved settings without being asked', async ({ page }) => {
  await signIn(page, '/admin/settings', lantern().people.get('owner')!);
  await page.waitForLoadState('networkidle');
  const title = page.getByLabel('Name', { exact: true });
  const desk = page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Desk' });
  const asked: string[] = [];
  page.on('dialog', (question) => {
    asked.push(question.message());
    return asked.length === 1 ? question.dismiss() : question.accept();
  });
  await title.fill('Godwit');
  await desk.click();
  await expect(page).toHaveURL('/admin/settings');
  await expect(title).toHaveValue('Godwit');
  await desk.click();
  await expect(page).toHaveURL('/admin');
  expect(asked).toEqual(Array(2).fill('Leave this page? Something here is not saved yet.'));
});

test('keys decide what is picked', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/comments', lantern().people.get('moderator')!);
  await expect(page.locator('.queue [aria-current="true"]')).toBeFocused();
  for (const key of ['x', 'j', 'x', 'j', 'a']) await page.keyboard.press(key);
  await expect(page.locator('.q-done')).toHaveCount(2);
  await expect(page.getByRole('link', { name: /^Waiting/ })).toHaveText('Waiting 4');
  await page.keyboard.press('z');
  await expect(page.locator('.q-done')).toHaveCount(0);
});

test('a moderator decides several comments at once, goes on with the keyboard, and takes all of it back', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, '/admin/comments', lantern().people.get('moderator')!);
  const current = page.locator('.queue [aria-current="true"]');
  const waiting = page.getByRole('link', { name: /^Waiting/ });
  await expect(current).toBeFocused();
  await expect(waiting).toHaveText('Waiting 6');
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  const third = await current.textContent();
  await page.getByRole('region', { name: 'Selected comments' }).getByRole('button', { name: 'Approve' }).click();
  await expect(page.locator('.q-done')).toHaveCount(3);
  await expect(waiting).toHaveText('Waiting 3');
  await expect(current).toBeFocused();
  expect(await current.textContent()).not.toBe(third);
  expect(await page.locator('.queue').evaluate((queue) => queue.scrollWidth - queue.clientWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press('z');
  await expect(page.locator('.q-done')).toHaveCount(0);
  await expect(waiting).toHaveText('Waiting 6');
});

test.describe('where something fails', () => {
  // The browser itself notes in its console what was not answered.
  test.use({ silent: false });

  test('whom the server does not name for a moment keeps the ways through the panel, and the address to sign in again', async ({ page, context }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const moderator = lantern().people.get('moderator')!;
    await signIn(page, '/admin/comments', moderator);
    await page.route('**/admin/api/whoami', (route) => route.abort());
    const unnamed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/whoami'));
    await page.keyboard.press('a');
    await unnamed;
    await page.keyboard.press('z');
    await expect(page.locator('.q-done')).toHaveCount(0);
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Desk' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/^(Good|Hello)/);

    await page.goBack();
    await page.locator('.queue [aria-current="true"]').focus();
    await context.clearCookies();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await expect(dialog.getByLabel('E-mail address')).toHaveValue(moderator.email);
    await page.unroute('**/admin/api/whoami');
  });

  test('a rejection that failed keeps the comments that were picked, and the reason', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await signIn(page, '/admin/comments', lantern().people.get('moderator')!);
    await expect(page.locator('.queue [aria-current="true"]')).toBeFocused();
    for (const key of ['x', 'j', 'x', 'd']) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Why are 2 comments rejected?' });
    await dialog.getByLabel('In your own words').check();
    await dialog.getByLabel('Your words').fill('Both say who lives where');
    await dialog.getByLabel('Note for the other moderators').fill('The third time this week');
    await page.route('**/admin/api/decide_together', (route) => route.abort(), { times: 1 });
    await dialog.getByRole('button', { name: 'Reject' }).click();

    const picked = page.getByRole('region', { name: 'Selected comments' });
    await expect(picked).toContainText('2 selected');
    await expect(page.locator('.queue [aria-current="true"]')).toBeFocused();
    await page.keyboard.press('d');
    await expect(dialog.getByLabel('Your words')).toHaveValue('Both say who lives where');
    await expect(dialog.getByLabel('Note for the other moderators')).toHaveValue('The third time this week');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await expect(page.locator('.q-done')).toHaveCount(2);
    await expect(picked).toBeHidden();

    // Of another comment nothing is written yet.
    await page.keyboard.press('d');
    const other = page.getByRole('dialog', { name: 'Why is it rejected?' });
    await expect(other.getByLabel('Your words')).toHaveValue('');
    await expect(other.getByLabel('Note for the other moderators')).toHaveValue('');
    await other.getByRole('button', { name: 'Keep waiting' }).click();
    await page.keyboard.press('z');
    await expect(page.locator('.q-done')).toHaveCount(0);
  });
});

test.describe('for a role that has no place in it', () => {
  // The browser itself notes the answer 403 in its console.
  test.use({ silent: false });

  test('the panel says so, and leads on', async ({ page }) => {
    await signIn(page, '/admin', lantern().people.get('reader')!);
    await expect(page.getByRole('heading', { level: 1, name: 'Your role has no place here.' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/sign-in');
  });
});

test('somebody without a session is asked to sign in, and comes where they wanted to go', async ({ page }) => {
  await page.goto('/admin/settings');
  await expect(page).toHaveURL('/sign-in?next=%2Fadmin%2Fsettings');
  await expectAccessible(page);
  const owner = lantern().people.get('owner')!;
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/admin/settings');
});
