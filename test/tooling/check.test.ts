import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, runScript, TemporaryTree } from './temporaryTree.js';

type Scripts = Readonly<Record<string, string>>;

describe('npm run check', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  function check(scripts: Scripts, args: readonly string[], env: NodeJS.ProcessEnv = {}): ReturnType<typeof runScript> {
    tree = new TemporaryTree({ 'package.json': JSON.stringify({ private: true, scripts }) });
    return runScript('check.mjs', args, { cwd: tree.root, env: { ...process.env, ...env } });
  }

  it('gives each step a line with its time, and ends with the list of the failed ones', () => {
    const scripts = {
      'check:lock': 'true',
      'check:types': 'echo src/main.ts is wrong; exit 2',
      'check:floors': 'exit 1',
    };

    const { code, output } = check(scripts, ['--only', 'lock,types,floors']);

    expect(output).toMatch(/^ok {6}lock +\d+\.\d s$/m);
    expect(output).toMatch(/^FAILED {2}types +\d+\.\d s$/m);
    expect(output).toContain('src/main.ts is wrong');
    expect(output.trimEnd().split('\n').at(-1)).toBe('failed: types, floors');
    expect(code).toBe(1);
  });

  it('counts each step once in the summary, without the tests that run inside it', () => {
    const inside = `test -z "$JEST_SUMMARY_FILE$CHECK_SUMMARY_FILE"`;
    const { code } = check({ test: inside, 'check:lock': 'exit 1' }, ['--only', 'tests,lock'], {
      CHECK_SUMMARY_FILE: 'summary',
      JEST_SUMMARY_FILE: 'summary',
    });

    expect(readFileSync(join(tree!.root, 'summary'), 'utf8')).toBe('{"passed":1,"failed":1,"skipped":0}\n');
    expect(code).toBe(1);
  });

  it('refuses a step that does not exist, and names those that do', () => {
    const { code, output } = check({}, ['--only', 'lnit']);

    expect(output).toContain('lint');
    expect(code).toBe(2);
  });

  it('calls npm scripts that exist in the project, one for each step', () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Scripts };
    const program = readFileSync(join(PROJECT, 'scripts/check.mjs'), 'utf8');
    const called = [...program.matchAll(/^ {2}\['[\w-]+', '(?<script>[\w:-]+)'\],$/gm)].map(
      (step) => step.groups!['script']!,
    );

    expect(called).toHaveLength(10);
    expect(called.filter((script) => !(script in scripts))).toEqual([]);
  });
});
