import { join } from 'node:path';
import { PROJECT, runScript, TemporaryTree } from './temporaryTree.js';

describe('the lock check', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  function check(packages: unknown): { code: number | null; output: string } {
    tree = new TemporaryTree({ 'package-lock.json': JSON.stringify({ packages }) });
    return runScript('lockCheck.mjs', [join(tree.root, 'package-lock.json')]);
  }

  const swift = { version: '1.0.0', optionalDependencies: { 'swift-linux': '1.0.0', 'swift-darwin': '1.0.0' } };

  it("finds the project's own lock complete", () => {
    const { code, output } = runScript('lockCheck.mjs', [join(PROJECT, 'package-lock.json')]);

    expect(output).toMatch(/^[1-9]\d* packages in the lock, 0 optional dependencies missing\n$/);
    expect(code).toBe(0);
  });

  it('accepts optional dependencies beside the package and nested in it', () => {
    const { code } = check({
      'node_modules/swift': swift,
      'node_modules/swift-linux': { version: '1.0.0' },
      'node_modules/swift/node_modules/swift-darwin': { version: '1.0.0' },
    });

    expect(code).toBe(0);
  });

  it('names a binary that the lock has not', () => {
    const { code, output } = check({ 'node_modules/swift': swift, 'node_modules/swift-linux': { version: '1.0.0' } });

    expect(code).toBe(1);
    expect(output).toContain('node_modules/swift@1.0.0 wants swift-darwin 1.0.0');
  });

  it('is not satisfied by another version, nor by the copy nested in another package', () => {
    const { code, output } = check({
      'node_modules/swift': swift,
      'node_modules/swift-linux': { version: '2.0.0' },
      'node_modules/other/node_modules/swift-darwin': { version: '1.0.0' },
    });

    expect(code).toBe(1);
    expect(output).toContain('wants swift-linux 1.0.0');
    expect(output).toContain('wants swift-darwin 1.0.0');
  });

  it('fails on a lock without packages', () => {
    expect(check({}).code).toBe(1);
  });
});
