import { keyText, type Key } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { noRisk, type RiskList } from '../sources/RiskSource.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

const remembered = new Remembered<RiskList>('riskyUsers', 'UserRisk', 'risk');
const LIST = 'list';

/** Lists that are being read in an operation, so that warming and asking share one. */
const reading = new WeakMap<Operation, Map<string, Promise<RiskList>>>();

/** Risk of users, from the tenant's whole list of risky users: Graph allows one call a second, so nobody is asked for alone. */
export const riskOf: Relation = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, 'RISKY_USERS', async (place, own) => {
      const list = await riskList(operation, place);
      return new Map(own.map((key) => [keyText(key), riskIn(list, key)]));
    }),
  warm: async (tenantIds, operation) => {
    await Promise.all(tenantIds.map((tenantId) => warmed(operation, tenantId)));
  },
};

function riskIn({ byUser, isComplete, asOf }: RiskList, { id }: Key): unknown {
  return byUser[id] ?? (isComplete ? noRisk(asOf) : null);
}

/** What fails here fails again, and is told, when the risk is asked for. */
async function warmed(operation: Operation, tenantId: string): Promise<void> {
  if (operation.stores.sources.capabilities.refusalOf(tenantId, 'RISKY_USERS')) return;
  try {
    await riskList(operation, operation.place(tenantId));
  } catch (thrown) {
    failure(operation, tenantId, 'RISKY_USERS', thrown);
  }
}

function riskList(operation: Operation, place: Place): Promise<RiskList> {
  const lists = reading.get(operation) ?? new Map<string, Promise<RiskList>>();
  reading.set(operation, lists);
  const { tenantId } = place.tenant;
  const list = lists.get(tenantId) ?? read(operation, place);
  lists.set(tenantId, list);
  return list;
}

async function read(operation: Operation, place: Place): Promise<RiskList> {
  const { tenantId } = place.tenant;
  const known = (await remembered.get(operation, place, [LIST], EVERYTHING)).get(LIST);
  const list = known ?? (await operation.stores.sources.risk.list(place));
  if (!known) await remembered.put(operation, place, new Map([[LIST, list]]), EVERYTHING);
  if (list.isComplete) operation.coverage.complete(tenantId, 'RISKY_USERS');
  else {
    operation.coverage.partial(
      tenantId,
      'RISKY_USERS',
      'The tenant has more risky users than this service reads; a user whose risk is null may be at risk.',
    );
  }
  return list;
}
