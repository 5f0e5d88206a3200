// An author's tasks: a page that is pasted becomes an article; slides are put in order; nothing that is typed is lost.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectAccessible } from './axe';
import { expect, test, withLantern, type Locator, type Page } from './lantern';
import { MARIT, call, publishOne, setUpOn, signIn } from './people';

withLantern();
// Each goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' });

const here = path.dirname(fileURLToPath(import.meta.url));
// The real page where it stands, as it must on the build machine; elsewhere one with the same difficulties.
const real = path.resolve(here, '../../../shared/seed/article.txt');
const isReal = process.env.CI !== undefined || existsSync(real);
const pasted = isReal ? { file: real, slides: 15 } : { file: path.resolve(here, '../fixtures/imports/lights.txt'), slides: 8 };
const photo = (name: string) => path.resolve(here, '../../server/demo/photos', name);

const slides = (page: Page) => page.getByRole('navigation', { name: 'Slides' }).getByRole('listitem');
const headings = (page: Page) => page.getByRole('navigation', { name: 'Slides' }).locator('.name');
const body = (page: Page) => page.getByRole('textbox', { name: /^Text/ });
const saved = (page: Page) => expect(page.getByText(/^Saved (just now|\d+ seconds ago)$/)).toBeVisible();

/** Types into a new article while nothing can be saved. */
async function typeUnsaved(page: Page, title: string, text: string): Promise<void> {
  const article = await call(page, 'start_article', { title });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await page.route('**/admin/api/save_slide', (route) => route.abort());
  await body(page).fill(text);
  await expect(page.getByText(/^Could not save\. Trying again in \d+ s$/)).toBeVisible();
}

/** Drops photos there as somebody drags them from a folder. */
async function drop(page: Page, target: Locator, ...names: string[]): Promise<void> {
  const read = names.map(async (name) => ({ name, content: (await readFile(photo(name))).toString('base64') }));
  const dataTransfer = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, content } of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
      }
      return transfer;
    },
    await Promise.all(read),
  );
  await target.dispatchEvent('drop', { dataTransfer });
}

/** Turns to a tab beside the slide. */
const turnTo = (page: Page, name: string) => page.getByText(name, { exact: true }).click();

test('a page that is pasted is corrected, gets its picture and goes out', async ({ page, browser }) => {
  await setUpOn(page);
  await page.getByRole('link', { name: 'Articles' }).click();
  await page.getByRole('link', { name: 'Paste a page' }).first().click();
  const text = await readFile(pasted.file, 'utf8');
  const title = text.trim().split('\n')[0]!.trim();
  await page.getByLabel('Text of the page').fill(text);
  await page.getByRole('button', { name: 'See what is in it' }).click();

  await expect(page.getByRole('heading', { name: `${pasted.slides} slides` })).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await expect(page.getByText(/^[^:]+: \d+ credits, also spelt .+ New in the register\.$/).first()).toBeVisible();
  await expect(page.getByText('This is a short description in the author block')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Standfirst').fill('They are lit every evening all the same.');
  // One picture is at hand; the others are left for another day.
  const drop = page.getByRole('button', { name: 'Drop this credit and its picture' });
  for (let left = await drop.count(); left > 1; left -= 1) await drop.last().click();
  await expect(drop).toHaveCount(1);
  await page.getByRole('button', { name: `Make the ${pasted.slides} slides` }).click();

  await page.waitForURL(/\/admin\/articles\/[0-9a-f-]{36}$/);
  await expect(slides(page)).toHaveCount(pasted.slides);
  await page.getByRole('button', { name: 'Publish…' }).click();
  const question = page.getByRole('dialog', { name: `Publish “${title}”?` });
  await expect(question.getByRole('button', { name: 'Publish now' })).toHaveAttribute('aria-disabled', 'true');
  await question.getByRole('button', { name: 'Not yet' }).click();

  await page.getByLabel('Choose the file').setInputFiles(photo('rocket.jpg'));
  await page.getByLabel('Alternative text').fill('A tower at dusk, lit from below.');
  await page.getByLabel('Licence').selectOption({ label: 'CC0 1.0' });
  const credit = /^\S.+, CC0 1\.0$/;
  await expect(page.getByRole('region', { name: 'Preview' }).getByText(credit)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Preview' }).getByAltText('A tower at dusk, lit from below.')).toBeVisible();
  await saved(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Publish…' }).click();
  await question.getByRole('button', { name: 'Publish now' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByText('Published').first()).toBeVisible();

  const reader = await browser.newPage({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin });
  await reader.goto('/');
  await reader.getByRole('link', { name: title }).first().click();
  await expect(reader.locator('article .slide')).toHaveCount(pasted.slides);
  await expect(reader.getByText(credit)).toBeVisible();
  await expect(reader.getByAltText('A tower at dusk, lit from below.')).toBeVisible();
  await expect(reader.getByText(/short description in the author block|0 comments :|Google Plus/)).toHaveCount(0);
  await reader.close();
});

test('who looks at the text of a pasted page again finds what was corrected', async ({ page }) => {
  await signIn(page, '/admin/articles/paste');
  await page.getByLabel('Text of the page').fill(await readFile(pasted.file, 'utf8'));
  const understand = page.getByRole('button', { name: 'See what is in it' });
  await understand.click();
  const title = page.getByLabel('Title');
  const found = await title.inputValue();
  await title.fill('A title of my own');
  await page.getByRole('button', { name: 'Leave out' }).first().click();
  await expect(page.getByRole('heading', { name: `${pasted.slides - 1} slides` })).toBeVisible();

  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect(page.getByText('What you corrected is kept while the text stays as it is.')).toBeVisible();
  await understand.click();
  await expect(title).toHaveValue('A title of my own');
  await expect(page.getByRole('heading', { name: `${pasted.slides - 1} slides` })).toBeVisible();

  await page.getByRole('button', { name: 'Back to the text' }).click();
  await page.getByLabel('Text of the page').press('Control+End');
  await page.keyboard.insertText('\n\nOne more line of the page.');
  await understand.click();
  await expect(title).toHaveValue(found);
});

test('slides are added, moved by keys and by hand, copied, deleted and brought back', async ({ page }) => {
  await signIn(page);
  const article = await call(page, 'start_article', { title: 'Order' });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  const heading = page.getByLabel('Heading', { exact: true });
  await heading.fill('One');
  for (const name of ['Two', 'Three']) {
    await page.getByRole('button', { name: 'Add a slide after this one' }).click();
    await expect(heading).toHaveValue('');
    await heading.fill(name);
  }
  await expect(headings(page)).toHaveText([/One$/, /Two$/, /Three$/]);

  await slides(page).nth(2).getByRole('button').first().focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(headings(page)).toHaveText([/One$/, /Three$/, /Two$/]);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(headings(page)).toHaveText([/Three$/, /One$/, /Two$/]);

  await slides(page).nth(2).locator('.grip').dragTo(slides(page).nth(0), { targetPosition: { x: 30, y: 4 } });
  await expect(headings(page)).toHaveText([/Two$/, /Three$/, /One$/]);

  await slides(page).nth(1).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Duplicate slide 2' }).first().click();
  await expect(headings(page)).toHaveText([/Two$/, /Three$/, /Three$/, /One$/]);
  await page.getByRole('button', { name: 'Delete slide 3' }).first().click();
  await expect(slides(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(headings(page)).toHaveText([/Two$/, /Three$/, /Three$/, /One$/]);

  await saved(page);
  await page.reload();
  await expect(headings(page)).toHaveText([/Two$/, /Three$/, /Three$/, /One$/]);
});

test('pictures arrive on the slide that they were dropped on, whichever slide is turned to meanwhile', async ({ page }) => {
  await signIn(page);
  const article = await call(page, 'start_article', { title: 'Dropped' });
  await call(page, 'add_slide', { article, after: null });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  let answer = () => {};
  const slow = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/admin/api/upload_media', async (route) => {
    await slow;
    await route.continue();
  });
  const uploads = page.getByRole('region', { name: 'Uploads' });
  const pictures = page.getByRole('group', { name: /^Picture \d of 2$/ });

  await drop(page, page.locator('.ed-drop'), 'chelsea.jpg', 'coffee.jpg');
  await expect(uploads).toContainText('coffee.jpg');
  await page.getByLabel('Heading', { exact: true }).press('Alt+ArrowDown');
  await expect(slides(page).nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(uploads).toBeHidden();
  answer();
  await expect(slides(page).nth(0).locator('img')).toBeVisible();
  await expect(page.locator('.ed-picture')).toHaveCount(0);

  await page.getByLabel('Heading', { exact: true }).press('Alt+ArrowUp');
  await expect(pictures).toHaveCount(2);
  await expect(uploads).toBeHidden();
  await saved(page);
  await page.reload();
  await expect(pictures).toHaveCount(2);
});

test('a list to choose from opens with the keys that turn to another slide elsewhere', async ({ page }) => {
  await signIn(page);
  const article = await call(page, 'start_article', { title: 'By keys' });
  await call(page, 'add_slide', { article, after: null });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Choose a picture').setInputFiles(photo('rocket.jpg'));
  await page.getByLabel('Licence', { exact: true }).press('Alt+ArrowDown');
  await expect(slides(page).nth(0)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Escape');
  await page.getByLabel('Heading', { exact: true }).press('Alt+ArrowDown');
  await expect(slides(page).nth(1)).toHaveAttribute('aria-current', 'true');
});

test('what is typed without a pause is saved every two seconds', async ({ page }) => {
  await page.clock.install();
  await signIn(page);
  const article = await call(page, 'start_article', { title: 'Typing' });
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await page.clock.pauseAt(Date.now() + 60_000);
  for (let round = 0; round < 3; round += 1) {
    const save = page.waitForRequest('**/admin/api/save_slide');
    for (let half = 0; half < 4; half += 1) {
      await body(page).pressSequentially('word ');
      await page.clock.runFor(500);
    }
    await (await save).response();
  }
  // The last words went out when the clock stopped.
  await saved(page);
  const typed = await body(page).inputValue();
  await page.reload();
  await expect(body(page)).toHaveValue(typed);
});

test.describe('where something fails', () => {
  // The browser itself notes in its console what was not answered, or with 409.
  test.use({ silent: false });

  test('text that the server never got is offered again', async ({ page }) => {
    await signIn(page);
    await typeUnsaved(page, 'Left behind', 'Typed where the line is down.');
    page.once('dialog', (question) => question.accept());
    await page.reload();
    await page.unroute('**/admin/api/save_slide');
    await expect(page.getByText('This browser has text that the server never got.')).toBeVisible();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await expect(body(page)).toHaveValue('Typed where the line is down.');
    await saved(page);
  });

  test('the rest of the editor that did not come is said, and comes when it is loaded again', async ({ page }) => {
    await signIn(page);
    const article = await call(page, 'start_article', { title: 'In two parts' });
    await page.route('**/assets/editor_later-*.part', (route) => route.abort());
    await page.goto(`/admin/articles/${article}`);
    const notice = page.getByRole('alert').filter({ hasText: 'A part of the editor could not be loaded.' });
    await expect(notice).toBeVisible();
    await expectAccessible(page);
    await body(page).fill('Typed without the rest of the editor.');
    await saved(page);

    // Whoever asks for a dialog asks for the rest again, and gets it when it comes.
    await page.unroute('**/assets/editor_later-*.part');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish “In two parts”?' });
    await expect(dialog).toBeVisible();
    await expect(notice).toBeHidden();
    await dialog.getByRole('button', { name: 'Not yet' }).click();
    await turnTo(page, 'Article');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('In two parts');
    await expect(body(page)).toHaveValue('Typed without the rest of the editor.');
  });

  test('what an earlier visit left is still there when the rest of the editor comes late', async ({ page }) => {
    await signIn(page);
    await typeUnsaved(page, 'Left and late', 'Typed yesterday.');
    await page.route('**/assets/editor_later-*.part', (route) => route.abort());
    page.once('dialog', (question) => question.accept());
    await page.reload();
    await page.unroute('**/admin/api/save_slide');
    await expect(page.getByText('A part of the editor could not be loaded.')).toBeVisible();
    await body(page).fill('Typed today.');
    await saved(page);

    // A click that came to nothing opens nothing later.
    await page.getByRole('button', { name: 'Publish…' }).click();
    await expect(page.getByRole('button', { name: 'Publish…' })).not.toHaveAttribute('aria-busy', 'true');
    await page.unroute('**/assets/editor_later-*.part');
    await page.getByRole('button', { name: 'Load it again' }).click();
    await expect(page.getByText('This browser has text that the server never got.')).toBeVisible();
    await expect(page.getByRole('main'), 'the button went, and what came is next').toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // It was written on what stood there yesterday, and goes over nothing that was saved since.
    await page.getByRole('button', { name: 'Put it back' }).click();
    await expect(page.getByRole('region', { name: 'Your text' })).toContainText('Typed yesterday.');
    await expect(page.getByRole('region', { name: 'The text that was saved' })).toContainText('Typed today.');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await saved(page);
    await expect(body(page)).toHaveValue('Typed yesterday.');
  });

  test('the whole editor is there when the line goes down', async ({ page, context }) => {
    await signIn(page);
    const article = await call(page, 'start_article', { title: 'Off the line' });
    await page.goto(`/admin/articles/${article}`);
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await turnTo(page, 'Article');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Off the line');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await expect(page.getByRole('dialog', { name: 'Publish “Off the line”?' })).toBeVisible();
    await context.setOffline(false);
  });

  test('whose session ended in the middle of a sentence signs in again in place, and the text is saved', async ({ page, context }) => {
    await signIn(page);
    const article = await call(page, 'start_article', { title: 'Signed out' });
    await page.goto(`/admin/articles/${article}`);
    await page.waitForLoadState('networkidle');
    await context.clearCookies();
    await body(page).fill('Typed after the session ended.');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('Password').fill(MARIT.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
    await saved(page);
    await page.reload();
    await expect(body(page)).toHaveValue('Typed after the session ended.');
  });

  test('of two windows both texts are shown, and none is lost', async ({ page, context }) => {
    await signIn(page);
    const article = await call(page, 'start_article', { title: 'Two windows' });
    await page.goto(`/admin/articles/${article}`);
    await page.waitForLoadState('networkidle');
    const other = await context.newPage();
    await other.goto(`/admin/articles/${article}`);
    await other.waitForLoadState('networkidle');

    await body(other).fill('Written in the other window.');
    await saved(other);
    await body(page).fill('Written in this one.');
    const conflict = page.getByRole('alert').filter({ hasText: 'saved slide 1 while you were writing.' });
    await expect(conflict.getByRole('region', { name: 'Your text' })).toContainText('Written in this one.');
    await expect(conflict.getByRole('region', { name: 'The text that was saved' })).toContainText('Written in the other window.');
    await page.getByRole('button', { name: 'Publish…' }).click();
    const question = page.getByRole('dialog', { name: 'Publish “Two windows”?' });
    await expect(question.getByRole('status')).toHaveText('Something is not saved: close this and see above the slide.');
    await question.getByRole('button', { name: 'Not yet' }).click();
    await conflict.getByRole('button', { name: /^Keep both/ }).click();
    await expect(slides(page)).toHaveCount(2);
    await saved(page);
    await page.reload();
    await expect(body(page)).toHaveValue('Written in the other window.');
    await slides(page).nth(1).getByRole('button').first().click();
    await expect(body(page)).toHaveValue('Written in this one.');
  });
});

test('readers see a change when it is published, and a withdrawn article is gone', async ({ page, request }) => {
  await signIn(page);
  const article = await publishOne(page, 'A lamp');
  await page.goto(`/admin/articles/${article}`);
  await page.waitForLoadState('networkidle');
  await body(page).fill('A lantern.');
  await saved(page);
  expect(await (await request.get('/a-lamp')).text()).not.toContain('A lantern.');

  await page.getByRole('button', { name: 'Publish changes…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await (await request.get('/a-lamp')).text()).toContain('A lantern.');

  await turnTo(page, 'Article');
  await page.getByRole('button', { name: 'Withdraw…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Withdrawn').first()).toBeVisible();
  expect((await request.get('/a-lamp')).status()).toBe(410);
});
