import type { Group } from '../../schema/Group.js';
import { keyText } from '../pivots/Key.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

const remembered = new Remembered<Group | null>('group', 'Group', 'groups');

/** Groups by object id, a thousand to a call. */
export const group: Relation = {
  load: (keys, want, _args, operation) =>
    inEachTenant(keys, operation, 'GROUPS', async (place, own) => {
      const ids = own.map(({ id }) => id);
      const known = await remembered.get(operation, place, ids, want);
      const unknown = ids.filter((id) => !known.has(id));
      const found = await operation.stores.sources.groups.byIds(place, unknown, want);
      const read = new Map<string, Group | null>();
      for (const [id, answer] of found) if (!(answer instanceof Error)) read.set(id, answer);
      if (known.size > 0 || read.size > 0) operation.coverage.complete(place.tenant.tenantId, 'GROUPS');
      await remembered.put(operation, place, read, want);
      return new Map<string, unknown>(
        own.map((key) => {
          const answer = known.get(key.id) ?? found.get(key.id) ?? null;
          const value = answer instanceof Error ? failure(operation, key.tenantId, 'GROUPS', answer) : answer;
          return [keyText(key), value];
        }),
      );
    }),
};
