import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, run, TemporaryTree } from './temporaryTree.js';

describe('the plain summary of a test run', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  it('appends passed, failed and skipped, a suite that cannot load being one failure', () => {
    tree = new TemporaryTree({
      'jest.config.cjs': `module.exports = { reporters: [${JSON.stringify(join(PROJECT, 'test/jest.plainSummary.cjs'))}] };`,
      'good.test.js':
        "it('holds', () => {}); it('breaks', () => { throw new Error('no'); }); it.skip('waits', () => {});",
      'broken.test.js': 'this is not a program',
    });
    const file = join(tree.root, 'summary.jsonl');
    tree.write('summary.jsonl', '{"passed":1,"failed":0,"skipped":0}\n');

    const { code } = run(process.execPath, [join(PROJECT, 'node_modules/jest/bin/jest.js'), '--rootDir', tree.root], {
      cwd: tree.root,
      env: { ...process.env, JEST_SUMMARY_FILE: file },
    });

    expect(code).toBe(1);
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      '{"passed":1,"failed":0,"skipped":0}',
      '{"passed":1,"failed":2,"skipped":1}',
      '',
    ]);
  });
});
