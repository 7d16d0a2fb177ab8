/**
 * Are generated files what their generator writes today? Runs an npm script and compares the files before and after;
 * they are put back as they were.
 *
 *   node scripts/drift.mjs <npm script> <file...>
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const [script, ...files] = process.argv.slice(2);
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

function putBack(file, text) {
  if (text === undefined) rmSync(file, { force: true });
  else writeFileSync(file, text);
}

function firstDifference(before, after) {
  const now = after.split('\n');
  const then = before.split('\n');
  const line = now.findIndex((text, at) => text !== then[at]);
  const at = line === -1 ? now.length : line;
  return `line ${at + 1} is ${JSON.stringify(then[at] ?? '')}, generated ${JSON.stringify(now[at] ?? '')}`;
}

function drift(file, before, after) {
  if (after === undefined) return `${file} is not written by npm run ${script}`;
  if (before === undefined) return `${file} is missing: npm run ${script} and commit it`;
  if (before === after) return undefined;
  return `${file} differs, ${firstDifference(before, after)}: npm run ${script} and commit it`;
}

const before = files.map(textOf);
const child = spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
const after = files.map(textOf);
const complaints = files.map((file, at) => drift(file, before[at], after[at])).filter((text) => text !== undefined);
files.forEach((file, at) => {
  if (before[at] !== after[at]) putBack(file, before[at]);
});
if (child.status !== 0) complaints.push(`npm run ${script} ended with code ${child.status}`);
for (const complaint of complaints) console.log(complaint);
process.exitCode = complaints.length === 0 && files.length > 0 ? 0 : 1;
