import type { UserRef } from '../../schema/references.js';
import { anySid, domainSid, objectIdFromCloudSid } from './sid.js';

const NAMES = new Set(['system', 'localsystem', 'local service', 'network service', 'anonymous logon', 'iusr']);
const DOMAINS = new Set(['nt authority', 'nt service', 'iis apppool', 'window manager', 'font driver host']);

/**
 * Whether the account belongs to a machine and not to a person: SYSTEM and its like, service identities of Windows, and
 * machine accounts (`WS01$`). No directory is worth asking for these.
 */
export function isLocalAccount(ref: UserRef): boolean {
  const name = ref.accountName?.trim().toLowerCase() ?? '';
  if (name.endsWith('$') || NAMES.has(name)) return true;
  if (DOMAINS.has(ref.domain?.trim().toLowerCase() ?? '')) return true;
  const sid = anySid(ref.sid);
  return sid !== null && !domainSid(sid) && !objectIdFromCloudSid(sid);
}
