import type { Row, TenantWorld } from '../../../emulator/world/World.js';

/** A person or machine that evidence names, with the strongest key that it carries. */
interface Reference {
  readonly of: 'user' | 'host';
  readonly by: 'id' | 'upn' | 'sid' | 'accountName' | 'deviceId' | 'name' | 'defenderId' | 'nothing';
  readonly key: string;
}

type Plain = Readonly<Record<string, unknown>>;

/** Everything below a value that looks like an object, the value itself first. */
export function objectsIn(value: unknown): Plain[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap((inner) => objectsIn(inner));
  return Array.isArray(value) ? below : [value as Plain, ...below];
}

export function referencesIn(alert: Row): Reference[] {
  return objectsIn(alert['evidence']).flatMap((part) => {
    if ('azureAdUserId' in part) return [userReference(part)];
    return 'azureAdDeviceId' in part ? [hostReference(part)] : [];
  });
}

/** How many records of the directory a reference leads to. */
export function matchesOf(tenant: TenantWorld, reference: Reference): number {
  const rows = [...(reference.of === 'user' ? tenant.users : tenant.devices)];
  const has = (column: string): number =>
    rows.filter((row) => String(row[column]).toLowerCase() === reference.key.toLowerCase()).length;
  const columns = {
    id: 'id',
    upn: 'userPrincipalName',
    sid: 'onPremisesSecurityIdentifier',
    accountName: 'onPremisesSamAccountName',
    deviceId: 'deviceId',
    name: 'displayName',
    defenderId: '',
    nothing: '',
  } as const;
  return columns[reference.by] === '' ? 0 : has(columns[reference.by]);
}

function userReference(part: Plain): Reference {
  const keys = [
    ['id', part['azureAdUserId']],
    ['upn', part['userPrincipalName']],
    ['sid', part['userSid']],
    ['accountName', part['accountName']],
  ] as const;
  return strongest('user', keys);
}

function hostReference(part: Plain): Reference {
  const dnsName = part['deviceDnsName'];
  const keys = [
    ['deviceId', part['azureAdDeviceId']],
    ['name', part['hostName']],
    ['name', typeof dnsName === 'string' ? dnsName.split('.')[0] : null],
    ['defenderId', part['mdeDeviceId']],
  ] as const;
  return strongest('host', keys);
}

function strongest(of: Reference['of'], keys: readonly (readonly [Reference['by'], unknown])[]): Reference {
  for (const [by, key] of keys) if (typeof key === 'string') return { of, by, key };
  return { of, by: 'nothing', key: '' };
}
