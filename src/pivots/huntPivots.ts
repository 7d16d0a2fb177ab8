import type { HostRef, UserRef } from '../../schema/references.js';
import { hostKey, userKey } from './Key.js';
import { BY_FILTER, pivot, type Pivot } from './Pivot.js';

interface HuntRowParent {
  readonly tenantId: string;
  readonly alertId: string | null;
  readonly userRef: UserRef | null;
  readonly hostRef: HostRef | null;
}

/** Rows of one answer name the same few people and machines again and again. */
const SPREAD = 0.3;

export const huntPivots: readonly Pivot[] = [
  pivot<HuntRowParent>({
    from: 'HuntRow',
    field: 'alert',
    relation: 'alertById',
    key: ({ tenantId, alertId }) => (alertId === null ? null : { tenantId, id: alertId }),
    price: { workload: 'security', keysPerPart: 1 },
    spread: SPREAD,
  }),
  pivot<HuntRowParent>({
    from: 'HuntRow',
    field: 'user',
    relation: 'user',
    pick: 'entity',
    key: ({ tenantId, userRef }) => userKey(tenantId, userRef),
    price: BY_FILTER,
    spread: SPREAD,
  }),
  pivot<HuntRowParent>({
    from: 'HuntRow',
    field: 'host',
    relation: 'host',
    pick: 'entity',
    key: ({ tenantId, hostRef }) => hostKey(tenantId, hostRef),
    price: BY_FILTER,
    spread: SPREAD,
  }),
];
