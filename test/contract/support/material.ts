import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Published material that is no part of this project: examples, metadata and tools, found below CONTRACT_DIR.
 * Nothing of it is copied here.
 */
export class Material {
  constructor(private readonly root: string) {}

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  text(...parts: string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  json(...parts: string[]): unknown {
    return JSON.parse(this.text(...parts)) as unknown;
  }

  /** Names of the files of a folder, sorted. */
  names(folder: string, ending: string): string[] {
    return readdirSync(this.path(folder))
      .filter((name) => name.endsWith(ending))
      .sort();
  }
}

/**
 * A suite over outside material. Without it the suite passes as skipped and says in one line what was not looked at.
 *
 * @param needs what must be there, below CONTRACT_DIR
 */
export function describeWith(title: string, needs: readonly string[], suite: (material: Material) => void): void {
  const root = process.env['CONTRACT_DIR'] ?? '';
  const missing = root === '' ? needs : needs.filter((part) => !existsSync(join(root, part)));
  if (missing.length === 0) {
    describe(title, () => suite(new Material(root)));
    return;
  }
  const where = root === '' ? 'CONTRACT_DIR is not set' : 'CONTRACT_DIR lacks it';
  process.stdout.write(`skipped: ${title} (needs ${missing.join(', ')}; ${where})\n`);
  describe(title, () => {
    test.skip(`needs ${missing.join(', ')} below CONTRACT_DIR`, () => undefined);
  });
}
