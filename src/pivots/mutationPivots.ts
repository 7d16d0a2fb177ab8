import { LISTS } from './indicatorPivots.js';
import type { Key, QuotaKey } from './Key.js';
import { FREE, pivot, type Args, type Pivot, type Price } from './Pivot.js';
import { PROFILES } from './scorePivots.js';

/** One billed call for each thing that is changed; at most it is read before and after, too. Twenty are one HTTP request. */
const CHANGE: Price = { workload: 'security', keysPerPart: 1, mostPages: 3 };
/** The things may have to be found first. */
const FOUND: Price = { ...CHANGE, mostPages: 10 };
/** Each thing is looked at first, then one call changes all. */
const TOGETHER: Price = { ...CHANGE, fixedParts: 1 };
/** The list of all of them is read first. */
const LISTED: Price = { ...CHANGE, fixedParts: 1 };
const ONE: Price = { workload: 'security', keysPerPart: 1 };

/** A dry run is priced like what it previews. */
const ids = ({ ids: given, atMost }: Args): number =>
  (given as readonly unknown[] | null | undefined)?.length ?? Number(atMost ?? 1);

/** Each alert is looked at; each incident, of which there are fewer, is read, changed and read back. */
const tagged = ({ mirrorToIncident, ...args }: Args): number => ids(args) * (mirrorToIncident === true ? 3 : 1);

/** A hundred indicators of one target travel together; Graph's own list is read before. */
const INDICATORS: Price = { workload: 'tiIndicators', keysPerPart: 100, fixedParts: 1, isAlone: true };

const lengthOf = (list: unknown): number => (list as readonly unknown[] | null | undefined)?.length ?? 0;

/** A change, for its price and for what is asked of its outcomes. It is made by src/writes, never followed. */
export function mutation(field: string, price: Price, keys: (args: Args) => number): Pivot {
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

interface OfIndicator {
  readonly tenantId: string;
  readonly indicatorKey: string | null;
}

interface OfIndicators {
  readonly defenderTenantIds: readonly string[];
}

interface OfAlert {
  readonly tenantId: string;
  readonly alertKey: string | null;
}

interface OfIncident {
  readonly tenantId: string;
  readonly incidentKey: string | null;
}

interface OfControl {
  readonly tenantId: string;
  readonly controlKey: string | null;
}

const alertKey = ({ tenantId, alertKey: id }: OfAlert): Key | null => (id === null ? null : { tenantId, id });
const incidentKey = ({ tenantId, incidentKey: id }: OfIncident): Key | null => (id === null ? null : { tenantId, id });
const controlKey = ({ tenantId, controlKey: id }: OfControl): Key | null => (id === null ? null : { tenantId, id });

/** Whoever is refused for what has happened to a thing meanwhile wants to see it. */
const isSurprise = (code: string): boolean => code === 'CONFLICT' || code === 'OUTCOME_UNKNOWN';

export const mutationPivots: readonly Pivot[] = [
  mutation('updateAlerts', FOUND, ids),
  mutation('commentOnAlerts', CHANGE, ids),
  mutation('moveAlerts', TOGETHER, ids),
  mutation('tagAlerts', CHANGE, tagged),
  mutation('updateIncidents', FOUND, ids),
  mutation('commentOnIncidents', CHANGE, ids),
  mutation('mergeIncidents', TOGETHER, ids),
  mutation('submitIndicators', INDICATORS, ({ indicators, targets }) => lengthOf(indicators) * lengthOf(targets)),
  mutation('updateIndicators', INDICATORS, ({ changes }) => lengthOf(changes)),
  mutation('deleteIndicators', INDICATORS, ({ ids: given, externalIds }) => lengthOf(given) + lengthOf(externalIds)),
  pivot<OfIndicator>({
    from: 'IndicatorDone',
    field: 'indicator',
    relation: 'indicator',
    key: ({ tenantId, indicatorKey: id }) => (id === null || id.startsWith('sentinel:') ? null : { tenantId, id }),
    price: LISTS,
  }),
  ...['SubmitIndicatorsPayload', 'DeleteIndicatorsPayload'].map((from) =>
    pivot<OfIndicators>({
      ...{ from, field: 'quotas', relation: 'indicatorQuotas', price: LISTS },
      key: ({ defenderTenantIds: tenantIds }): QuotaKey => ({ tenantId: '*', id: tenantIds.join(), tenantIds }),
    }),
  ),
  ...['IndicatorDone', 'IndicatorRefused', 'IndicatorPending', 'IndicatorPreview', 'IndicatorQuota'].map((from) =>
    pivot<{ readonly tenantId: string }>({
      ...{ from, field: 'tenant', relation: 'tenant', price: FREE, spread: 0 },
      key: ({ tenantId }) => (tenantId === '' ? null : { tenantId, id: tenantId }),
    }),
  ),
  mutation('setControlState', LISTED, ({ controls }) => lengthOf(controls)),
  ...['ControlChanged', 'ControlPending', 'ControlPreview'].map((from) =>
    pivot<OfControl>({ from, field: 'control', relation: 'controlProfile', key: controlKey, price: PROFILES }),
  ),
  pivot<OfControl & { readonly code: string }>({
    from: 'ControlRefused',
    field: 'current',
    relation: 'controlProfile',
    key: ({ code, ...outcome }) => (isSurprise(code) ? controlKey(outcome) : null),
    price: PROFILES,
  }),
  // What a change has shown is not read again.
  ...['AlertUpdated', 'AlertPending', 'AlertPreview'].map((from) =>
    pivot<OfAlert>({ from, field: 'alert', relation: 'alertById', key: alertKey, price: ONE, spread: 0.1 }),
  ),
  pivot<OfAlert & { readonly code: string }>({
    from: 'AlertRefused',
    field: 'current',
    relation: 'alertById',
    key: ({ code, ...outcome }) => (isSurprise(code) ? alertKey(outcome) : null),
    price: ONE,
    spread: 0.1,
  }),
  ...['IncidentUpdated', 'IncidentPending', 'IncidentPreview'].map((from) =>
    pivot<OfIncident>({ from, field: 'incident', relation: 'incident', key: incidentKey, price: ONE, spread: 0.1 }),
  ),
  pivot<OfIncident & { readonly code: string }>({
    from: 'IncidentRefused',
    field: 'current',
    relation: 'incident',
    key: ({ code, ...outcome }) => (isSurprise(code) ? incidentKey(outcome) : null),
    price: ONE,
    spread: 0.1,
  }),
  ...['AlertMove', 'MergeIncidentsPayload'].map((from) =>
    pivot<OfIncident>({ from, field: 'incident', relation: 'incident', key: incidentKey, price: ONE, spread: 0.05 }),
  ),
];
