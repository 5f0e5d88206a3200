// Lighthouse finds nothing amiss with the pages that readers see most, on a phone. How fast they are is measured apart, by
// `cargo xtask bench lighthouse`: on a busy machine a time says nothing of a page.

import { judge, type Category } from './lighthouse';
import { expect, lantern, test, withLantern } from './lantern';

withLantern('demo');

const STORY = '/ten-days-staring-at-nothing';
const PAGES = ['/', STORY, `${STORY}/slideshow`];
const CATEGORIES: Category[] = ['accessibility', 'best-practices', 'seo'];

test('home, article and slideshow are accessible, well made and to be found', async () => {
  test.setTimeout(180_000);
  const verdicts = await judge(PAGES.map((path) => lantern().address + path), CATEGORIES, 'phone');
  for (const [number, { scores, faults }] of verdicts.entries()) {
    for (const category of CATEGORIES) {
      expect(scores[category], `${category} of ${PAGES[number]}: ${faults.join('; ')}`).toBeGreaterThanOrEqual(0.98);
    }
  }
});
