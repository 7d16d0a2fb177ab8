import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./serve.ts', import.meta.url));

/** A running service in a process of its own. */
export class Service {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** @param isPlanned false: pivots load as execution meets them */
  static async start(env: Readonly<Record<string, string>>, isPlanned = true): Promise<Service> {
    const child = fork(PROGRAM, {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...env, BENCH_PLANNED: isPlanned ? 'on' : 'off' },
    });
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new Service(child, url);
  }

  forgetPeak(): void {
    this.child.send('forget');
  }

  /** Most resident memory since the last {@link forgetPeak}. */
  async peakMegabytes(): Promise<number> {
    const answer = once(this.child, 'message') as Promise<[{ peakBytes: number }]>;
    this.child.send('peak');
    const [{ peakBytes }] = await answer;
    return peakBytes / 1024 ** 2;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.send('stop');
    await ended;
  }
}
