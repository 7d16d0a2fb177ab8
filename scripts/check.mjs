/**
 * Runs every check of the house, one line each, and ends with the list of those that failed.
 *
 *   npm run check                        all of them
 *   npm run check -- --only lint,types   some
 *   npm run check -- --except tests      all but some
 *
 * Each step is an npm script of its own. With CHECK_SUMMARY_FILE set, {passed, failed, skipped} is appended there.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const STEPS = [
  ['lock', 'check:lock'],
  ['schema', 'check:schema'],
  ['docs', 'check:docs'],
  ['operations', 'codegen'],
  ['types', 'check:types'],
  ['floors', 'check:floors'],
  ['dead-code', 'check:dead-code'],
  ['format', 'check:format'],
  ['lint', 'check:lint'],
  ['tests', 'test'],
];

function chosenSteps(args) {
  const [option, list] = args;
  if (option === undefined) return STEPS;
  const names = (list ?? '').split(',');
  const unknown = names.filter((name) => !STEPS.some(([step]) => step === name));
  if (!['--only', '--except'].includes(option) || unknown.length > 0) {
    console.error(
      `check: ${args.join(' ')} is not understood; --only or --except with: ${STEPS.map(([step]) => step)}`,
    );
    process.exit(2);
  }
  return STEPS.filter(([step]) => names.includes(step) === (option === '--only'));
}

function run([step, script]) {
  const startedAt = performance.now();
  // The tests of a check are one step of it, not figures of their own.
  const { JEST_SUMMARY_FILE: _mine, CHECK_SUMMARY_FILE: _outer, ...env } = process.env;
  const child = spawnSync('npm', ['run', '--silent', script], { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const isOk = child.status === 0;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${isOk ? 'ok    ' : 'FAILED'}  ${step.padEnd(10)}  ${seconds.padStart(6)} s`);
  if (!isOk) console.log(`${child.stdout}${child.stderr}${child.error ? `${child.error.message}\n` : ''}`);
  return { step, isOk };
}

const outcomes = chosenSteps(process.argv.slice(2)).map(run);
const failed = outcomes.filter(({ isOk }) => !isOk).map(({ step }) => step);
const summaryFile = process.env['CHECK_SUMMARY_FILE'];
if (summaryFile) {
  const summary = { passed: outcomes.length - failed.length, failed: failed.length, skipped: 0 };
  appendFileSync(summaryFile, `${JSON.stringify(summary)}\n`);
}
console.log(failed.length === 0 ? `all ${outcomes.length} checks hold` : `failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
