import { assigneeKey, type Key } from './Key.js';
import { BY_FILTER, pivot, type Args, type Pivot, type Price } from './Pivot.js';

const SECURITY: Price = { workload: 'security', keysPerPart: 1 };

interface IncidentParent {
  readonly tenantId: string;
  readonly graphId: string;
}

const byId = ({ tenantId, graphId }: IncidentParent): Key => ({ tenantId, id: graphId });
/** An incident is asked for by its own id: what hangs on that id can be asked for in the same round trip. */
const own = (key: Key): Key => key;

/** What an incident usually has of each; measured on the demo world. */
const USUAL = { users: 8, hosts: 6, indicators: 10 } as const;

export const incidentPivots: readonly Pivot[] = [
  pivot<{ tenantId: string; incidentId: string | null }>({
    from: 'Alert',
    field: 'incident',
    relation: 'incident',
    key: ({ tenantId, incidentId }) => (incidentId ? { tenantId, id: incidentId } : null),
    reads: ['incident'],
    price: SECURITY,
    spread: 0.6,
  }),
  pivot<{ tenantId: string; redirectIncidentId: string | null }>({
    from: 'Incident',
    field: 'redirectedTo',
    relation: 'incident',
    key: ({ tenantId, redirectIncidentId }) => (redirectIncidentId ? { tenantId, id: redirectIncidentId } : null),
    reads: ['redirectedTo'],
    price: SECURITY,
    spread: 0.05,
  }),
  pivot<{ tenantId: string; assignedTo: string | null }>({
    from: 'Incident',
    field: 'assignee',
    relation: 'user',
    pick: 'entity',
    key: assigneeKey,
    reads: ['assignedTo'],
    price: BY_FILTER,
    spread: 0.3,
  }),
  pivot<IncidentParent>({
    from: 'Incident',
    field: 'alerts',
    relation: 'alertsOfIncident',
    key: byId,
    ahead: own,
    price: { ...SECURITY, mostPages: 5 },
    fanOut: ({ first }: Args) => Math.min(Number(first ?? 25), 10),
  }),
  ...(['users', 'hosts', 'indicators'] as const).map((field) =>
    pivot<IncidentParent>({
      from: 'Incident',
      field,
      relation: 'involvedInIncident',
      pick: field,
      key: byId,
      ahead: own,
      price: { ...SECURITY, mostPages: 10 },
      fanOut: () => USUAL[field],
    }),
  ),
];
