import type { Alert } from '../../../schema/Alert.js';
import { grouped } from '../../util/grouped.js';
import { compareMoments } from '../../util/moments.js';
import { timeOf, type TimedQuery } from '../timedPages.js';

/** What one question brought: `$top` holds for each provider, so there may be several times as many rows. */
export interface Federated {
  readonly alerts: readonly Alert[];
  /** Whether some provider has more. */
  readonly isCut: boolean;
}

/** Where the next question begins. */
export interface Start {
  readonly time: string;
  /** The moment itself is left out: it holds more alerts than can be read. */
  readonly isBehind: boolean;
}

/** What of an answer can be shown, and how reading goes on. */
export interface Cut {
  /** In the order asked. */
  readonly alerts: readonly Alert[];
  /** Null: nothing is left. */
  readonly next: Start | null;
  /** True where nothing newer than `next` was learned: larger pages may help. */
  readonly isStuck: boolean;
  /** True where alerts may be left out. */
  readonly isTorn: boolean;
}

/**
 * Cuts an answer where it is whole. A provider that has more has given `top` rows, the last of which stands at place `top`
 * or behind it among all rows; so up to the row at place `top` nothing is missing, whoever it is that has more. Rows behind it
 * come again with the next question. Where nobody has given `top` rows, providers have pages of their own size.
 *
 * @param start where the question began; rows before it come from providers that ignore times
 */
export function cut(
  { alerts, isCut }: Federated,
  { orderBy, direction }: Pick<TimedQuery, 'orderBy' | 'direction'>,
  start: Start | null,
  top: number,
): Cut {
  const sign = direction === 'asc' ? 1 : -1;
  const compare = (a: string, b: string): number => sign * compareMoments(a, b);
  const time = (alert: Alert): string => timeOf(alert, orderBy);
  const all = [...alerts].sort((a, b) => compare(time(a), time(b)) || (a.graphId < b.graphId ? -1 : 1));
  const own = all.filter((alert) => start === null || isWithin(compare(time(alert), start.time), start.isBehind));
  if (!isCut) return { alerts: own, next: null, isStuck: false, isTorn: false };

  const edge = edgeOf(all, top, time, compare);
  if (edge !== null && (start === null || compare(edge, start.time) > 0)) {
    const whole = own.filter((alert) => compare(time(alert), edge) <= 0);
    return { alerts: whole, next: { time: edge, isBehind: false }, isStuck: false, isTorn: false };
  }
  return torn(own, start, top, time, compare);
}

type Compare = (a: string, b: string) => number;
type TimeOf = (alert: Alert) => string;

function isWithin(order: number, isBehind: boolean): boolean {
  return isBehind ? order > 0 : order >= 0;
}

/** Up to when an answer is whole, by its rows in order; null when it has none. */
function edgeOf(all: readonly Alert[], top: number, time: TimeOf, compare: Compare): string | null {
  const byProvider = [...grouped(all, ({ provider }) => `${provider.vendor}/${provider.product}`).values()];
  if (byProvider.some(({ length }) => length >= top)) return time(all[top - 1]!);
  // Somebody gives smaller pages than were asked for: whoever it is, what they gave last is no earlier than this.
  const lasts = byProvider.map((rows) => time(rows.at(-1)!));
  return lasts.sort(compare)[0] ?? null;
}

/**
 * A provider that ignores times tells the same rows every time, and a moment may hold more alerts than fit in a page. What
 * the others say is shown, and reading goes on behind it.
 */
function torn(own: readonly Alert[], start: Start | null, top: number, time: TimeOf, compare: Compare): Cut {
  const edge = edgeOf(own, top, time, compare);
  const alerts = edge === null ? own : own.filter((alert) => compare(time(alert), edge) <= 0);
  const isSame = edge !== null && start !== null && compare(edge, start.time) === 0;
  return { alerts, next: edge === null ? null : { time: edge, isBehind: isSame }, isStuck: true, isTorn: true };
}
