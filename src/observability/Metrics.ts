import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Receipt } from './Receipt.js';

/** Where numbers that nobody reports are read when somebody looks. */
export interface Work {
  /** Operations that run, and that wait for their turn. */
  running(): number;
  waiting(): number;
  /** Jobs that this process is at. */
  jobs(): number;
  /** Jobs that have not ended, whoever is at them. Rejects when the journal does not answer. */
  unfinished(): Promise<number>;
  /** Items of jobs that ended here, by verb and state: `updateAlerts DONE`. */
  ended(): ReadonlyMap<string, number>;
}

/** Numbers about this process in the words of Prometheus. One registry per server, so that two can live in one process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #operations = new Counter({
    name: 'secgraph_operations_total',
    help: 'GraphQL operations answered, by outcome: ok, partial, refused, failed.',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly #seconds = new Histogram({
    name: 'secgraph_operation_seconds',
    help: 'Time from the first byte of a GraphQL request to its answer.',
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [this.#registry],
  });
  readonly #errors = new Counter({
    name: 'secgraph_errors_total',
    help: 'Errors shown to callers, by code.',
    labelNames: ['code'] as const,
    registers: [this.#registry],
  });
  readonly #requests = new Counter({
    name: 'secgraph_graph_requests_total',
    help: 'HTTP requests to Microsoft Graph.',
    registers: [this.#registry],
  });
  readonly #parts = new Counter({
    name: 'secgraph_graph_calls_total',
    help: 'Billed calls to Microsoft Graph, by workload.',
    labelNames: ['workload'] as const,
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'secgraph_refusals_total',
    help: 'HTTP requests refused at the door, by status.',
    labelNames: ['status'] as const,
    registers: [this.#registry],
  });

  constructor(work: Work) {
    collectDefaultMetrics({ register: this.#registry, prefix: 'secgraph_' });
    this.#gauge('secgraph_operations_running', 'Operations that run now.', () => work.running());
    this.#gauge('secgraph_operations_waiting', 'Operations that wait for their turn.', () => work.waiting());
    this.#gauge('secgraph_jobs_running', 'Mutations that this process is at.', () => work.jobs());
    this.#journal(work);
    this.#writes(work);
  }

  answered(outcome: 'ok' | 'partial' | 'refused' | 'failed', seconds: number, codes: readonly string[]): void {
    this.#operations.inc({ outcome });
    this.#seconds.observe(seconds);
    for (const code of codes) this.#errors.inc({ code });
  }

  spent(receipt: Receipt): void {
    this.#requests.inc(receipt.requests);
    for (const [workload, calls] of receipt.workloads) this.#parts.inc({ workload }, calls);
  }

  refused(status: number): void {
    this.#refusals.inc({ status: String(status) });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #journal(work: Work): void {
    const registers = [this.#registry];
    new Gauge({
      name: 'secgraph_journal_up',
      help: 'Whether the journal answers: 1 or 0.',
      registers,
      async collect() {
        this.set((await unfinishedOf(work)) === null ? 0 : 1);
      },
    });
    new Gauge({
      name: 'secgraph_jobs_unfinished',
      help: 'Mutations of which something is not done yet, in the whole journal; missing where it does not answer.',
      registers,
      async collect() {
        const unfinished = await unfinishedOf(work);
        if (unfinished === null) this.remove();
        else this.set(unfinished);
      },
    });
  }

  #writes(work: Work): void {
    new Counter({
      name: 'secgraph_writes_total',
      help: 'Things that were to be changed, by mutation and outcome: done, refused, unknown.',
      labelNames: ['verb', 'outcome'] as const,
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [what, count] of work.ended()) {
          const [verb = '', state = ''] = what.split(' ');
          this.inc({ verb, outcome: state.toLowerCase() }, count);
        }
      },
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }
}

/** null: the journal does not answer. Why not is in the log of whoever needed it. */
function unfinishedOf(work: Work): Promise<number | null> {
  return work.unfinished().catch(() => null);
}
