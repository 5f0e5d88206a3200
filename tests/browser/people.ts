// The people of the tests' sites, and what they do before their own tasks begin.

import type { Browser } from '@playwright/test';
import { expect, lantern, type Page } from './lantern';

/** The owner of every site that a test sets up. */
export const MARIT = { name: 'Marit Olsen', email: 'marit@example.org', password: 'lamplight over the harbour' };

/** Sets the site up as its owner, who is then in the panel. */
export async function setUpOn(page: Page): Promise<void> {
  await page.goto('/setup');
  await page.getByLabel('Set-up code').fill(lantern().setupCode);
  await page.getByLabel('Name of the site').fill('Slow Light');
  await page.getByLabel('Your name').fill(MARIT.name);
  await page.getByLabel('E-mail address').fill(MARIT.email);
  await page.getByLabel('Password').fill(MARIT.password);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.waitForURL((url) => url.pathname === '/admin');
}

/** Has the site set up by its owner and gives their page, which is closed when `then` is through. */
export async function setUp(browser: Browser, then: (page: Page) => Promise<void> = async () => {}): Promise<void> {
  const context = await browser.newContext({ baseURL: lantern().address });
  const page = await context.newPage();
  await setUpOn(page);
  await then(page);
  await context.close();
}

/** Signs somebody in, who comes to that page of the panel. */
export async function signIn(page: Page, to = '/admin', { email, password }: { email: string; password: string } = MARIT) {
  await page.goto(`/sign-in?next=${to}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect((await answer).status(), 'they are let in').toBe(303);
  // A pattern would also match the form's own address, which ends with `next=`.
  await page.waitForURL((url) => url.pathname === to);
  // Nobody hears a click before the panel's program has come.
  await page.waitForLoadState('networkidle');
}

/** Sends a call of the panel as the page's own scripts do. */
export async function call(page: Page, endpoint: string, input: unknown): Promise<any> {
  return page.evaluate(
    async ([address, body]) => {
      const answer = await fetch(address!, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body! });
      if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [`/admin/api/${endpoint}`, JSON.stringify(input)],
  );
}

/** Publishes an article of one slide from the owner's page; gives its id. */
export async function publishOne(page: Page, title: string): Promise<string> {
  const article = await call(page, 'start_article', { title });
  const { slides } = await call(page, 'article', { article });
  const slide = { slide: slides[0].id, based_on: slides[0].version, heading: 'Light', body: 'A lamp.', pictures: [] };
  await call(page, 'save_slide', { article, ask: slide });
  const { head, slides: written } = await call(page, 'article', { article });
  const seen = { head: head.version, slides: written.map((one: any) => ({ slide: one.id, version: one.version, files: [] })) };
  await call(page, 'publish', { article, seen });
  return article;
}
