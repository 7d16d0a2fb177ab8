import type { Tag } from '../../schema/Alert.js';
import type { ObservableKind } from '../../schema/enums.js';
import type { AlertSubject, GroupRef, HostRef, ServicePrincipalRef, UserRef } from '../../schema/references.js';

/** Words before what a machine is known by, where that is not its Entra device id. Global ids hold the first three. */
export const KNOWN_BY = { objectId: 'object:', intuneId: 'intune:', defenderId: 'defender:', name: 'name:' } as const;

/** By what a pivot asks: the tenant, and the key in its normal form, so that equal keys are equal text. */
export interface Key {
  readonly tenantId: string;
  readonly id: string;
}

/** A key that is a reference: several keys of one thing, none of them looked up yet. */
export interface ReferenceKey<Reference> extends Key {
  readonly reference: Reference;
}

export type UserKey = ReferenceKey<UserRef>;
export type HostKey = ReferenceKey<HostRef>;
export type ServicePrincipalKey = ReferenceKey<ServicePrincipalRef>;

/** Of the newest score of a tenant; other scores have their day, such as `2026-11-23`. */
export const NEWEST = 'newest';

/** Permissions that an application declares: one role by its id, or scopes by their names. */
export interface PermissionKey extends Key {
  readonly resourceId: string;
  readonly role: string | null;
  readonly scopes: readonly string[];
}

/** The id of a noun in hand, and what an `$expand` of its own request has brought along. */
export interface OwnerKey extends Key {
  /** undefined: nothing was expanded. */
  readonly expanded?: unknown;
}

/** An alert whose tags are asked for: those that its own record has, and the incident that may have more. */
export interface TagsKey extends Key {
  readonly own: readonly Tag[];
  readonly incidentId: string | null;
}

/** Something that can be seen again elsewhere, in its normal form. */
export interface ObservableKey extends Key {
  readonly kind: ObservableKind;
  readonly value: string;
}

export function observableKey(tenantId: string, kind: ObservableKind, value: string): ObservableKey {
  return { tenantId, id: `${kind}|${value}`, kind, value };
}

/** Tenants whose quotas of indicators are asked for. */
export interface QuotaKey extends Key {
  readonly tenantIds: readonly string[];
}

/** Something whose alerts are asked for. */
export interface SubjectKey extends Key {
  readonly subject: AlertSubject;
}

/** Sign-ins of one user: the question is part of the key, for other questions have other answers. */
export interface SignInKey extends Key {
  readonly userId: string;
  readonly first: number;
  /** ISO 8601, UTC; null for as far back as is usual. */
  readonly since: string | null;
}

export function signInKey({ tenantId, id: userId }: Key, first: number, since: string | null): SignInKey {
  return { tenantId, id: `${userId}|${first}|${since ?? ''}`, userId, first, since };
}

/** A machine in hand, and the keys by which its records elsewhere are asked for. */
export interface IdentityKey extends Key {
  readonly host: { readonly id: string; readonly name: string };
  /** By which id the record in hand is known. */
  readonly by: 'OBJECT_ID' | 'DEVICE_ID' | 'INTUNE_ID' | 'DEFENDER_ID';
  /** Key of its Intune and Defender records; null where there is none. */
  readonly join: Key | null;
  /** Key of the machines that have its name. */
  readonly named: HostKey;
}

/** A query that a caller has written, and how far back it looks. */
export interface HuntKey extends Key {
  readonly query: string;
  /** ISO 8601; null for all that there is. */
  readonly timespan: string | null;
}

export function keyText({ tenantId, id }: Key): string {
  return `${tenantId}|${id}`;
}

export function userKey(tenantId: string, reference: UserRef | null): UserKey | null {
  if (!reference) return null;
  const { objectId, sid, userPrincipalName, mail, accountName, domain } = reference;
  const id = joined([objectId, sid, userPrincipalName, mail, accountName, domain]);
  return id === null ? null : { tenantId, id, reference };
}

/** Who works on a case: free text, and the key of somebody only where it is an address. */
export function assigneeKey({ tenantId, assignedTo }: { tenantId: string; assignedTo: string | null }): UserKey | null {
  if (!assignedTo?.includes('@')) return null;
  return userKey(tenantId, userReference({ userPrincipalName: assignedTo, mail: assignedTo }));
}

export function hostKey(tenantId: string, reference: HostRef | null): HostKey | null {
  if (!reference) return null;
  const { deviceId, defenderId, dnsName, hostName, objectId, intuneId } = reference;
  const others = [objectId, intuneId].filter((one) => one !== undefined);
  const id = joined([deviceId, defenderId, dnsName, hostName, ...others]);
  return id === null ? null : { tenantId, id, reference };
}

export function servicePrincipalKey(tenantId: string, reference: ServicePrincipalRef): ServicePrincipalKey | null {
  const id = joined([reference.objectId, reference.appId]);
  return id === null ? null : { tenantId, id, reference };
}

export function permissionKey(
  tenantId: string,
  resource: string,
  roleId: string | null,
  scopes: readonly string[],
): PermissionKey | null {
  const resourceId = resource.toLowerCase();
  const role = roleId?.toLowerCase() ?? null;
  if (resourceId === '') return null;
  return { tenantId, id: `${resourceId}|${role ?? ''}|${scopes.join(' ')}`, resourceId, role, scopes };
}

export function groupKey(tenantId: string, reference: GroupRef | null): Key | null {
  return reference?.objectId ? { tenantId, id: reference.objectId.toLowerCase() } : null;
}

export function subjectKey(tenantId: string, id: string, subject: AlertSubject): SubjectKey {
  return { tenantId, id: `${subject.kind}|${id}`, subject };
}

/** A reference to a user with the keys given and no others. */
export function userReference(keys: Partial<UserRef>): UserRef {
  return { objectId: null, userPrincipalName: null, mail: null, sid: null, accountName: null, domain: null, ...keys };
}

/** A reference to a machine with the keys given and no others. */
export function hostReference(keys: Partial<HostRef>): HostRef {
  return { deviceId: null, defenderId: null, dnsName: null, hostName: null, ...keys };
}

/**
 * What the global id of a host says: an Entra device id, or with a word before it `intune:…`, `defender:…`, and
 * `object:…` for a device whose Entra record has no device id.
 */
export function namedHost(key: string): HostRef {
  for (const by of ['objectId', 'intuneId', 'defenderId'] as const) {
    const word = KNOWN_BY[by];
    if (key.startsWith(word)) return hostReference({ [by]: key.slice(word.length) });
  }
  return hostReference({ deviceId: key });
}

function joined(parts: readonly (string | null)[]): string | null {
  if (parts.every((part) => part === null)) return null;
  return parts.map((part) => part?.toLowerCase() ?? '').join('|');
}
