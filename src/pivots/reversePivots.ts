import type { ObservableKind } from '../../schema/enums.js';
import { subjectKey, type OwnerKey } from './Key.js';
import { pivot, type Args, type Pivot, type Price } from './Pivot.js';

/** Fifteen subjects to a filter; each further page is a round trip of its own. */
const ALERTS: Price = { workload: 'security', keysPerPart: 15 };

const first = (args: Args): number => Number(args['first'] ?? 25);

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

/** From people, machines and observables back to the alerts that name them. */
export const reversePivots: readonly Pivot[] = [
  pivot<UserParent>({
    from: 'User',
    field: 'alerts',
    relation: 'alertsOf',
    key: ({ tenantId, graphId, userPrincipalName, onPremises }) =>
      subjectKey(tenantId, graphId, {
        kind: 'USER',
        objectId: graphId,
        userPrincipalName,
        sid: onPremises?.sid ?? null,
      }),
    reads: ['userPrincipalName', 'onPremises'],
    price: ALERTS,
    fanOut: first,
  }),
  pivot<HostParent>({
    from: 'Host',
    field: 'alerts',
    relation: 'alertsOf',
    key: ({ tenantId, id, name, deviceId, defenderId = null }) =>
      subjectKey(tenantId, id, { kind: 'HOST', deviceId, defenderId, name: name.split('.')[0] ?? null }),
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
  pivot<{ tenantId: string; graphId: string }>({
    from: 'Alert',
    field: 'related',
    relation: 'relatedTo',
    key: (alert): OwnerKey => ({ tenantId: alert.tenantId, id: alert.graphId, expanded: alert }),
    reads: ['users', 'hosts', 'indicators', 'incident', 'mitreTechniques'],
    price: { workload: 'security', keysPerPart: 3 },
    fanOut: first,
  }),
];
