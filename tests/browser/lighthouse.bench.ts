// How fast Lighthouse finds the pages that readers see most, on a phone with a slow line and at a desk: prints the scores and
// judges nothing, since a busy machine makes every page slow.

import { judge, type Category, type Verdict } from './lighthouse';
import { lantern, test, withLantern } from './lantern';

withLantern('demo');

const ROUNDS = 5;
const STORY = '/ten-days-staring-at-nothing';
const PAGES = ['/', STORY, `${STORY}/slideshow`];
const CATEGORIES: Category[] = ['performance', 'accessibility', 'best-practices', 'seo'];

test('the scores of home, article and slideshow', async () => {
  const addresses = PAGES.map((path) => lantern().address + path);
  const lines: string[] = [];
  for (const device of ['phone', 'desk'] as const) {
    const rounds: Verdict[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await judge(addresses, CATEGORIES, device));
    for (const [number, page] of PAGES.entries()) {
      const scores = CATEGORIES.map((category) => spread(rounds.map((verdicts) => verdicts[number]!.scores[category] ?? 0)));
      lines.push([device.padEnd(5), page.padEnd(40), ...scores.map((score) => score.padStart(16))].join(' '));
    }
  }
  const head = [''.padEnd(5), 'lowest, middle, highest of five'.padEnd(40), ...CATEGORIES.map((name) => name.padStart(16))];
  console.log(`\n${[head.join(' '), ...lines].join('\n')}\n\ngoal: 98 in the middle\n`);
});

/** The lowest, the one in the middle and the highest, of a hundred. */
function spread(scores: number[]): string {
  const sorted = scores.map((score) => Math.round(score * 100)).sort((a, b) => a - b);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].join(' ');
}
