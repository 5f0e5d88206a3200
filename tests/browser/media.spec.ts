// An author's task in the library: bring pictures in, say what they show and whose they are, find them again, take one out.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectAccessible } from './axe';
import { expect, test, withLantern, type Page } from './lantern';
import { MARIT, setUp, signIn } from './people';

withLantern();

test.beforeAll(async ({ browser }) => setUp(browser));

const photos = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../server/demo/photos');
/** Opens the library once it takes clicks. */
async function openLibrary(page: Page): Promise<void> {
  await page.goto('/admin/media');
  await expect(page.getByRole('heading', { level: 1, name: 'Media' })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

async function choose(page: Page, ...files: string[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload' }).click();
  await (await choosing).setFiles(files.map((file) => path.join(photos, file)));
}

function tile(page: Page, name: string) {
  return page.getByRole('listitem').filter({ hasText: name });
}

test('pictures come in, get their texts, are found, and one goes again', async ({ page }) => {
  await signIn(page);
  await openLibrary(page);
  await expect(page.getByText('No pictures yet.')).toBeVisible();
  await expectAccessible(page);

  await choose(page, 'chelsea.jpg', 'coffee.jpg');
  await expect(tile(page, 'chelsea.jpg')).toBeVisible();
  await expect(tile(page, 'coffee.jpg').getByText('No alt text')).toBeVisible();

  await tile(page, 'chelsea.jpg').getByRole('link').click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByLabel('Alt text').fill('A tabby cat, looking past the camera.');
  await details.getByLabel('Creator').fill('Stéfan van der Walt');
  await details.getByLabel('Licence').selectOption({ label: 'CC0 1.0' });
  await expect(details.getByText('Stéfan van der Walt, CC0 1.0')).toBeVisible();
  await details.getByRole('button', { name: 'Save' }).click();
  await expect(details.getByText('Saved')).toBeVisible();
  await expect(tile(page, 'chelsea.jpg').getByText('No alt text')).toBeHidden();
  await expectAccessible(page);

  await page.getByLabel('Find media').fill('stéfan');
  await expect(tile(page, 'coffee.jpg')).toBeHidden();
  await expect(tile(page, 'chelsea.jpg')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Find media')).toHaveValue('stéfan');
  await expect(details.getByLabel('Alt text')).toHaveValue('A tabby cat, looking past the camera.');

  await page.goto('/admin/media?show=no-alt');
  await page.waitForLoadState('networkidle');
  await expect(tile(page, 'chelsea.jpg')).toBeHidden();
  await tile(page, 'coffee.jpg').getByRole('link').click();
  await details.getByRole('button', { name: 'Delete…' }).click();
  const question = page.getByRole('dialog', { name: /Delete .*coffee\.jpg/ });
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('coffee.jpg deleted')).toBeVisible();
  await expect(details).toBeHidden();
  await expect(page.getByText('No picture is like that.')).toBeVisible();
});

test.describe('with a file that is no picture', () => {
  // The browser notes in its console that an upload was refused.
  test.use({ silent: false });

  test('the others come in and that one is refused with a reason', async ({ page }) => {
    await signIn(page);
    await openLibrary(page);
    await choose(page, 'coffee.jpg', 'CREDITS.md');
    await expect(tile(page, 'coffee.jpg')).toBeVisible();
    const refused = page.getByRole('region', { name: 'Uploads' });
    await expect(refused.getByText('This is no picture that Lantern knows. Upload a JPEG, PNG or WebP.')).toBeVisible();
    await refused.getByRole('button', { name: 'Dismiss CREDITS.md' }).click();
    await expect(refused).toBeHidden();
  });
});

test('pictures are dropped on the page', async ({ page }) => {
  await signIn(page);
  await openLibrary(page);
  const bytes = (await readFile(path.join(photos, 'clock.jpg'))).toString('base64');
  const files = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
    transfer.items.add(new File([content], 'clock.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, bytes);
  const library = page.locator('.main-inner');
  await library.dispatchEvent('dragover', { dataTransfer: files });
  await expect(page.getByText('Drop pictures here')).toBeVisible();
  await library.dispatchEvent('drop', { dataTransfer: files });
  await expect(tile(page, 'clock.jpg')).toBeVisible();
  await expect(page.getByText('Drop pictures here')).toBeHidden();
});

test('who leaves files on their way behind is asked once, and they are broken off', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page);
  await openLibrary(page);
  await page.route('**/admin/api/upload_media', () => {});
  await choose(page, 'clock.jpg');
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('clock.jpg');
  const asked: string[] = [];
  page.on('dialog', (question) => {
    asked.push(question.message());
    return question.accept();
  });
  const broken = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/upload_media'));
  const way = (name: string) => page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name }).click();
  await way('Desk');
  await expect(page).toHaveURL('/admin');
  await broken;
  await way('Articles');
  await expect(page).toHaveURL('/admin/articles');
  expect(asked).toHaveLength(1);
});

test.describe('with a line that drops', () => {
  test.use({ silent: false });

  test('an upload is tried again', async ({ page }) => {
    await signIn(page);
    await openLibrary(page);
    await page.route('**/admin/api/upload_media', (route) => route.abort('connectionreset'), { times: 1 });
    await choose(page, 'brick.jpg');
    const uploads = page.getByRole('region', { name: 'Uploads' });
    await expect(uploads.getByText('The server cannot be reached.')).toBeVisible();
    await uploads.getByRole('button', { name: 'Try brick.jpg again' }).click();
    await expect(tile(page, 'brick.jpg')).toBeVisible();
    await expect(uploads).toBeHidden();
  });

  test('a session that ended is begun again in place, and the upload goes on', async ({ page, context }) => {
    await signIn(page);
    await openLibrary(page);
    await context.clearCookies();
    await choose(page, 'grass.jpg');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('Password').fill(MARIT.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
    await expect(tile(page, 'grass.jpg')).toBeVisible();
  });
});
