import type { GroupRef, HostRef, UserRef } from '../../schema/references.js';
import { assigneeKey, groupKey, hostKey, userKey, type OwnerKey } from './Key.js';
import { BY_FILTER, BY_OBJECT_ID, FREE, pivot, type Pivot } from './Pivot.js';

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
    key: assigneeKey,
    reads: ['assignedTo'],
    price: BY_FILTER,
    spread: 0.1,
  }),
  ...(['user', 'match'] as const).map((field) =>
    pivot<NamesUser>({
      from: 'InvolvedUser',
      field,
      relation: 'user',
      pick: field === 'user' ? 'entity' : 'match',
      key: namedUser,
      price: BY_FILTER,
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
      price: BY_FILTER,
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
      price: BY_FILTER,
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
      price: BY_FILTER,
      spread: 0.4,
    }),
  ),
  pivot<{ tenantId: string; groupRef: GroupRef | null }>({
    from: 'SecurityGroupEvidence',
    field: 'group',
    relation: 'group',
    key: ({ tenantId, groupRef }) => groupKey(tenantId, groupRef),
    price: BY_OBJECT_ID,
    spread: 0.1,
  }),
];
