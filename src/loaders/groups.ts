import type { Group } from '../../schema/Group.js';
import { keyText } from '../pivots/Key.js';
import { readTogether, type Together } from './readTogether.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { inEachTenant } from './tenantwise.js';

const byIds: Together<Group | null> = {
  source: 'GROUPS',
  remembered: new Remembered('group', 'Group', 'groups'),
  read: ({ stores }, place, ids, want) => stores.sources.groups.byIds(place, ids, want),
};

/** Groups by object id, a thousand to a call. */
export const group: Relation = {
  load: (keys, want, _args, operation) =>
    inEachTenant(keys, operation, 'GROUPS', async (place, own) => {
      const found = await readTogether(byIds, operation, place, own.map(({ id }) => id), want); // prettier-ignore
      return new Map(own.map((key) => [keyText(key), found.get(key.id) ?? null]));
    }),
};
