import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, TemporaryTree } from './temporaryTree.js';

describe('the drift check of generated files', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  function drift(files: Readonly<Record<string, string>>, write: string): { code: number | null; output: string } {
    const manifest = JSON.stringify({ private: true, scripts: { 'docs:write': write } });
    tree = new TemporaryTree({ ...files, 'package.json': manifest });
    return runScript('drift.mjs', ['docs:write', 'a.md'], { cwd: tree.root });
  }

  it('passes while the file is what the generator writes', () => {
    expect(drift({ 'a.md': 'one\ntwo\n' }, "printf 'one\\ntwo\\n' > a.md").code).toBe(0);
  });

  it('names the first line that differs and leaves the file as it was', () => {
    const { code, output } = drift({ 'a.md': 'one\nold\n' }, "printf 'one\\nnew\\n' > a.md");

    expect(code).toBe(1);
    expect(output).toContain('a.md differs, line 2 is "old", generated "new"');
    expect(readFileSync(join(tree!.root, 'a.md'), 'utf8')).toBe('one\nold\n');
  });

  it('fails for a file that was never committed and does not leave it behind', () => {
    const { code, output } = drift({}, "printf 'one\\n' > a.md");

    expect(code).toBe(1);
    expect(output).toContain('a.md is missing');
    expect(existsSync(join(tree!.root, 'a.md'))).toBe(false);
  });

  it('fails when the generator does', () => {
    expect(drift({ 'a.md': 'one\n' }, 'exit 3').code).toBe(1);
  });
});
