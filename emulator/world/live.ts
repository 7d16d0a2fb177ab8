import { anyOf } from './deal.js';
import type { AlertKind } from './noise/Kind.js';
import { alertIdOf, everydayAlert, headOf } from './noise.js';
import type { Site } from './noise.js';
import { seededRandom } from './random.js';
import type { Random } from './random.js';
import { SECOND_MS, ticks } from './time.js';
import type { Row, Rows } from './World.js';

interface LiveOptions {
  readonly seed: string;
  readonly startMs: number;
  readonly site: Site;
  readonly alerts: Rows;
  readonly kinds: readonly AlertKind[];
  /** Time between two alerts, at least and at most. */
  readonly minGapMs: number;
  readonly maxGapMs: number;
}

/** However long nobody looked, no more than this arrives at once. */
export const MOST_AT_ONCE = 500;

/** How many of the newest alerts analysts work on. */
const DESK = 40;

/**
 * Alerts that arrive as time goes by, and analysts who work on the newest ones. What happens at a moment depends on
 * the seed and on what happened before, not on how often somebody looked.
 */
export class Live {
  readonly #options: LiveOptions;
  readonly #random: Random;
  #nextMs: number;
  #arrived = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#random = seededRandom(`${options.seed}/live/${options.site.home.tenantId}`);
    this.#nextMs = options.startMs + this.#gapMs();
  }

  /** Lets happen what is due until then. */
  advance(nowMs: number): void {
    const earliestMs = nowMs - MOST_AT_ONCE * this.#options.minGapMs;
    if (this.#nextMs < earliestMs) this.#nextMs = earliestMs;
    for (; this.#nextMs <= nowMs; this.#nextMs += this.#gapMs()) {
      this.#arrive(this.#nextMs);
      if (this.#random.chance(0.3)) this.#work(this.#nextMs);
    }
  }

  #gapMs(): number {
    return this.#random.whole(this.#options.minGapMs, this.#options.maxGapMs);
  }

  #arrive(atMs: number): void {
    const { site, kinds, alerts, seed } = this.#options;
    const random = this.#random;
    const kind = random.pick(kinds);
    this.#arrived += 1;
    const id = alertIdOf(kind.idPrefix, `${seed}/live/${site.home.tenantId}/${String(this.#arrived)}`);
    const fresh = { ...headOf(kind, id, atMs, atMs, site, random), updatedMs: atMs };
    alerts.put(everydayAlert(site, fresh, anyOf(site, random), random, null));
  }

  #work(atMs: number): void {
    const desk = newest(this.#options.alerts, DESK).filter((alert) => alert['status'] !== 'resolved');
    if (desk.length === 0 || this.#options.site.analysts.length === 0) return;
    const head = this.#random.pick(desk);
    const alert = this.#options.alerts.get(head.id);
    if (alert) this.#options.alerts.put({ ...alert, ...this.#progressOf(alert, atMs) });
  }

  #progressOf(alert: Row, atMs: number): Partial<Row> {
    const at = ticks(atMs + SECOND_MS);
    if (alert['status'] === 'new') {
      const assignedTo = alert['assignedTo'] ?? this.#random.pick(this.#options.site.analysts);
      return { status: 'inProgress', assignedTo, lastUpdateDateTime: at };
    }
    return {
      status: 'resolved',
      classification: 'informationalExpectedActivity',
      determination: 'confirmedActivity',
      resolvedDateTime: at,
      lastUpdateDateTime: at,
    };
  }
}

function newest(alerts: Rows, count: number): Row[] {
  const rows: Row[] = [];
  for (const row of alerts.heads()) {
    if (rows.length === count) break;
    rows.push(row);
  }
  return rows;
}
