import type { Alert } from '../../schema/Alert.js';
import type { ObservableKind } from '../../schema/enums.js';
import type { InvolvedHost, InvolvedUser } from '../../schema/Involved.js';
import type { RelatedAlert, RelatedBy } from '../../schema/RelatedAlert.js';

/** What one shared value of each kind counts. Weightiest first. */
const WEIGHTS: Readonly<Record<RelatedBy, number>> = {
  INCIDENT: 5,
  FILE: 4,
  USER: 3,
  HOST: 3,
  URL: 3,
  IP: 2,
  TECHNIQUE: 0.5,
};

/** Fields of Alert that {@link relation} looks at. */
export const RELATION_FIELDS: readonly string[] = ['users', 'hosts', 'indicators', 'incident', 'mitreTechniques'];

export const ALL_RELATIONS = Object.keys(WEIGHTS) as readonly RelatedBy[];

/** The observables that make two alerts related, and as what. */
export const OBSERVABLE_RELATIONS: Partial<Record<ObservableKind, RelatedBy>> = {
  IPV4: 'IP',
  IPV6: 'IP',
  URL: 'URL',
  DOMAIN: 'URL',
  FILE_SHA1: 'FILE',
  FILE_SHA256: 'FILE',
  FILE_MD5: 'FILE',
};

/** Values of an alert by what they relate it by: one name for each thing, in lower case. */
export type Traits = ReadonlyMap<RelatedBy, ReadonlyMap<string, string>>;

/** @param excluded values that relate nothing, such as the address that a whole company shares */
export function traitsOf(alert: Alert, by: readonly RelatedBy[], excluded: readonly string[]): Traits {
  const isOut = new Set(excluded.map((value) => value.toLowerCase()));
  const traits = new Map<RelatedBy, Map<string, string>>();
  const add = (kind: RelatedBy, key: string | null, shown: string | null): void => {
    if (key === null || !by.includes(kind) || isOut.has(key.toLowerCase()) || isOut.has(shown?.toLowerCase() ?? ''))
      return;
    const values = traits.get(kind) ?? new Map<string, string>();
    traits.set(kind, values.set(key.toLowerCase(), shown ?? key));
  };
  for (const user of alert.users) add('USER', userName(user), user.userPrincipalName ?? user.accountName);
  for (const host of alert.hosts) add('HOST', hostName(host), host.name ?? host.dnsName);
  for (const { kind, value } of alert.indicators) {
    const as = OBSERVABLE_RELATIONS[kind];
    if (as) add(as, value, value);
  }
  add('INCIDENT', alert.incidentId, alert.incidentId);
  for (const { id } of alert.mitreTechniques) add('TECHNIQUE', id, id);
  return traits;
}

/** What two alerts have in common; null when nothing. */
export function relation(own: Traits, other: Alert, others: Traits): RelatedAlert | null {
  const because: RelatedBy[] = [];
  const shared: string[] = [];
  let score = 0;
  for (const kind of ALL_RELATIONS) {
    const values = [...(own.get(kind) ?? [])].filter(([key]) => others.get(kind)?.has(key)).map(([, shown]) => shown);
    if (values.length === 0) continue;
    because.push(kind);
    shared.push(...values);
    score += WEIGHTS[kind] * values.length;
  }
  if (score === 0) return null;
  return { __typename: 'RelatedAlert', tenantId: other.tenantId, alert: other, because, shared, score };
}

/** The strongest key an account carries. */
function userName({ userRef }: InvolvedUser): string | null {
  return userRef.objectId ?? userRef.sid ?? userRef.userPrincipalName ?? null;
}

function hostName({ hostRef }: InvolvedHost): string | null {
  return hostRef.deviceId ?? hostRef.defenderId ?? hostRef.dnsName ?? hostRef.hostName ?? null;
}
