import type { Alert } from '../../../schema/Alert.js';
import type { AlertBucket, AlertBucketValue } from '../../../schema/AlertStats.js';
import { AlertStatus, Severity, type AlertDimension } from '../../../schema/enums.js';

type Facts = Pick<
  Alert,
  'tenantId' | 'severity' | 'status' | 'provider' | 'categories' | 'mitreTechniques' | 'assignedTo' | 'createdAt'
>;

/** One way of telling alerts apart. */
interface Dimension {
  /** Values of an alert, each once; none = the alert has none. */
  readonly valuesOf: (alert: Facts) => readonly (string | null)[];
  /** Fields of Alert that it looks at. */
  readonly reads: readonly string[];
  /** Values in their order, worst or earliest first; others follow in the order of their text. */
  readonly order?: readonly string[];
}

const DIMENSIONS: Readonly<Record<AlertDimension, Dimension>> = {
  SEVERITY: {
    valuesOf: ({ severity }) => [severity],
    reads: ['severity'],
    order: Object.keys(Severity).reverse(),
  },
  STATUS: {
    valuesOf: ({ status }) => [status],
    reads: ['status'],
    order: [...Object.keys(AlertStatus).filter((word) => word !== 'UNKNOWN'), 'UNKNOWN'],
  },
  PROVIDER: { valuesOf: ({ provider }) => [provider.product], reads: ['provider'] },
  SERVICE_SOURCE: { valuesOf: ({ provider }) => [provider.serviceSource], reads: ['provider'] },
  CATEGORY: { valuesOf: ({ categories }) => categories, reads: ['categories'] },
  TECHNIQUE: { valuesOf: ({ mitreTechniques }) => mitreTechniques.map(({ id }) => id), reads: ['mitreTechniques'] },
  ASSIGNEE: { valuesOf: ({ assignedTo }) => [assignedTo], reads: ['assignedTo'] },
  TENANT: { valuesOf: ({ tenantId }) => [tenantId], reads: [] },
};

/** Fields of Alert that counting by these dimensions looks at. */
export function tallyReads(by: readonly AlertDimension[]): string[] {
  return [...new Set(by.flatMap((dimension) => DIMENSIONS[dimension].reads))];
}

interface Counted {
  readonly start: number | null;
  readonly values: readonly (string | null)[];
  count: number;
}

/**
 * Counts alerts by dimensions, and by intervals of their time of creation that begin at whole multiples since 1970, UTC.
 * An alert with several values in a dimension counts once for each; with none, for null.
 */
export class Tally {
  readonly #by: readonly AlertDimension[];
  readonly #counted = new Map<string, Counted>();
  #total = 0;

  /** @param intervalMs null: over all time */
  constructor(
    by: readonly AlertDimension[],
    readonly intervalMs: number | null,
  ) {
    this.#by = [...new Set(by)];
  }

  get total(): number {
    return this.#total;
  }

  add(alert: Facts): void {
    this.#total += 1;
    const start = this.intervalMs === null ? null : floor(Date.parse(alert.createdAt), this.intervalMs);
    for (const values of combinations(this.#by.map((dimension) => valuesIn(dimension, alert)))) {
      const name = JSON.stringify([start, values]);
      const known = this.#counted.get(name);
      if (known) known.count += 1;
      else this.#counted.set(name, { start, values, count: 1 });
    }
  }

  /** Buckets by time, then by the dimensions in the order given. */
  buckets(): AlertBucket[] {
    return [...this.#counted.values()].sort((a, b) => this.#compare(a, b)).map((counted) => this.#shown(counted));
  }

  #shown({ start, values, count }: Counted): AlertBucket {
    const shown = values.map((value, index): AlertBucketValue => ({ dimension: this.#by[index]!, value }));
    const [from, to] = start === null ? [null, null] : [isoOf(start), isoOf(start + this.intervalMs!)];
    return { values: shown, from, to, count };
  }

  #compare(a: Counted, b: Counted): number {
    if (a.start !== b.start) return (a.start ?? 0) - (b.start ?? 0);
    for (const [index, dimension] of this.#by.entries()) {
      const difference = compareValues(dimension, a.values[index] ?? null, b.values[index] ?? null);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

function valuesIn(dimension: AlertDimension, alert: Facts): readonly (string | null)[] {
  const values = [...new Set(DIMENSIONS[dimension].valuesOf(alert))];
  return values.length > 0 ? values : [null];
}

/** Every way to take one value of each list. */
function combinations<Value>(lists: readonly (readonly Value[])[]): Value[][] {
  let all: Value[][] = [[]];
  for (const list of lists) all = all.flatMap((begun) => list.map((value) => [...begun, value]));
  return all;
}

/** Alerts that have no value come last. */
function compareValues(dimension: AlertDimension, a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const { order = [] } = DIMENSIONS[dimension];
  return placeIn(order, a) - placeIn(order, b) || (a < b ? -1 : 1);
}

function placeIn(order: readonly string[], value: string): number {
  const place = order.indexOf(value);
  return place === -1 ? order.length : place;
}

function floor(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
