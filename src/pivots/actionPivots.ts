import type { ActionKind } from '../../schema/enums.js';
import type { AlertSubject, HostRef, ServicePrincipalRef, UserRef } from '../../schema/references.js';
import { hostKey, servicePrincipalKey, subjectKey, userKey, type Key, type OwnerKey } from './Key.js';
import { mutation } from './mutationPivots.js';
import { BY_FILTER, BY_OBJECT_ID, FREE, ONE_EACH, pivot, type Args, type Pivot, type Price } from './Pivot.js';

interface OfAction {
  readonly tenantId: string;
  readonly actionId: string | null;
}

/** What an action is done to, as far as its record says. */
interface Targeted {
  readonly tenantId: string;
  readonly hostRef: HostRef | null;
  readonly userRef: UserRef | null;
  readonly servicePrincipalRef: ServicePrincipalRef | null;
}

interface Previewed extends Targeted {
  readonly deviceId: string | null;
  readonly subject: AlertSubject | null;
  readonly targetLabel: string;
}

/** A filter that is refused, a hunt that is refused, and five pages of alerts that are looked through. */
const ALERTS: Price = { workload: 'security', keysPerPart: 15, mostPages: 7 };
const ROLES: Price = { workload: 'directory', keysPerPart: Infinity, fixedParts: 2, mostParts: 30 };
/** In three ways: owned, registered, in Intune. */
const DEVICES: Price = { workload: 'directory', keysPerPart: 1 / 3 };

/** HTTP requests; at most each thing is looked for in several ways, and looked at afterwards. */
const INVOKED: Price = { workload: 'security', keysPerPart: 1, isAlone: true, mostPages: 4 };
const CANCELLED: Price = { workload: 'security', keysPerPart: 1 };

/** Actions on machines: orders to Defender, which has no batches. */
const ON_MACHINES: ReadonlySet<ActionKind> = new Set<ActionKind>([
  'ISOLATE_HOST',
  'RELEASE_HOST',
  'RESTRICT_APPS',
  'UNRESTRICT_APPS',
  'SCAN_HOST',
  'STOP_AND_QUARANTINE_FILE',
  'COLLECT_INVESTIGATION_PACKAGE',
]);

const actionsOf = ({ actions }: Args): readonly { readonly kind: ActionKind }[] =>
  (actions as readonly { readonly kind: ActionKind }[] | null | undefined) ?? [];

/** Two to find the targets, then the orders: each machine's alone, the others twenty to a request. */
function requestsFor(args: Args): number {
  if (args['dryRun'] === true) return 2;
  const all = actionsOf(args);
  const alone = all.filter(({ kind }) => ON_MACHINES.has(kind)).length;
  return 2 + alone + Math.ceil((all.length - alone) / 20);
}

const userId = ({ tenantId, userRef }: Targeted): Key | null =>
  userRef?.objectId ? { tenantId, id: userRef.objectId.toLowerCase() } : null;

/** From a response action, and from what a dry run says of one, to what it is done to. */
function targets(from: string): Pivot[] {
  return [
    pivot<Targeted>({
      ...{ from, field: 'host', relation: 'host', pick: 'entity', price: BY_FILTER },
      key: ({ tenantId, hostRef }) => hostKey(tenantId, hostRef),
    }),
    pivot<Targeted>({
      ...{ from, field: 'user', relation: 'user', pick: 'entity', price: BY_OBJECT_ID },
      key: ({ tenantId, userRef }) => userKey(tenantId, userRef),
    }),
    pivot<Targeted>({
      ...{ from, field: 'servicePrincipal', relation: 'servicePrincipal', pick: 'entity', price: BY_OBJECT_ID },
      key: ({ tenantId, servicePrincipalRef: reference }) => reference && servicePrincipalKey(tenantId, reference),
    }),
  ];
}

export const actionPivots: readonly Pivot[] = [
  {
    ...mutation('invokeActions', INVOKED, requestsFor),
    fanOut: (args) => actionsOf(args).length / requestsFor(args),
  },
  mutation('cancelAction', CANCELLED, () => 1),
  ...targets('SecurityAction'),
  ...targets('ActionPreview'),
  ...['ActionAccepted', 'ActionRefused', 'ActionPending'].map((from) =>
    pivot<OfAction>({
      ...{ from, field: 'action', relation: 'securityAction', price: FREE },
      key: ({ tenantId, actionId: id }) => (id === null ? null : { tenantId, id }),
    }),
  ),
  pivot<Targeted>({
    from: 'ActionPreview',
    field: 'isPrivileged',
    relation: 'isPrivileged',
    key: userId,
    price: ROLES,
  }),
  pivot<Previewed>({
    ...{ from: 'ActionPreview', field: 'openAlerts', relation: 'openAlertsOf', price: ALERTS },
    key: ({ tenantId, subject, targetLabel }) => subject && subjectKey(tenantId, targetLabel.toLowerCase(), subject),
  }),
  pivot<Previewed>({
    ...{ from: 'ActionPreview', field: 'owners', relation: 'ownersOf', price: ONE_EACH },
    key: ({ tenantId, deviceId }): OwnerKey | null => (deviceId === null ? null : { tenantId, id: deviceId }),
  }),
  pivot<Targeted>({
    ...{ from: 'ActionPreview', field: 'devices', relation: 'devicesOf', key: userId, price: DEVICES, fanOut: () => 2 },
  }),
];
