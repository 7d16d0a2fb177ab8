import { SourceName } from '../../schema/enums.js';
import type { Key } from './Key.js';
import { NOUNS } from './nouns.js';
import { FREE, ONE_EACH, pivot, type Pivot } from './Pivot.js';

const OF_TENANT = [...NOUNS.keys(), 'SourceCoverage'].filter((noun) => noun !== 'Tenant');
/** Sources that Tenant.coverage may have to probe; the slow ones travel alone, and count as a whole request each. */
const SOURCES = Object.keys(SourceName).length;
const PROBES_IN_PARTS = SOURCES + 5 * 20;

const ownTenant = ({ tenantId }: { tenantId: string }): Key => ({ tenantId, id: tenantId });

export const tenantPivots: readonly Pivot[] = [
  ...OF_TENANT.map((from) =>
    pivot<{ tenantId: string }>({ from, field: 'tenant', relation: 'tenant', key: ownTenant, price: FREE, spread: 0 }),
  ),
  pivot<{ tenantId: string }>({
    from: 'Tenant',
    field: 'coverage',
    relation: 'tenantCoverage',
    key: ownTenant,
    price: { workload: 'directory', keysPerPart: 1 / PROBES_IN_PARTS },
    fanOut: () => SOURCES,
  }),
  pivot<{ tenantId: string }>({
    from: 'Tenant',
    field: 'defaultDomain',
    relation: 'tenantDomain',
    key: ownTenant,
    price: ONE_EACH,
  }),
];
