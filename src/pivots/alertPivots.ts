import type { Tag, TagOrigin } from '../../schema/Alert.js';
import type { GroupRef, HostRef, UserRef } from '../../schema/references.js';
import { assigneeKey, groupKey, hostKey, userKey, type OwnerKey, type TagsKey } from './Key.js';
import { ownKey } from './nouns.js';
import { BY_FILTER, BY_OBJECT_ID, FREE, pivot, type Args, type Pivot, type Price } from './Pivot.js';

interface NamesUser {
  readonly tenantId: string;
  readonly userRef: UserRef | null;
}

interface NamesHost {
  readonly tenantId: string;
  readonly hostRef: HostRef | null;
}

interface HasTags {
  readonly tenantId: string;
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly incidentId: string | null;
}

/** Tags of incidents cost a call for each incident; all others are at hand. */
const INCIDENTS: Price = { workload: 'security', keysPerPart: 1 };

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
  pivot<HasTags>({
    from: 'Alert',
    field: 'tags',
    relation: 'tagsOf',
    key: ({ tags, incidentId, ...alert }): TagsKey | null => {
      const key = ownKey(alert);
      return key && { ...key, own: tags, incidentId };
    },
    reads: ['tags', 'incident'],
    price: INCIDENTS,
    keys: ({ from }: Args) => (isAskedOf('INCIDENT', from) ? 1 : 0),
    spread: 0.6,
    fanOut: () => 3,
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

/** All origins when none is named. */
function isAskedOf(origin: TagOrigin, from: unknown): boolean {
  return from === undefined || from === null || (from as readonly TagOrigin[]).includes(origin);
}
