// A Lantern of each test file's own: a new data folder, a free port, gone afterwards. And what holds on every page:
// no error in the console, nothing asked of another host.

import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.PROGRAM_UNDER_TEST ?? path.join(root, 'target/debug/lantern');

/** A running Lantern. */
export interface Lantern {
  /** Where it answers, without a slash at the end. */
  address: string;
  /** What `/setup` asks for on the first start; empty when somebody owns the site already. */
  setupCode: string;
  /** Where its data lies. */
  data: string;
  /** Who is let in, by role; the demo site has one of each. */
  people: Map<string, { email: string; password: string }>;
}

let running: Lantern | undefined;
let server: ChildProcess | undefined;
/** The lines of the log that tell of a failure or a refusal, oldest first, while a test runs. */
let refusals: string[] = [];

/** The Lantern of the file that runs. */
export function lantern(): Lantern {
  if (running === undefined) throw new Error('this file starts no Lantern: call withLantern() at its top');
  return running;
}

/** Starts a Lantern before the tests of the file that calls this, on an empty data folder or on the demo site. */
export function withLantern(site: 'empty' | 'demo' = 'empty'): void {
  let folder: string;

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lantern-'));
    const data = path.join(folder, 'data');
    const people = site === 'demo' ? await demo(data) : new Map();
    running = { data, people, ...(await serve(data, '127.0.0.1:0', site === 'empty')) };
  });

  test.afterAll(async () => {
    running = undefined;
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
}

/** Ends the Lantern of this file as its operator does, and starts it again where it was. */
export async function restart(): Promise<void> {
  const { address, data } = lantern();
  await stop();
  await serve(data, new URL(address).host, false);
}

async function serve(data: string, listen: string, isFirstStart: boolean): Promise<Pick<Lantern, 'address' | 'setupCode'>> {
  server = spawn(program, ['serve', '--data', data, '--listen', listen], { cwd: path.dirname(data), stdio: ['ignore', 'pipe', 'pipe'] });
  return started(server, isFirstStart);
}

async function stop(): Promise<void> {
  if (server === undefined || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

/** Fills the folder with the demo site; gives the people that it names with their passwords. */
async function demo(data: string): Promise<Lantern['people']> {
  const filling = spawn(program, ['demo', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const people: Lantern['people'] = new Map();
  createInterface(filling.stdout!).on('line', (line) => {
    const [, email, role, password] = /(\S+@\S+)\s+(\S+)\s+(\S+)$/.exec(line) ?? [];
    if (email && role && password) people.set(role, { email, password });
  });
  const [code] = await once(filling, 'close');
  if (code !== 0) throw new Error(`lantern demo ended with ${code}`);
  return people;
}

/** Waits until the server has said where it answers and, on its first start, the code that `/setup` asks for. */
async function started(server: ChildProcess, isFirstStart: boolean): Promise<Pick<Lantern, 'address' | 'setupCode'>> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`lantern serve ended with ${code}:\n${said.join('\n')}`)));
    for (const stream of [server.stdout, server.stderr]) {
      if (stream === null) throw new Error('its output is piped');
      createInterface(stream).on('line', (line) => {
        said.push(line);
        if (/ (WARN|ERROR) | status=[45]/.test(line)) refusals.push(line);
        const whole = said.join('\n');
        const address = /Lantern listens at (http:\/\/127\.0\.0\.1:\d+)/.exec(whole)?.[1];
        const setupCode = /\/setup with the code (\S+)/.exec(whole)?.[1];
        if (address !== undefined && (setupCode !== undefined || !isFirstStart)) resolve({ address, setupCode: setupCode ?? '' });
      });
    }
  });
}

/** Playwright's `test`, with addresses that start at this file's Lantern and every page watched. */
export const test = base.extend<{ silent: boolean; watched: void }>({
  /** Whether the console must be silent: `test.use({ silent: false })` where the browser is to refuse something. */
  silent: [true, { option: true }],
  baseURL: async ({}, use) => {
    await use(running?.address);
  },
  watched: [
    async ({ context, silent }, use, testInfo) => {
      const complaints: string[] = [];
      refusals = [];
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        if (silent && ['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
      });
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        const isOurs = origin === running?.address || protocol === 'data:' || protocol === 'blob:';
        if (running !== undefined && !isOurs) complaints.push(`asked another host: ${request.url()}`);
      });
      await use();
      if (testInfo.status !== testInfo.expectedStatus || complaints.length > 0) {
        await testInfo.attach('what Lantern refused', { body: refusals.slice(-3).join('\n'), contentType: 'text/plain' });
      }
      expect(complaints, 'the console is silent and no other host is asked').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect, type Locator, type Page };
