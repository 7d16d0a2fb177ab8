import { keyText, type Key } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { DetectionList } from '../sources/DetectionSource.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { inEachTenant } from './tenantwise.js';
import { WholeList } from './WholeList.js';

const GAP = 'There are more risk detections than this service reads: older ones may be missing.';

const everybody = new WholeList<DetectionList>({
  source: 'RISK_DETECTIONS',
  remembered: new Remembered('riskDetections', 'RiskDetection', 'risk'),
  read: ({ stores }, place) => stores.sources.detections.list(place),
  gap: GAP,
});

const alone = new Remembered<DetectionList>('riskDetectionsOf', 'RiskDetection', 'risk');

/**
 * Risk detections of users. Graph allows one call a second: one user is asked for by name, which is exact in any tenant;
 * several are answered from the tenant's list, and so is one where the list is at hand.
 */
export const riskDetectionsOf: Relation = {
  load: (keys, _want, { first }, operation) =>
    inEachTenant(keys, operation, 'RISK_DETECTIONS', async (place, own) => {
      const list = await listFor(own, operation, place);
      return new Map(own.map((key) => [keyText(key), shown(list, key, first)]));
    }),
};

async function listFor(keys: readonly Key[], operation: Operation, place: Place): Promise<DetectionList> {
  const [only] = keys;
  if (!only || keys.length > 1 || (await everybody.isAtHand(operation, place))) return everybody.get(operation, place);
  const { id } = only;
  const known = (await alone.get(operation, place, [id], EVERYTHING)).get(id);
  const list = known ?? (await operation.stores.sources.detections.ofUser(place, id));
  if (!known) await alone.put(operation, place, new Map([[id, list]]), EVERYTHING);
  const { tenantId } = place.tenant;
  if (list.isComplete) operation.coverage.complete(tenantId, 'RISK_DETECTIONS');
  else operation.coverage.partial(tenantId, 'RISK_DETECTIONS', GAP);
  return list;
}

function shown({ byUser, isComplete }: DetectionList, { id }: Key, first: unknown): unknown {
  const own = byUser[id] ?? (isComplete ? [] : null);
  return typeof first === 'number' ? (own?.slice(0, first) ?? null) : own;
}
