// Bundles each script of this folder into the folder named on the command line (../assets when none is), with the
// licences of everything that went in. The same sources give the same bytes on every machine.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SCRIPTS = ['dnd'];

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, '../assets'));
await mkdir(out, { recursive: true });

for (const name of SCRIPTS) {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: [`${name}.ts`],
    outfile: path.join(out, `${name}.js`),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(path.join(out, `LICENCE-${name}.txt`), await licences(Object.keys(metafile.inputs)));
}

/** The licence of each package that one of `inputs` lies in, by name. */
async function licences(inputs) {
  const packages = new Set(inputs.map(packageOf).filter((name) => name !== undefined));
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = path.join(here, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
    const words = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
    texts.push(`${name} ${version}: ${license}\n\n${words.map((text) => text.trim()).join('\n\n')}`.trim());
  }
  return `This script contains:\n\n${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The package an input lies in: `@a/b` of `node_modules/@a/b/c.js`; nothing for a script of our own. */
function packageOf(input) {
  const [, inside] = input.split(/^(?:.*\/)?node_modules\//);
  if (inside === undefined) return undefined;
  const parts = inside.split('/');
  return inside.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}
