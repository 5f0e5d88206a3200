// Accessibility of the page as it stands. Standard: WCAG 2.2, levels A and AA, as far as a program can tell.

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './lantern';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Expects no fault on the page, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // As a string, since the content policy lets no script element in.
    await page.evaluate(axe.source);
    const faults = await page.evaluate(async (tags) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values: tags },
      });
      return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
    }, STANDARD);
    expect(faults, `accessibility in ${colorScheme}`).toEqual([]);
  }
}
