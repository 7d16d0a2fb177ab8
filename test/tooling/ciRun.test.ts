import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, run, TemporaryTree } from './temporaryTree.js';

const PROGRAM = readFileSync(join(PROJECT, '.ci/run'), 'utf8');
const ok = '#!/bin/sh\nexit 0\n';

/** What a runner would append: passed and failed, then how it ended. */
const report = (variable: string, passed: number, failed: number): string =>
  `echo '{"passed":${passed},"failed":${failed},"skipped":1}' >> "$${variable}"; exit ${failed > 0 ? 1 : 0};;`;

const WELL: Readonly<Record<string, string>> = {
  cit: report('JEST_SUMMARY_FILE', 40, 0),
  'run build': 'exit 0;;',
  'run test:contract': report('JEST_SUMMARY_FILE', 5, 0),
  'run test:long': report('JEST_SUMMARY_FILE', 2, 0),
  'run check -- --except tests': report('CHECK_SUMMARY_FILE', 9, 0),
};

describe('.ci/run', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  /** The program in a folder of its own, with an npm that does what the table says. */
  function ci(
    answers: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>> = { 'test/contract/a.test.ts': '', 'test/long/b.test.ts': '' },
  ): { code: number | null; output: string; lastLine: string | undefined } {
    tree = new TemporaryTree(files);
    const cases = Object.entries(answers).map(([args, does]) => `'${args}') ${does}`);
    tree.write('.ci/run', PROGRAM, 0o755);
    tree.write(
      'bin/npm',
      `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) echo "unexpected $*"; exit 99;;\nesac\n`,
      0o755,
    );
    tree.write('bin/redis-server', ok, 0o755);
    tree.write('bin/chromium', ok, 0o755);
    const PATH = `${join(tree.root, 'bin')}:${process.env['PATH']}`;
    const { code, output } = run(join(tree.root, '.ci/run'), [], { cwd: tree.root, env: { ...process.env, PATH } });
    return { code, output, lastLine: output.trimEnd().split('\n').at(-1) };
  }

  it('sums every suite, every check and the build in one last plain line', () => {
    const { code, lastLine } = ci(WELL);

    expect(lastLine).toBe('57 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('counts failed tests once and ends non-zero', () => {
    const { code, lastLine } = ci({ ...WELL, 'run test:contract': report('JEST_SUMMARY_FILE', 3, 2) });

    expect(lastLine).toBe('55 passed, 2 failed');
    expect(code).toBe(1);
  });

  it('counts a runner that crashed without a word as one failure and names it', () => {
    const { code, output, lastLine } = ci({ ...WELL, cit: 'exit 7;;' });

    expect(output).toContain('install and story tests ended with code 7');
    expect(lastLine).toBe('17 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('does not believe a suite that ends well but counted nothing', () => {
    const { code, output, lastLine } = ci({ ...WELL, 'run test:long': 'exit 0;;' });

    expect(output).toContain('test/long ended well but ran nothing');
    expect(lastLine).toBe('55 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('counts a failed build', () => {
    const { code, lastLine } = ci({ ...WELL, 'run build': 'exit 2;;' });

    expect(lastLine).toBe('56 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('skips a folder without tests in one line', () => {
    const { code, output, lastLine } = ci(WELL, { 'test/contract/a.test.ts': '' });

    expect(output).toContain('test/long has no test: skipped');
    expect(lastLine).toBe('55 passed, 0 failed');
    expect(code).toBe(0);
  });
});
