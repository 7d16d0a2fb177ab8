import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The root of the project itself. */
export const PROJECT = join(import.meta.dirname, '../..');

/** A folder of its own below the system's temporary folder, holding the files given as path -> text. */
export class TemporaryTree {
  readonly root = mkdtempSync(join(tmpdir(), 'secgraph-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string, mode = 0o644): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Runs a program to its end; what it printed on either stream is one text. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: PROJECT, encoding: 'utf8', ...options });
  return { code: status, output: `${stdout}${stderr}` };
}

/** Runs one of the project's scripts/*.mjs. */
export function runScript(
  name: string,
  args: readonly string[],
  options?: { cwd?: string; env?: NodeJS.ProcessEnv },
): { code: number | null; output: string } {
  return run(process.execPath, [join(PROJECT, 'scripts', name), ...args], options);
}
