import type { Clock } from '../util/clock.js';

const WINDOW_SECONDS = 10;
const AT_LEAST = 20;
const FAILING_SHARE = 0.5;
const OPEN_MS = 5_000;

interface Circuit {
  /** By second: how many ended, how many of them failed. */
  readonly seconds: Map<number, { all: number; failed: number }>;
  /** Not asked before that; null = closed. */
  openUntilMs: number | null;
  /** The one that was let through to see whether it works again; given up after a while. */
  probeSinceMs: number | null;
}

/**
 * Stops asking what does not answer. Twenty exchanges within ten seconds, half of them failing, open the circuit of that
 * tenant and workload for five seconds; then one probe decides. Refusals (4xx, 429) are answers, not failures.
 */
export class Breakers {
  readonly #circuits = new Map<string, Circuit>();

  constructor(readonly clock: Clock) {}

  /**
   * Asks to go through; where the circuit is half open, the first one becomes the probe.
   *
   * @returns milliseconds until it makes sense to ask again, or 0 to go
   */
  pass(tenantId: string, workload: string): number {
    const circuit = this.#of(tenantId, workload);
    const leftMs = this.blockedMs(tenantId, workload);
    if (leftMs === 0 && circuit.openUntilMs !== null) circuit.probeSinceMs = this.clock.monotonicMs();
    return leftMs;
  }

  /** The same without becoming the probe. */
  blockedMs(tenantId: string, workload: string): number {
    const { openUntilMs, probeSinceMs } = this.#of(tenantId, workload);
    if (openUntilMs === null) return 0;
    const now = this.clock.monotonicMs();
    if (probeSinceMs !== null) return Math.max(0, probeSinceMs + OPEN_MS - now);
    return Math.max(0, openUntilMs - now);
  }

  /** One exchange with Graph has ended. */
  record(tenantId: string, workload: string, hasFailed: boolean): void {
    const circuit = this.#of(tenantId, workload);
    const now = this.clock.monotonicMs();
    if (circuit.openUntilMs !== null) {
      if (circuit.probeSinceMs === null) return; // began before it opened
      circuit.probeSinceMs = null;
      circuit.openUntilMs = hasFailed ? now + OPEN_MS : null;
      return;
    }
    count(circuit, now, hasFailed);
    if (isFailing(circuit)) {
      circuit.openUntilMs = now + OPEN_MS;
      circuit.seconds.clear();
    }
  }

  #of(tenantId: string, workload: string): Circuit {
    const key = `${tenantId}|${workload}`;
    let circuit = this.#circuits.get(key);
    if (!circuit) {
      circuit = { seconds: new Map(), openUntilMs: null, probeSinceMs: null };
      this.#circuits.set(key, circuit);
    }
    return circuit;
  }
}

function count({ seconds }: Circuit, now: number, hasFailed: boolean): void {
  const second = Math.floor(now / 1000);
  for (const old of seconds.keys()) if (old <= second - WINDOW_SECONDS) seconds.delete(old);
  const counts = seconds.get(second) ?? { all: 0, failed: 0 };
  counts.all += 1;
  counts.failed += Number(hasFailed);
  seconds.set(second, counts);
}

function isFailing({ seconds }: Circuit): boolean {
  let all = 0;
  let failed = 0;
  for (const counts of seconds.values()) {
    all += counts.all;
    failed += counts.failed;
  }
  return all >= AT_LEAST && failed >= all * FAILING_SHARE;
}
