// A writer says where else they are, and an admin who tells feed readers what is new: both are found where programs look for them.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern } from './lantern';
import { signIn } from './people';

withLantern('demo');
// The browser itself notes the answer 422 in its console.
test.use({ silent: false });

test('a writer lists their profiles, and their page links to them as theirs', async ({ page }) => {
  await signIn(page, '/admin/profile', lantern().people.get('editor')!);
  const elsewhere = page.getByLabel('Profiles elsewhere');
  await expect(elsewhere).toHaveValue('https://social.example.org/@marit\nhttps://example.org/marit/');
  await elsewhere.fill('https://social.example.org/@marit\nexample.org');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.locator('#links-error')).toContainText('Each line takes one whole address that begins with https://');
  await elsewhere.fill('https://social.example.org/@marit\n\nhttps://photos.example.org');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved')).toBeVisible();
  await expect(elsewhere, 'as it is kept').toHaveValue('https://social.example.org/@marit\nhttps://photos.example.org/');
  await expectAccessible(page);

  await page.goto('/by/marit');
  const links = page.locator('.h-card a.u-url[rel="me"]');
  await expect(links).toHaveText(['social.example.org/@marit', 'photos.example.org']);
  await expectAccessible(page);
});

test('an admin names a hub, and the feeds name it', async ({ page, request }) => {
  await signIn(page, '/admin/settings', lantern().people.get('admin')!);
  const hub = page.getByLabel('WebSub hub');
  await hub.fill('http://hub.example.org/');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.locator('#hub-error')).toContainText('A hub has a whole address that begins with https://.');
  await hub.fill('https://hub.example.org/');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  const feed = await request.get('/feed.xml');
  expect(feed.headers()['link']).toContain('<https://hub.example.org/>; rel="hub"');
  expect(await feed.text()).toContain('href="https://hub.example.org/" rel="hub"');
});
