import type { HostKey, Key, OwnerKey } from './Key.js';
import { ONE_EACH, pivot, type Pivot } from './Pivot.js';

interface HostParent {
  readonly tenantId: string;
  readonly deviceId: string | null;
  readonly expanded?: { readonly registeredOwners?: unknown };
}

const byDeviceId = ({ tenantId, deviceId }: HostParent): Key | null => (deviceId ? { tenantId, id: deviceId } : null);

/** A machine that is named by its device id tells the key before the machine is read. */
const deviceIdAhead = ({ tenantId, reference }: HostKey): Key | null =>
  reference.deviceId ? { tenantId, id: reference.deviceId.toLowerCase() } : null;

export const hostPivots: readonly Pivot[] = [
  pivot<HostParent>({
    from: 'Host',
    field: 'owners',
    relation: 'ownersOf',
    key: (host): OwnerKey | null => {
      const key = byDeviceId(host);
      return key && { ...key, expanded: host.expanded?.registeredOwners };
    },
    shortcut: 'registeredOwners',
    price: ONE_EACH,
  }),
  pivot<HostParent, HostKey>({
    from: 'Host',
    field: 'users',
    relation: 'registeredUsersOf',
    key: byDeviceId,
    ahead: deviceIdAhead,
    price: ONE_EACH,
  }),
  pivot<HostParent, HostKey>({
    from: 'Host',
    field: 'intune',
    relation: 'intuneOf',
    key: byDeviceId,
    ahead: deviceIdAhead,
    price: { workload: 'intune', keysPerPart: 1 },
  }),
];
