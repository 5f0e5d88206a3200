// The scripts that are not Rust, each on a page of its own: no server, the page is answered here.

import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './lantern';

const assets = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../frontend/assets');
const origin = 'http://lantern.test';

/** Opens a page that holds `body` and loads one script of ours, under the panel's content policy. */
async function open(page: Page, script: string, body: string, policy: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const html = `<!DOCTYPE html><html lang="en"><head><title>Panel</title><link rel="icon" href="/icon.svg">
        <script type="${script === 'dnd.js' ? 'module' : 'text/javascript'}" src="/${script}"></script></head><body>${body}</body></html>`;
      await route.fulfill({ contentType: 'text/html', body: html, headers: { 'content-security-policy': policy } });
    } else if (pathname === `/${script}`) {
      await route.fulfill({ contentType: 'text/javascript', body: await readFile(path.join(assets, script), 'utf8') });
    } else {
      await route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    }
  });
  await page.goto(`${origin}/`);
}

test.describe('a list that is put in order by dragging', () => {
  const policy = `default-src 'none'; script-src 'self'; img-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
  const item = (id: string): string => `<li data-sort-id="${id}"><button class="grip" type="button">Move ${id}</button><p>Slide ${id}<br>and a second line</p></li>`;
  const list = `<lantern-sortable><ol>${['a', 'b', 'c', 'd'].map(item).join('')}</ol></lantern-sortable>`;

  async function moves(page: Page): Promise<unknown[]> {
    return page.evaluate(() => (window as unknown as { moves: unknown[] }).moves);
  }

  async function drag(page: Page, from: string, to: string, edge: 'top' | 'bottom'): Promise<void> {
    const box = await page.locator(`[data-sort-id="${to}"]`).boundingBox();
    if (box === null) throw new Error(`no item ${to}`);
    await page.getByRole('button', { name: `Move ${from}` }).hover();
    await page.mouse.down();
    const y = edge === 'top' ? box.y + 4 : box.y + box.height - 4;
    await page.mouse.move(box.x + 20, y - 2, { steps: 8 });
    await page.mouse.move(box.x + 20, y, { steps: 4 });
    await expect(page.locator(`[data-sort-id="${to}"]`)).toHaveAttribute('data-drop', edge === 'top' ? 'before' : 'after');
    await page.mouse.up();
  }

  test.beforeEach(async ({ page }) => {
    await open(page, 'dnd.js', list, policy);
    await page.evaluate(() => {
      const kept: unknown[] = [];
      (window as unknown as { moves: unknown[] }).moves = kept;
      document.addEventListener('lantern-move', (event) => kept.push((event as CustomEvent).detail));
    });
  });

  test('says what is to stand before what, and moves nothing itself', async ({ page }) => {
    await drag(page, 'd', 'b', 'top');
    await drag(page, 'a', 'b', 'bottom');
    await drag(page, 'b', 'd', 'bottom');
    expect(await moves(page)).toEqual([
      { id: 'd', before: 'b' },
      { id: 'a', before: 'c' },
      { id: 'b', before: null },
    ]);
    await expect(page.locator('li p')).toHaveText([/a/, /b/, /c/, /d/].map((id) => new RegExp(`Slide ${id.source}`)));
    await expect(page.locator('[data-drop], [data-dragging]')).toHaveCount(0);
  });

  test('a drop where it already was asks for nothing', async ({ page }) => {
    await drag(page, 'b', 'a', 'bottom');
    await drag(page, 'b', 'c', 'top');
    expect(await moves(page)).toEqual([]);
  });

  test('items that come later can be dragged, those that went cannot be dropped on', async ({ page }) => {
    await page.evaluate(() => {
      const first = document.querySelector('li')!;
      const late = first.cloneNode(true) as HTMLElement;
      late.dataset.sortId = 'e';
      late.querySelector('.grip')!.textContent = 'Move e';
      first.parentElement!.append(late);
      first.remove();
    });
    await drag(page, 'e', 'b', 'top');
    expect(await moves(page)).toEqual([{ id: 'e', before: 'b' }]);
  });

  test('only the grip starts a drag', async ({ page }) => {
    await page.locator('[data-sort-id="d"] p').dragTo(page.locator('[data-sort-id="a"]'));
    expect(await moves(page)).toEqual([]);
  });
});

test.describe('o06_the_panel_makes_html_by_one_policy', () => {
  const policy = `default-src 'none'; script-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types default`;

  async function write(page: Page, html: string): Promise<string> {
    return page.evaluate((html) => {
      try {
        const place = document.createElement('div');
        place.innerHTML = html;
        return place.innerHTML;
      } catch (error) {
        return `refused: ${(error as Error).message}`;
      }
    }, html);
  }

  // Each refusal is said in the console too.
  test.use({ silent: false });

  test.beforeEach(async ({ page }) => {
    await open(page, 'trusted-types.js', '', policy);
  });

  test('what a view writes passes', async ({ page }) => {
    for (const html of [
      '<p>It was <em>dark</em>.</p>',
      '<p class="lede" data-x="1" aria-label="a">a</p>',
      '<a href="/a-slug#s-1" rel="nofollow">a</a>',
      '<a href="mailto:anouk@example.org">a</a>',
      '<img src="/media/a/800.webp" srcset="/media/a/400.webp 400w, /media/a/800.webp 800w" width="8" height="6" alt="a">',
      '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-grip"></use></svg>',
      '<input type="checkbox" name="a" value="b" checked="">',
    ]) {
      expect(await write(page, html)).toBe(html);
    }
  });

  test('what no view writes is refused whole', async ({ page }) => {
    for (const html of [
      '<script>alert(1)</script>',
      '<p>a<img src="/x" onerror="alert(1)"></p>',
      '<svg><script>alert(1)</script></svg>',
      '<svg onload="alert(1)"></svg>',
      '<a href="javascript:alert(1)">a</a>',
      '<a href="&#106;ava\tscript:alert(1)">a</a>',
      '<form action="javascript:alert(1)"></form>',
      '<button formaction="javascript:alert(1)">a</button>',
      '<iframe srcdoc="a"></iframe>',
      '<object data="/x"></object>',
      '<embed src="/x">',
      '<base href="https://example.org/">',
      '<meta http-equiv="refresh" content="0">',
      '<link rel="stylesheet" href="/x">',
      '<style>a{}</style>',
      '<p style="color: red">a</p>',
      '<img src="data:image/svg+xml,a" alt="">',
      '<svg><use href="https://example.org/a.svg#a"></use></svg>',
      '<math><mtext>a</mtext></math>',
      '<template><p onclick="a">a</p></template>',
      '<noscript><p>a</p></noscript>',
      '<table><tr><td onclick="a">a</td></tr></table>',
      '<td onclick="a">a</td>',
    ]) {
      expect(await write(page, html), html).toContain('refused: ');
    }
  });

  test('nobody can make a second policy, or a script from a string', async ({ page }) => {
    const outcomes = await page.evaluate(() => {
      const types = (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
      const tries = [
        () => types.createPolicy('another', {}),
        () => types.createPolicy('default', {}),
        () => document.createElement('script').setAttribute('src', '/x.js'),
        () => (document.createElement('script').text = 'alert(1)'),
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return 'passed';
        } catch {
          return 'refused';
        }
      });
    });
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  });
});
