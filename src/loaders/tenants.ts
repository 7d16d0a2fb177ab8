import type { SourceName } from '../../schema/enums.js';
import type { SourceCoverage } from '../../schema/SourceCoverage.js';
import type { Tenant } from '../../schema/Tenant.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { keyText, type Key } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { GONE, isUnknownEndpoint } from '../sources/IndicatorSource.js';
import { NO_SECURITY_ACTIONS } from '../sources/SecurityActionSource.js';
import { SOURCES, type ProbedSource } from '../sources/TenantSource.js';
import type { Gap } from '../sources/timedPages.js';
import { globalId } from '../util/globalId.js';
import { eachKey } from './eachKey.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

/** The tenant itself, from the settings: costs nothing. */
export const tenant: Relation = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, (place, own) =>
      Promise.resolve(new Map(own.map((key) => [keyText(key), readTenant(place.tenant, operation)]))),
    ),
};

/** Which sources of a tenant answer: what this question has learned already, and a probe for each of the rest. */
export const tenantCoverage: Relation = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const rows = await coverageOf(operation, place);
      return new Map(own.map((key) => [keyText(key), rows]));
    }),
};

export const tenantDomain = eachKey<Key, string | null>({
  source: 'USERS',
  remembered: new Remembered('defaultDomain', 'Tenant', 'groups'),
  read: ({ stores }, place) => stores.sources.tenants.defaultDomain(place),
});

const SWITCH_ON = 'Set legacyAlerts of the tenant to on in TENANTS_FILE, where Microsoft Graph still has some.';

/** Sources that answered a moment ago need no probe. */
const answered = new Remembered<true>('answered', 'SourceCoverage', 'groups');

export async function coverageOf(operation: Operation, place: Place): Promise<SourceCoverage[]> {
  const { tenantId } = place.tenant;
  const lately = await answered.get(operation, place, SOURCES, EVERYTHING);
  for (const source of lately.keys()) operation.coverage.complete(tenantId, source as SourceName);
  if (!place.tenant.legacyAlerts) operation.coverage.disabled(tenantId, 'LEGACY_ALERTS', SWITCH_ON);
  const told = new Set(operation.coverage.of([tenantId]).map(({ source }) => source));
  await Promise.all(SOURCES.filter((source) => !told.has(source)).map((source) => probed(operation, place, source)));
  const rows = operation.coverage.of([tenantId]);
  const complete = rows.filter(({ state }) => state === 'COMPLETE').map(({ source }) => [source, true] as const);
  await answered.put(operation, place, new Map(complete), EVERYTHING);
  return rows;
}

async function probed(operation: Operation, place: Place, source: ProbedSource): Promise<void> {
  const { tenantId } = place.tenant;
  try {
    const refusal = operation.refusalOf(tenantId, source);
    if (refusal) throw refusal;
    const gap = await gapOf(operation, place, source);
    if (gap) operation.coverage.lacks(tenantId, source, gap);
    else operation.coverage.complete(tenantId, source);
  } catch (thrown) {
    failure(operation, tenantId, source, thrown);
  }
}

/** What is missing in the answer to the smallest question; null: nothing. */
async function gapOf({ stores }: Operation, place: Place, source: ProbedSource): Promise<Gap | null> {
  const { tenants, legacyAlerts } = stores.sources;
  if (source === 'LEGACY_ALERTS') return legacyAlerts.probe(place);
  try {
    await tenants.probe(place, source);
    return null;
  } catch (thrown) {
    if (source === 'TI_INDICATORS' && isUnknownEndpoint(thrown)) return GONE;
    if (source === 'SECURITY_ACTIONS' && isUnknownEndpoint(thrown)) return NO_SECURITY_ACTIONS;
    throw thrown;
  }
}

export function readTenant(known: GraphTenant, { stores }: Operation): Tenant {
  const { tenantId, displayName, cloud, labels } = known;
  return {
    __typename: 'Tenant',
    id: globalId('Tenant', tenantId, tenantId),
    tenantId,
    displayName,
    cloud,
    labels,
    budget: stores.sources.graph.budgetsOf(known).map((budget) => ({
      ...budget,
      throttledUntil: budget.throttledUntil === null ? null : new Date(budget.throttledUntil).toISOString(),
    })),
  };
}
