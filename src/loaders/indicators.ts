import type { IndicatorTarget, SourceName } from '../../schema/enums.js';
import type { Indicator } from '../../schema/Indicator.js';
import type { IndicatorQuota } from '../../schema/IndicatorWrites.js';
import { Covering } from '../filter/covering.js';
import { keyText, type Key, type ObservableKey, type QuotaKey } from '../pivots/Key.js';
import { PRODUCTS } from '../sources/indicators/inGraph.js';
import { GONE, type IndicatorList } from '../sources/IndicatorSource.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';
import { WholeList } from './WholeList.js';

/** Targets that have a list of their indicators. */
export type ListedTarget = Exclude<IndicatorTarget, 'SENTINEL'>;

export const SOURCE_OF: Readonly<Record<IndicatorTarget, SourceName>> = {
  GRAPH_TI_INDICATORS: 'TI_INDICATORS',
  DEFENDER_FOR_ENDPOINT: 'DEFENDER_INDICATORS',
  SENTINEL: 'SENTINEL_INDICATORS',
};

const GAP = 'There are more indicators than this service reads; some are missing.';

const LISTS: Readonly<Record<ListedTarget, WholeList<IndicatorList>>> = {
  GRAPH_TI_INDICATORS: new WholeList<IndicatorList>({
    source: 'TI_INDICATORS',
    remembered: new Remembered('tiIndicators', 'Indicator', 'indicators'),
    read: ({ stores }, place) => stores.sources.indicators.ofGraph(place),
    gap: GAP,
  }),
  DEFENDER_FOR_ENDPOINT: new WholeList<IndicatorList>({
    source: 'DEFENDER_INDICATORS',
    remembered: new Remembered('defenderIndicators', 'Indicator', 'indicators'),
    read: ({ stores }, place) => stores.sources.indicators.ofDefender(place),
    gap: GAP,
  }),
};
export const LISTED = Object.keys(LISTS) as readonly ListedTarget[];

/**
 * The indicators that were submitted to one target.
 *
 * @throws SecgraphError the refusal that the target gave a moment ago, or what reading it throws
 */
export async function indicatorsAt(target: ListedTarget, operation: Operation, place: Place): Promise<Indicator[]> {
  const list = await listAt(target, operation, place);
  return list.indicators.map((indicator) => ({ ...indicator, freshness: list.freshness }));
}

/** Lets go of a target's list, because a change has made it wrong. */
export async function forgetIndicators(target: IndicatorTarget, operation: Operation, place: Place): Promise<void> {
  if (target !== 'SENTINEL') await LISTS[target].forget(operation, place);
}

async function listAt(target: ListedTarget, operation: Operation, place: Place): Promise<IndicatorList> {
  const { tenantId } = place.tenant;
  const refusal = operation.refusalOf(tenantId, SOURCE_OF[target]);
  if (refusal) throw refusal;
  const list = await LISTS[target].get(operation, place);
  if (list.isGone) operation.coverage.lacks(tenantId, SOURCE_OF[target], GONE);
  return list;
}

/** An index holds as long as its list does. */
const coverings = new WeakMap<readonly Indicator[], Covering>();

function coveringOf(indicators: readonly Indicator[]): Covering {
  const known = coverings.get(indicators) ?? new Covering(indicators);
  coverings.set(indicators, known);
  return known;
}

/** Indicators that cover observables, from the lists of both targets: however many observables ask, each list is read once. */
export const indicatorsOf: Relation<ObservableKey> = {
  load: (keys, _want, { activeOnly }, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const lists = await Promise.all(LISTED.map((target) => readOrTell(target, operation, place)));
      const known = lists.filter((list): list is IndicatorList => list !== null && !(list instanceof Error));
      const missing = known.length > 0 ? [] : (lists.find((list) => list instanceof Error) ?? null);
      return new Map(
        own.map((key) => {
          const covering = known.flatMap((list) => coveringIn(list, key));
          const shown = activeOnly === false ? covering : covering.filter(({ isActive }) => isActive);
          return [keyText(key), known.length > 0 ? shown : missing];
        }),
      );
    }),
  warm: async (tenantIds, operation) => {
    await Promise.all(
      tenantIds.flatMap((tenantId) => LISTED.map((target) => readOrTell(target, operation, operation.place(tenantId)))),
    );
  },
};

/** One indicator by its target and its id there. */
export const indicator: Relation = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const targets = LISTED.filter((target) => own.some(({ id }) => targetOf(id) === target));
      const lists = new Map(
        await Promise.all(targets.map(async (target) => [target, await readOrTell(target, operation, place)] as const)),
      );
      return new Map(own.map((key) => [keyText(key), oneOf(lists.get(targetOf(key.id) as ListedTarget) ?? null, key)]));
    }),
};

/** How many indicators in force Defender keeps for a tenant, whichever way they came. */
const DEFENDER_KEEPS = 15_000;

/** How full Defender is in the tenants that a key lists. */
export const indicatorQuotas: Relation<QuotaKey> = {
  load: async (keys, _want, _args, operation) =>
    new Map(
      await Promise.all(
        keys.map(async (key) => {
          const quotas = key.tenantIds.map((tenantId) => quotaIn(tenantId, operation));
          return [keyText(key), await Promise.all(quotas)] as const;
        }),
      ),
    ),
};

async function quotaIn(tenantId: string, operation: Operation): Promise<IndicatorQuota> {
  const place = operation.place(tenantId);
  const [own, passedOn] = await Promise.all([
    readOrTell('DEFENDER_FOR_ENDPOINT', operation, place),
    readOrTell('GRAPH_TI_INDICATORS', operation, place),
  ]);
  const used = isRead(own) ? inForce(own, null) + (isRead(passedOn) ? inForce(passedOn, PRODUCTS.DEFENDER) : 0) : null;
  return { __typename: 'IndicatorQuota', tenantId, used, limit: DEFENDER_KEEPS };
}

function isRead(list: IndicatorList | Error | null): list is IndicatorList {
  return list !== null && !(list instanceof Error);
}

function inForce({ indicators }: IndicatorList, product: string | null): number {
  return indicators.filter(({ isActive, targetProduct }) => isActive && (product ?? targetProduct) === targetProduct)
    .length;
}

/** What the keys of indicators begin with. */
const TARGETS: Readonly<Record<string, IndicatorTarget>> = {
  graph: 'GRAPH_TI_INDICATORS',
  defender: 'DEFENDER_FOR_ENDPOINT',
  sentinel: 'SENTINEL',
};

/** The target that the key of an indicator names, and its id there; undefined for any other text. */
export function indicatorNamed(key: string): { target: IndicatorTarget; graphId: string } | undefined {
  const target = targetOf(key);
  return target && { target, graphId: key.slice(key.indexOf(':') + 1) };
}

function targetOf(id: string): IndicatorTarget | undefined {
  return TARGETS[id.slice(0, id.indexOf(':'))];
}

/** A target that does not let us read is missing in the answer, and the coverage says why. */
async function readOrTell(
  target: ListedTarget,
  operation: Operation,
  place: Place,
): Promise<IndicatorList | Error | null> {
  try {
    return await listAt(target, operation, place);
  } catch (thrown) {
    return failure(operation, place.tenant.tenantId, SOURCE_OF[target], thrown);
  }
}

function coveringIn({ indicators, freshness }: IndicatorList, { kind, value }: ObservableKey): Indicator[] {
  return coveringOf(indicators)
    .of({ kind, value })
    .flatMap((place) => indicators[place] ?? [])
    .map((found) => ({ ...found, freshness }));
}

function oneOf(list: IndicatorList | Error | null, { id }: Key): Indicator | Error | null {
  if (list === null || list instanceof Error) return list;
  const graphId = id.slice(id.indexOf(':') + 1);
  const found = list.indicators.find((one) => one.graphId === graphId);
  return found ? { ...found, freshness: list.freshness } : null;
}
