import type { Key } from './Key.js';
import { readOwnId } from './nouns.js';
import { FREE, ONE_EACH, pivot, type Pivot } from './Pivot.js';

interface Entry {
  readonly tenantId: string | null;
  readonly isTenantOpen: boolean;
  readonly target: string;
}

const tenantKey = ({ tenantId, isTenantOpen }: Entry): Key | null =>
  tenantId !== null && isTenantOpen ? { tenantId, id: tenantId } : null;

/** Most entries name what they are about by its global id; of a tenant that is closed nothing is asked. */
const nodeKey = ({ isTenantOpen, target }: Entry): Key | null => {
  const own = isTenantOpen ? readOwnId(target) : null;
  return own && { tenantId: own.tenantId, id: target };
};

export const auditPivots: readonly Pivot[] = [
  pivot<Entry>({ from: 'AuditEntry', field: 'tenant', relation: 'tenant', key: tenantKey, price: FREE, spread: 0 }),
  pivot<Entry>({ from: 'AuditEntry', field: 'node', relation: 'namedNode', key: nodeKey, price: ONE_EACH }),
];
