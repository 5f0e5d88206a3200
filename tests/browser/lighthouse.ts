// Lighthouse, driven in the browser of these tests: it asks nobody but the Lantern that it is shown, and reports to nobody.

import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { createServer } from 'node:net';
import config from './playwright.config';

/** What Lighthouse judges; the scores of all but performance do not hang on how busy the machine is. */
export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';

/** What it says of a page: a score from 0 to 1 for each category, and what is amiss. */
export interface Verdict {
  scores: Partial<Record<Category, number>>;
  faults: string[];
}

/** Judges pages one after the other, in a browser of their own, as a phone or as a desk sees them. */
export async function judge(addresses: string[], categories: Category[], device: 'phone' | 'desk'): Promise<Verdict[]> {
  const port = await freePort();
  const { launchOptions } = config.use!;
  const args = [...launchOptions!.args!, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...launchOptions, args });
  const verdicts: Verdict[] = [];
  try {
    for (const address of addresses) {
      const flags = { port, logLevel: 'silent' as const, onlyCategories: categories, disableFullPageScreenshot: true };
      const run = await lighthouse(address, flags, device === 'desk' ? desktopConfig : undefined);
      if (run === undefined || run.lhr.runtimeError !== undefined) throw new Error(`${address}: ${run?.lhr.runtimeError?.message}`);
      verdicts.push(verdict(run.lhr));
    }
  } finally {
    await browser.close();
  }
  return verdicts;
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

function verdict({ categories, audits }: Report): Verdict {
  const all = Object.entries(categories);
  const scores = Object.fromEntries(all.map(([name, { score }]) => [name, score ?? 0]));
  const weighed = all.flatMap(([name, { auditRefs }]) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => ({ name, id })));
  const faults = weighed.flatMap(({ name, id }) => {
    const { score, title, displayValue } = audits[id]!;
    return score !== null && score < 1 ? [`${name}: ${title} ${displayValue ?? ''}`.trim()] : [];
  });
  return { scores, faults };
}

/** A port that nothing listens on; Lighthouse cannot be told a pipe. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return address.port;
}
