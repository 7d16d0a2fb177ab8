import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Material } from './material.js';

/** What graphlint has to say about one exchange, or about one part of a batch. */
export interface Finding {
  readonly rule: string;
  readonly level: 'error' | 'warn';
  readonly message: string;
  readonly method: string;
  readonly url: string;
  /** The part of a batch: `requests[3] GET /users`. */
  readonly item?: string;
}

export interface Lint {
  readonly exchanges: number;
  readonly findings: readonly Finding[];
}

const run = promisify(execFile);
const LARGEST_REPORT = 256 * 1024 * 1024;

/** The recording proxy of graphlint between a client and a Graph, and the linter over what it recorded. */
export class Recorder {
  private constructor(
    private readonly material: Material,
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** The root to use in place of the upstream's. */
    readonly url: string,
  ) {}

  static async start(material: Material, upstream: string): Promise<Recorder> {
    const folder = mkdtempSync(join(tmpdir(), 'secgraph-contract-'));
    const out = join(folder, 'traffic.jsonl');
    writeFileSync(out, '');
    const tool = material.path('tools', 'graphlint', 'record-proxy.mjs');
    const child = spawn(process.execPath, [tool, '--upstream', upstream, '--out', out, '--listen', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Recorder(material, child, folder, await listening(child.stdout));
  }

  /** Lints one side of everything recorded so far. */
  async lint(side: 'request' | 'response'): Promise<Lint> {
    const tool = this.material.path('tools', 'graphlint', 'graphlint.mjs');
    const args = [tool, '--json', '--only', side, join(this.folder, 'traffic.jsonl')];
    const { stdout } = await run(process.execPath, args, { maxBuffer: LARGEST_REPORT }).catch(reportOf);
    const lines = stdout.split('\n');
    const exchanges = lines.map((line) => /^(\d+) exchanges,/.exec(line)?.[1]).find((count) => count !== undefined);
    if (exchanges === undefined) throw new Error(`graphlint gave no summary: ${stdout.slice(0, 200)}`);
    const findings = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Finding);
    return { exchanges: Number(exchanges), findings };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

function listening(output: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      const url = /^recording (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    lines.on('close', () => reject(new Error('The recording proxy ended before it listened.')));
  });
}

/** Exit code 1 only says that there are errors. */
function reportOf(error: Error & { code?: unknown; stdout?: string }): { stdout: string } {
  if (error.code !== 1 || error.stdout === undefined) throw error;
  return { stdout: error.stdout };
}
