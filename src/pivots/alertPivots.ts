import type { GroupRef, HostRef, UserRef } from '../../schema/references.js';
import { groupKey, hostKey, userKey, userReference, type OwnerKey } from './Key.js';
import { FREE, pivot, type Pivot, type Price } from './Pivot.js';

const USERS: Price = { workload: 'directory', keysPerPart: 15 };
const HOSTS: Price = { workload: 'directory', keysPerPart: 15 };
const GROUPS: Price = { workload: 'directory', keysPerPart: 1000 };

interface NamesUser {
  readonly tenantId: string;
  readonly userRef: UserRef | null;
}

interface NamesHost {
  readonly tenantId: string;
  readonly hostRef: HostRef | null;
}

const namedUser = ({ tenantId, userRef }: NamesUser) => userKey(tenantId, userRef);
const namedHost = ({ tenantId, hostRef }: NamesHost) => hostKey(tenantId, hostRef);

const EVIDENCE_OF_USERS = [
  'UserEvidence',
  'MailboxEvidence',
  'MailboxConfigurationEvidence',
  'ProcessEvidence',
  'CloudLogonSessionEvidence',
  'HostLogonSessionEvidence',
];
const EVIDENCE_OF_HOSTS = [
  'DeviceEvidence',
  'ProcessEvidence',
  'FileEvidence',
  'RegistryValueEvidence',
  'HostLogonSessionEvidence',
];

/** An alert names about one and a half accounts, and the same ones come back. Measured on the demo world by npm run bench. */
const SPREAD = 1.2;

export const alertPivots: readonly Pivot[] = [
  pivot<{ tenantId: string; id: string; evidence: unknown }>({
    from: 'Alert',
    field: 'evidence',
    relation: 'alertEvidence',
    key: ({ tenantId, id, evidence }): OwnerKey => ({ tenantId, id, expanded: evidence }),
    reads: ['evidence'],
    price: FREE,
    fanOut: () => 6,
  }),
  pivot<{ tenantId: string; assignedTo: string | null }>({
    from: 'Alert',
    field: 'assignee',
    relation: 'user',
    pick: 'entity',
    key: ({ tenantId, assignedTo }) =>
      assignedTo?.includes('@')
        ? userKey(tenantId, userReference({ userPrincipalName: assignedTo, mail: assignedTo }))
        : null,
    reads: ['assignedTo'],
    price: USERS,
    spread: 0.1,
  }),
  ...(['user', 'match'] as const).map((field) =>
    pivot<NamesUser>({
      from: 'InvolvedUser',
      field,
      relation: 'user',
      pick: field === 'user' ? 'entity' : 'match',
      key: namedUser,
      price: USERS,
      spread: SPREAD,
    }),
  ),
  ...(['host', 'match'] as const).map((field) =>
    pivot<NamesHost>({
      from: 'InvolvedHost',
      field,
      relation: 'host',
      pick: field === 'host' ? 'entity' : 'match',
      key: namedHost,
      price: HOSTS,
      spread: SPREAD,
    }),
  ),
  ...EVIDENCE_OF_USERS.map((from) =>
    pivot<NamesUser>({
      from,
      field: 'user',
      relation: 'user',
      pick: 'entity',
      key: namedUser,
      price: USERS,
      spread: 0.4,
    }),
  ),
  ...EVIDENCE_OF_HOSTS.map((from) =>
    pivot<NamesHost>({
      from,
      field: 'host',
      relation: 'host',
      pick: 'entity',
      key: namedHost,
      price: HOSTS,
      spread: 0.4,
    }),
  ),
  pivot<{ tenantId: string; groupRef: GroupRef | null }>({
    from: 'SecurityGroupEvidence',
    field: 'group',
    relation: 'group',
    key: ({ tenantId, groupRef }) => groupKey(tenantId, groupRef),
    price: GROUPS,
    spread: 0.1,
  }),
];
