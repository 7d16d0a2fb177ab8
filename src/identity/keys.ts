import { MatchKey } from '../../schema/enums.js';
import type { HostRef, ServicePrincipalRef, UserRef } from '../../schema/references.js';
import { guid } from './guid.js';
import { isLocalAccount } from './localAccount.js';
import { domainSid, objectIdFromCloudSid } from './sid.js';

/** One key by which the directory can be asked for an account. */
export interface UserKey {
  readonly by: MatchKey;
  /** In the form that the directory compares: an object id for a cloud SID, an account name without its domain. */
  readonly value: string;
  /** Domain of the account, which the directory cannot be asked for but the answer is checked by. */
  readonly domain: string | null;
}

/** One key by which the directory can be asked for a machine. */
export interface HostKey {
  readonly by: MatchKey;
  /** A device id, or a host name without domain. */
  readonly value: string;
}

/**
 * The keys of an account, strongest first; each value once. Ids and SIDs never change hands, names do.
 *
 * @returns [] for accounts of a machine (SYSTEM, `WS01$`) and for references without a usable key
 */
export function userKeys(ref: UserRef): UserKey[] {
  if (isLocalAccount(ref)) return [];
  const objectId = guid(ref.objectId);
  const fromCloudSid = ref.sid === null ? null : objectIdFromCloudSid(ref.sid);
  const keys: [MatchKey, string | null][] = [
    [MatchKey.OBJECT_ID, objectId],
    [MatchKey.CLOUD_SECURITY_IDENTIFIER, fromCloudSid === objectId ? null : fromCloudSid],
    [MatchKey.USER_PRINCIPAL_NAME, address(ref.userPrincipalName)],
    [MatchKey.SECURITY_IDENTIFIER, domainSid(ref.sid)],
    [MatchKey.MAIL, address(ref.mail)],
    [MatchKey.SAM_ACCOUNT_NAME, accountName(ref.accountName)],
  ];
  const domain = ref.domain?.trim() || null;
  return keys.flatMap(([by, value]) => (value === null ? [] : [{ by, value, domain }]));
}

/**
 * The keys of a machine, strongest first. The Defender id is none: no entity of Graph's directory carries it. The
 * directory knows machines by their short name, so a DNS name asks for its first label.
 */
export function hostKeys(ref: HostRef): HostKey[] {
  const deviceId = guid(ref.deviceId);
  const hostName = shortName(ref.hostName);
  const dnsName = shortName(ref.dnsName);
  const keys: HostKey[] = deviceId ? [{ by: MatchKey.DEVICE_ID, value: deviceId }] : [];
  if (hostName) keys.push({ by: MatchKey.HOST_NAME, value: hostName });
  if (dnsName && dnsName.toLowerCase() !== hostName?.toLowerCase()) {
    keys.push({ by: MatchKey.DNS_NAME, value: dnsName });
  }
  return keys;
}

/** One key by which the directory can be asked for an application. */
export interface ServicePrincipalKey {
  readonly by: MatchKey;
  readonly value: string;
}

/** The keys of an application, strongest first; both are unique in a tenant. */
export function servicePrincipalKeys({ objectId, appId }: ServicePrincipalRef): ServicePrincipalKey[] {
  const keys: [MatchKey, string | null][] = [
    [MatchKey.OBJECT_ID, guid(objectId)],
    [MatchKey.APP_ID, guid(appId)],
  ];
  return keys.flatMap(([by, value]) => (value === null ? [] : [{ by, value }]));
}

/** Host name without its domain; null for an address, which is no name. */
export function shortName(name: string | null): string | null {
  const value = name?.trim() ?? '';
  if (/^[\d.]+$/.test(value) || value.includes(':')) return null;
  return value.split('.')[0] || null;
}

function address(text: string | null): string | null {
  const value = text?.trim() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(value) ? value : null;
}

/** sAMAccountName cannot hold these characters; what holds them is a name for people. */
function accountName(text: string | null): string | null {
  const value = text?.trim() ?? '';
  return value === '' || /["/\\[\]:;|=,+*?<>@]/.test(value) ? null : value;
}
