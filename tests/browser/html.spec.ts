// Every kind of page that readers and those at the gate are given is valid HTML, whatever browsers would forgive.

import type { APIResponse } from '@playwright/test';
import { expectValid } from './html';
import { expect, lantern, test, withLantern } from './lantern';

withLantern('demo');

const STORY = '/ten-days-staring-at-nothing';
const WITHDRAWN = '/why-stars-in-photographs-have-crosses';
// Where the second page of any list begins: with what was published before that moment.
const LATER = `from=${Date.UTC(9999, 0) * 1000}-00000000-0000-7000-8000-000000000000`;

test('pages are valid HTML', async ({ request }) => {
  const story = await (await request.get(STORY)).text();
  const slide = /id="s-([a-z0-9]{10})"/.exec(story)?.[1];
  const comment = /id="c-([0-9a-f-]{36})"/.exec(story)?.[1];
  expect(slide && comment, 'the story has slides and comments').toBeTruthy();
  const month = `/archive/${/datetime="(\d{4}-\d{2})/.exec(story)?.[1]}`;
  const pages: [path: string, status: number, words: string][] = [
    ['/', 200, 'class="strip"'],
    [`/?${LATER}`, 200, STORY],
    [STORY, 200, 'id="comments"'],
    [`${STORY}?reply=${comment}`, 200, 'id="comment-form"'],
    [`${STORY}?after=${comment}`, 200, 'id="comments"'],
    [`${STORY}/slideshow`, 200, 'class="show-nav"'],
    [`${STORY}/slides/${slide}`, 200, `${STORY}#s-${slide}`],
    [`${STORY}/slides/${slide}/pictures/1`, 200, '<figcaption'],
    [`${STORY}/slides/${slide}/report`, 200, '<textarea'],
    ['/by/jonas', 200, STORY],
    [`/by/jonas?${LATER}`, 200, STORY],
    ['/authors', 200, '/by/jonas'],
    ['/topics', 200, '/topics/astronomy'],
    ['/topics/astronomy', 200, STORY],
    [`/topics/astronomy?${LATER}`, 200, STORY],
    ['/about', 200, 'Last changed'],
    ['/imprint', 200, 'Who publishes this site'],
    ['/archive', 200, '/archive/'],
    [month, 200, STORY],
    ['/search', 200, 'type="search"'],
    ['/search?q=light', 200, '<mark'],
    ['/search?q=jonas', 200, '/by/jonas'],
    ['/search?q=zzzz', 200, 'zzzz'],
    ['/search?q=%22%3C', 200, 'type="search"'],
    ['/nowhere', 404, '<h1'],
    [WITHDRAWN, 410, '<h1'],
    ['/sign-in', 200, 'type="password"'],
    ['/sign-in?next=/admin', 200, 'type="password"'],
  ];
  for (const [path, status, words] of pages) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(status);
    await check(path, answer, words);
    // A place that no list knows would lead to its first page.
    if (path.startsWith('/?')) expect(await answer.text(), path).not.toContain('class="strip"');
  }
});

test('forms that come back with errors are valid HTML', async ({ request }) => {
  const headers = { origin: lantern().address };
  const token = /name="token" value="([^"]+)"/.exec(await (await request.get(STORY)).text())?.[1] ?? '';
  const form = { token, website: '', name: '', email: 'none', body: '' };
  let comment!: APIResponse;
  // Sent within three seconds it is held up for that alone.
  await expect(async () => {
    comment = await request.post(`${STORY}/comments`, { headers, form, maxRedirects: 0 });
    expect(comment.status()).toBe(422);
    expect(await comment.text()).toContain('aria-invalid="true"');
  }).toPass();
  await check('a comment with errors', comment, 'role="alert"');
  const late = await request.post(`${WITHDRAWN}/comments`, { headers, form: { ...form, body: 'How long was it lit?' } });
  expect(late.status()).toBe(410);
  await check('a comment on what was withdrawn meanwhile', late, 'How long was it lit?');
  const signIn = await request.post('/sign-in', { headers, form: { email: 'nobody@example.org', password: 'guess', next: '' } });
  expect(signIn.status()).toBe(422);
  await check('a sign-in with errors', signIn, 'type="password"');
});

async function check(what: string, answer: APIResponse, words: string): Promise<void> {
  const html = await answer.text();
  expect(html, what).toContain(words);
  await expectValid(what, html);
}
