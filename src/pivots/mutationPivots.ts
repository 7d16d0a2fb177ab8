import type { Key } from './Key.js';
import { pivot, type Args, type Pivot, type Price } from './Pivot.js';

/** One billed call for each thing that is changed; twenty of them in one HTTP request. */
const CHANGE: Price = { workload: 'security', keysPerPart: 1 };
const ALERT: Price = { workload: 'security', keysPerPart: 1 };

const ids = ({ ids: given, atMost, dryRun }: Args): number =>
  dryRun === true ? 0 : ((given as readonly unknown[] | null | undefined)?.length ?? Number(atMost ?? 1));

/** A change, for its price and for what is asked of its outcomes. It is made by src/writes, never followed. */
function mutation(field: string, price: Price, keys: (args: Args) => number): Pivot {
  return pivot<object>({
    from: 'Mutation',
    field,
    relation: 'mutation',
    key: () => null,
    price,
    keys,
    isBounded: true,
  });
}

interface OfAlert {
  readonly tenantId: string;
  readonly alertKey: string | null;
}

const alertKey = ({ tenantId, alertKey: id }: OfAlert): Key | null => (id === null ? null : { tenantId, id });

export const mutationPivots: readonly Pivot[] = [
  mutation('updateAlerts', CHANGE, ids),
  // What a change has shown is not read again.
  ...['AlertUpdated', 'AlertPending', 'AlertPreview'].map((from) =>
    pivot<OfAlert>({ from, field: 'alert', relation: 'alertById', key: alertKey, price: ALERT, spread: 0.1 }),
  ),
  pivot<OfAlert & { readonly code: string }>({
    from: 'AlertRefused',
    field: 'current',
    relation: 'alertById',
    key: ({ code, ...outcome }) => (code === 'CONFLICT' || code === 'OUTCOME_UNKNOWN' ? alertKey(outcome) : null),
    price: ALERT,
    spread: 0.1,
  }),
];
