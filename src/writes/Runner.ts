import { randomUUID } from 'node:crypto';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Job, NewJob } from '../journal/Job.js';
import type { Operation } from '../loaders/Operation.js';
import { Passes, type PassesOptions } from './Passes.js';

/** A job belongs to a process for so long, and longer as long as that process lives. */
const LEASE_MS = 60_000;
const LOOK_AROUND_MS = LEASE_MS / 3;
const JOBS_AT_ONCE = 20;

export interface RunnerOptions extends PassesOptions {
  /** For a pass that a caller waits for. */
  readonly operationMs: number;
}

/**
 * Keeps at jobs until nothing of them is left: those that callers begin here, and those that other processes have left.
 * Each is written down before anything of it is sent, and leased to one process at a time, so that nothing is lost when a
 * caller leaves or the process dies, and nothing is sent twice.
 */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #owner = randomUUID();
  /** Until nothing of the job is left. */
  readonly #running = new Map<string, Promise<void>>();
  /** Until it has been tried once: whoever asks for the same waits as long as the first. */
  readonly #firstPasses = new Map<string, Promise<unknown>>();
  readonly #stopping = new AbortController();
  readonly #passes: Passes;
  #lookingAround: Promise<void> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#passes = new Passes(options, this.#owner, this.#stopping.signal);
  }

  /** Goes on with what other processes have left, now and from time to time. */
  start(): void {
    this.#lookingAround = this.#lookAround();
  }

  /** Sends nothing more, and waits for what has been sent. What is left goes on at once wherever a process looks for it. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    const mine = [...this.#running.keys()];
    await Promise.allSettled([this.#lookingAround, ...this.#running.values()]);
    await this.#options.stores.journal.jobs
      .renew(mine, this.#owner, 0)
      .catch((error: unknown) =>
        this.#options.log.warn({ error }, 'Jobs that are left wait for the end of their lease.'),
      );
  }

  /** Jobs that this process is at. */
  get running(): number {
    return this.#running.size;
  }

  /** Items that ended here, by verb and state, such as `updateAlerts DONE`. */
  get ended(): ReadonlyMap<string, number> {
    return this.#passes.ended;
  }

  /**
   * Writes a job down, sends what the limits of its tenants allow, and answers how it stands then. What is left goes on
   * without the caller. A job whose key is known is answered as it stands.
   *
   * @throws SecgraphError IDEMPOTENCY_KEY_REUSED
   */
  async run(job: NewJob, { call, shown }: Operation): Promise<Job> {
    const { jobs } = this.#options.stores.journal;
    const begun = await jobs.begin(job, this.#owner, LEASE_MS);
    if (begun.kind === 'conflict') throw keyReused();
    if (begun.kind === 'begun') {
      for (const { state, outcome } of begun.job.items) if (outcome) this.#passes.count(`${job.verb} ${state}`);
      const pass = { receipt: call.receipt, shown, lane: 'interactive', ms: this.#options.operationMs } as const;
      this.#goOn(begun.job, this.#passes.over(begun.job, pass));
    }
    return this.settled(begun.job);
  }

  /** A job as it stands after its first pass, which is waited for where it is under way here. */
  async settled(job: Job): Promise<Job> {
    // Whoever keeps at the job has logged why a pass failed; what was written down holds.
    await this.#firstPasses.get(job.id)?.catch(() => null);
    return (await this.#options.stores.journal.jobs.find({ id: job.id })) ?? job;
  }

  /** Keeps at a job until nothing of it is left. */
  #goOn(job: Job, first: Promise<number | null>): void {
    this.#firstPasses.set(job.id, first);
    const running = this.#untilDone(job, first)
      .catch((error: unknown) => this.#options.log.error({ operation: job.verb, error }, 'A job stands still.'))
      .finally(() => {
        this.#running.delete(job.id);
        this.#firstPasses.delete(job.id);
      });
    this.#running.set(job.id, running);
  }

  async #untilDone({ id }: Job, first: Promise<number | null>): Promise<void> {
    const { clock, journal } = this.#options.stores;
    let pauseMs = await first;
    while (pauseMs !== null && !this.#stopping.signal.aborted) {
      await clock.sleep(pauseMs, this.#stopping.signal).catch(() => undefined);
      const job = this.#stopping.signal.aborted ? null : await journal.jobs.find({ id });
      if (!job) return;
      pauseMs = await this.#passes.over(job);
    }
  }

  async #lookAround(): Promise<void> {
    const { stores, log } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        await stores.journal.jobs.renew([...this.#running.keys()], this.#owner, LEASE_MS);
        for (const job of await stores.journal.jobs.claim(this.#owner, LEASE_MS, JOBS_AT_ONCE)) {
          if (!this.#running.has(job.id)) this.#goOn(job, this.#passes.over(job));
        }
      } catch (error) {
        log.error({ error }, 'The journal could not be asked for jobs that were left.');
      }
      await stores.clock.sleep(LOOK_AROUND_MS, this.#stopping.signal).catch(() => undefined);
    }
  }
}

/** A key stands for one change. */
export function keyReused(): SecgraphError {
  return new SecgraphError(
    'IDEMPOTENCY_KEY_REUSED',
    'Argument "idempotencyKey" was used before with another input: take a new key for every change.',
    { argument: 'idempotencyKey' },
  );
}
