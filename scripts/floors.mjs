/**
 * Do all imports look down? Runs dependency-cruiser over the tree with the floors of .dependency-cruiser.cjs and fails
 * on a forbidden import, and also when it did not see every file: a check that sees nothing finds nothing.
 *
 *   node scripts/floors.mjs [folder of the tree]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const root = resolve(process.argv[2] ?? project);
const folders = ['src', 'schema', 'resolvers', 'emulator'].filter((folder) => existsSync(join(root, folder)));

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && statSync(file).isFile())
    .map((file) => relative(root, file));
}

function cruise() {
  const child = spawnSync(
    process.execPath,
    [
      join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(project, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders],
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!child.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

function check() {
  if (folders.length === 0) return [`no source folder in ${root}`];
  const { modules, summary } = cruise();
  const seen = new Set(modules.map(({ source }) => source));
  const files = folders.flatMap((folder) => sourceFiles(join(root, folder)));
  const ours = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  const edges = ours.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
  console.log(`${ours.length} modules, ${edges} imports seen`);
  return [
    ...(ours.length === 0 || edges === 0 ? ['nothing was seen: the check is blind'] : []),
    ...files.filter((file) => !seen.has(file)).map((file) => `not seen: ${file}`),
    ...summary.violations.map(({ rule, from, to, cycle }) => {
      const way = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
      return `${rule.name}: ${from} -> ${way}`;
    }),
  ];
}

const complaints = check();
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
