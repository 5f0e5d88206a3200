// The parts of the panel's program: each page starts from its own, loads no other, and says so when its part does not come.

import { expectAccessible } from './axe';
import { expect, lantern, test, withLantern, type Page } from './lantern';
import { signIn } from './people';

withLantern('demo');

/** Every page that stands in the panel's frame, and the part that draws it. */
const PAGES: Record<string, string> = {
  '': 'desk',
  '/articles': 'articles',
  '/articles/new': 'new_article',
  '/articles/paste': 'paste',
  '/reports': 'reports',
  '/topics': 'topics',
  '/pages': 'pages',
  '/menus': 'menus',
  '/comments': 'comments',
  '/media': 'media',
  '/people': 'people',
  '/profile': 'profile',
  '/settings': 'settings',
  '/appearance': 'appearance',
};

const owner = () => lantern().people.get('owner')!;

/** The names of the parts that the page asks for from now on, in order and once each. */
function asked(page: Page): Set<string> {
  const names = new Set<string>();
  page.on('request', (request) => {
    const name = /\/assets\/(\w+)-\w+\.part$/.exec(request.url())?.[1];
    if (name !== undefined) names.add(name);
  });
  return names;
}

/** Follows a link of the frame and sees that the program drew the page: a document that is loaded anew has no mark. */
async function goInPlace(page: Page, place: string): Promise<void> {
  await page.evaluate(() => ((window as unknown as { mark: boolean }).mark = true));
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { mark?: boolean }).mark)).toBe(true);
}

test('every page starts from its own part and leads on in place', async ({ page }) => {
  test.slow();
  await signIn(page, '/admin', owner());
  for (const [path, part] of Object.entries(PAGES)) {
    const names = asked(page);
    await page.goto(`/admin${path}`);
    await page.waitForLoadState('networkidle');
    expect([...names], path).toEqual([part]);
    await goInPlace(page, part === 'media' ? 'Articles' : 'Media');
  }
});

test('the editor and the numbers of an article start from their own parts', async ({ page }) => {
  await signIn(page, '/admin/articles', owner());
  await page.getByRole('link', { name: 'Ten days staring at nothing' }).first().click();
  await page.waitForURL(/articles\/[0-9a-f-]{36}$/);
  const names = asked(page);
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.editor:not([inert])')).toBeVisible();
  expect([...names]).toEqual(['editor', 'editor_later']);
  names.clear();
  await page.goto(`${page.url()}/numbers`);
  await page.waitForLoadState('networkidle');
  expect([...names]).toEqual(['numbers']);
  await goInPlace(page, 'Media');
});

test.describe('a part that does not come', () => {
  // The browser itself notes in its console what it could not fetch.
  test.use({ silent: false });

  test('is said in the place of its page, which comes when it is loaded again', async ({ page }) => {
    await signIn(page, '/admin', owner());
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/media-*.part', (route) => route.abort());
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Media' }).click();
    await expect(page.getByText('This page could not be loaded.')).toBeVisible();
    await expectAccessible(page);
    // The rest of the panel works on, and what is back is found without a new document.
    await goInPlace(page, 'Articles');
    await page.unroute('**/assets/media-*.part');
    await goInPlace(page, 'Media');
  });

  test('leads to the build that the server has by now', async ({ page }) => {
    await signIn(page, '/admin', owner());
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/media-*.part', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Media' }).click();
    const again = page.getByRole('link', { name: 'Load the page again' });
    await expect(again).toBeVisible();
    await page.unroute('**/assets/media-*.part');
    await again.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Media' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await goInPlace(page, 'Articles');
  });

  test('or a script that does not come leaves the page to be read as well', async ({ page }) => {
    await signIn(page, '/admin', owner());
    await page.route('**/assets/lantern-*.js', (route) => route.abort());
    await page.goto('/admin/media');
    await expect(page.getByText('The panel could not be started.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Media' })).toBeVisible();
  });

  test('leaves the page that was opened to be read, and says that its buttons do nothing', async ({ page }) => {
    await signIn(page, '/admin', owner());
    await page.route('**/assets/media-*.part', (route) => route.abort());
    await page.goto('/admin/media');
    await expect(page.getByText('The panel could not be started.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Media' })).toBeVisible();
    await expectAccessible(page);
  });
});

test('a button that is pressed before the program has come waits for it', async ({ page }) => {
  await signIn(page, '/admin', owner());
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/assets/lantern_bg-*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/admin/comments', { waitUntil: 'commit' });
  const approve = page.getByRole('button', { name: 'Approve' }).first();
  await approve.click();
  await expect(approve).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('.q-done')).toHaveCount(0);
  go();
  await expect(page.locator('.q-done').first()).toContainText('Approved');
  await expect(page.locator('[aria-busy]')).toHaveCount(0);
});
