import type { ObservableKind } from '../../schema/enums.js';
import type { CoveringValue } from '../../schema/references.js';
import { subjectKey, type OwnerKey, type SubjectKey } from './Key.js';
import { pivot, type Args, type Pivot, type Price } from './Pivot.js';

/** A filter that is refused, a hunt that is refused, and five pages of alerts that are looked through. */
const SEARCH = { workload: 'security', mostPages: 7 } as const;
/** Fifteen subjects to a filter; each further page is a round trip of its own. */
const ALERTS: Price = { ...SEARCH, keysPerPart: 15 };

const first = (args: Args): number => Number(args['first'] ?? 25);
const few = (args: Args): number => Math.min(Number(args['first'] ?? 10), 3);

interface UserParent {
  readonly tenantId: string;
  readonly graphId: string;
  readonly userPrincipalName: string | null;
  readonly onPremises: { readonly sid: string | null } | null;
}

interface HostParent {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly deviceId: string | null;
  readonly defenderId?: string | null;
}

interface ObservableParent {
  readonly tenantId: string;
  readonly kind: ObservableKind;
  readonly value: string;
}

interface IndicatorParent {
  readonly tenantId: string;
  readonly id: string;
  readonly values: readonly CoveringValue[];
}

const ofUser = ({ tenantId, graphId, userPrincipalName, onPremises }: UserParent): SubjectKey =>
  subjectKey(tenantId, graphId, { kind: 'USER', objectId: graphId, userPrincipalName, sid: onPremises?.sid ?? null });

const ofHost = ({ tenantId, id, name, deviceId, defenderId = null }: HostParent): SubjectKey =>
  subjectKey(tenantId, id, { kind: 'HOST', deviceId, defenderId, name: name.split('.')[0] ?? null });

const USER_FIELDS = ['userPrincipalName', 'onPremises'];
/** Fifteen subjects to a filter, then each incident by its id. */
const INCIDENTS: Price = { ...SEARCH, keysPerPart: 0.4 };
/** Alerts by filter; sign-ins and risk detections travel alone. */
const TIMELINE: Price = { ...SEARCH, keysPerPart: 0.5 };

/** From people, machines and observables back to the alerts that name them. */
export const reversePivots: readonly Pivot[] = [
  pivot<UserParent>({
    from: 'User',
    field: 'alerts',
    relation: 'alertsOf',
    key: ofUser,
    reads: USER_FIELDS,
    price: ALERTS,
    fanOut: first,
  }),
  pivot<UserParent>({
    from: 'User',
    field: 'incidents',
    relation: 'incidentsOf',
    key: ofUser,
    reads: USER_FIELDS,
    price: INCIDENTS,
    fanOut: few,
  }),
  pivot<UserParent>({
    from: 'User',
    field: 'timeline',
    relation: 'timelineOf',
    key: ofUser,
    reads: USER_FIELDS,
    price: TIMELINE,
    fanOut: () => 20,
  }),
  pivot<HostParent>({
    from: 'Host',
    field: 'alerts',
    relation: 'alertsOf',
    key: ofHost,
    price: ALERTS,
    fanOut: first,
  }),
  pivot<HostParent>({
    from: 'Host',
    field: 'incidents',
    relation: 'incidentsOf',
    key: ofHost,
    price: INCIDENTS,
    fanOut: few,
  }),
  pivot<HostParent>({
    from: 'Host',
    field: 'timeline',
    relation: 'timelineOf',
    key: ofHost,
    price: ALERTS,
    fanOut: () => 20,
  }),
  pivot<{ tenantId: string; graphId: string }>({
    from: 'Incident',
    field: 'timeline',
    relation: 'timelineOfIncident',
    key: (incident): OwnerKey => ({ tenantId: incident.tenantId, id: incident.graphId, expanded: incident }),
    reads: ['displayName', 'comments'],
    price: { ...SEARCH, keysPerPart: 1 },
    fanOut: () => 20,
  }),
  pivot<{ tenantId: string; graphId: string; appId: string | null }>({
    from: 'ServicePrincipal',
    field: 'alerts',
    relation: 'alertsOf',
    key: ({ tenantId, graphId, appId }) =>
      subjectKey(tenantId, graphId, { kind: 'APPLICATION', objectId: graphId, appId }),
    reads: ['appId'],
    price: ALERTS,
    fanOut: first,
  }),
  pivot<ObservableParent>({
    from: 'Observable',
    field: 'alerts',
    relation: 'alertsOf',
    key: ({ tenantId, kind, value }) =>
      subjectKey(tenantId, `${kind}|${value}`, { kind: 'OBSERVABLE', observable: kind, value }),
    price: ALERTS,
    fanOut: first,
  }),
  pivot<IndicatorParent>({
    from: 'Indicator',
    field: 'alerts',
    relation: 'alertsOf',
    key: ({ tenantId, id, values }) => {
      const shown = values.filter(({ kind }) => kind !== null);
      return shown.length > 0 ? subjectKey(tenantId, id, { kind: 'INDICATOR', values: shown }) : null;
    },
    reads: ['values'],
    price: ALERTS,
    fanOut: first,
  }),
  pivot<{ tenantId: string; id: string }>({
    from: 'Alert',
    field: 'related',
    relation: 'relatedTo',
    key: (alert): OwnerKey => ({ tenantId: alert.tenantId, id: alert.id, expanded: alert }),
    reads: ['users', 'hosts', 'indicators', 'incident', 'mitreTechniques'],
    price: { ...SEARCH, keysPerPart: 3 },
    fanOut: first,
  }),
];
