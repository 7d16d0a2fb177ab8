import type { Job as JobNoun } from '../../schema/Job.js';
import type { Job } from '../journal/Job.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Relation } from './Relation.js';

/** A job as callers see it. */
export function nounOfJob({ id, key, verb, reason, createdAt, items }: Job): JobNoun {
  const finished = items.filter(({ state }) => state !== 'PENDING' && state !== 'SENT').length;
  return {
    __typename: 'Job',
    ...{ id, verb, reason, finished },
    idempotencyKey: key,
    createdAt: new Date(createdAt).toISOString(),
    isFinished: finished === items.length,
    total: items.length,
    items: items.map(({ target, state, outcome }) => ({
      target,
      state,
      code: outcome?.code ?? null,
      message: outcome?.message ?? null,
    })),
  };
}

/** Key of a job: an id, or the idempotency key after a word that no id begins with. */
const BY_KEY = 'key:';

export function jobKey(by: { readonly id: string } | { readonly idempotencyKey: string }): Key {
  return { tenantId: '*', id: 'id' in by ? by.id : BY_KEY + by.idempotencyKey };
}

/** Jobs of the caller, from the journal. Those of others look like none. */
export const job: Relation = {
  load: async (keys, _want, _args, { caller, stores }) => {
    const found = await Promise.all(
      keys.map(async (key) => {
        const { id } = key;
        const known = await stores.journal.jobs.find(
          id.startsWith(BY_KEY) ? { caller: caller.name, key: id.slice(BY_KEY.length) } : { id },
        );
        return [keyText(key), known?.caller === caller.name ? nounOfJob(known) : null] as const;
      }),
    );
    return new Map<string, unknown>(found);
  },
};
