import type { SignIn, SignInActivity } from '../../schema/SignIn.js';
import { badInput } from '../errors/SecgraphError.js';
import { keyText, type Key, type SignInKey } from '../pivots/Key.js';
import type { ActivityList } from '../sources/SignInSource.js';
import { grouped } from '../util/grouped.js';
import { hourOf } from '../util/moments.js';
import { eachKey } from './eachKey.js';
import type { Operation } from './Operation.js';
import type { Loaded, Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { WholeList } from './WholeList.js';

/** Graph allows five calls to its reports in ten seconds, for everybody who asks through this service. */
const MOST_USERS = 5;
const MOST_ROWS = 100;
/** A week: without a bound in time the log takes minutes. */
const USUAL_MS = 7 * 86_400_000;

const ofUsers = eachKey<SignInKey, SignIn[]>({
  source: 'SIGN_INS',
  remembered: new Remembered('signIns', 'SignIn', 'alerts'),
  readsWhole: true,
  read: ({ stores }, place, { userId, first, since }) =>
    stores.sources.signIns.ofUser(place, { userId, first, since: since ?? hourOf(stores.clock.now() - USUAL_MS) }),
});

/** Users whose sign-ins an operation has asked for, by tenant. */
const asked = new WeakMap<Operation, Map<string, Set<string>>>();

/** Sign-ins of a few users. More than a few are refused whole: the coverage says how many may be asked for. */
export const signInsOf: Relation<SignInKey> = {
  load: async (keys, want, args, operation) => {
    const wrong = keys.find(({ first }) => first < 1 || first > MOST_ROWS);
    if (wrong) throw badInput('first', `give 1 to ${MOST_ROWS} sign-ins.`);
    const parts = await Promise.all(
      [...grouped(keys, ({ tenantId }) => tenantId)].map(async ([tenantId, own]): Promise<Loaded> => {
        const users = usersAsked(operation, tenantId, own);
        if (users <= MOST_USERS) return ofUsers.load(own, want, args, operation);
        operation.coverage.partial(tenantId, 'SIGN_INS', tooMany(users));
        return new Map(own.map((key) => [keyText(key), null]));
      }),
    );
    return new Map(parts.flatMap((part) => [...part]));
  },
};

function usersAsked(operation: Operation, tenantId: string, keys: readonly SignInKey[]): number {
  const tenants = asked.get(operation) ?? new Map<string, Set<string>>();
  asked.set(operation, tenants);
  const users = tenants.get(tenantId) ?? new Set<string>();
  tenants.set(tenantId, users);
  for (const { userId } of keys) users.add(userId);
  return users.size;
}

function tooMany(users: number): string {
  return `Sign-ins of ${users} users were asked for at once; at most ${MOST_USERS} are answered, because Microsoft Graph allows 5 such calls in 10 seconds. Ask for fewer users, or for lastSignIn.`;
}

const activityOf = eachKey<Key, SignInActivity>({
  source: 'SIGN_INS',
  remembered: new Remembered('signInActivity', 'SignInActivity', 'users'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.signIns.activityOf(place, id),
});

const activities = new WholeList<ActivityList>({
  source: 'SIGN_INS',
  remembered: new Remembered('signInActivities', 'SignInActivity', 'users'),
  read: ({ stores }, place) => stores.sources.signIns.activities(place),
  gap: 'The tenant has more users than are read for their last sign-in; one whose lastSignIn is null may have signed in. Ask for fewer users at once.',
});

const fromList = activities.relation(({ byUser }, { id }) => byUser[id] ?? null);

/** Last sign-ins: a few users one by one, more of them from the tenant's list, for Graph allows ten such calls a minute. */
export const lastSignInOf: Relation = {
  load: async (keys, want, args, operation) => {
    const parts = await Promise.all(
      [...grouped(keys, ({ tenantId }) => tenantId).values()].map((own) =>
        (own.length > MOST_USERS ? fromList : activityOf).load(own, want, args, operation),
      ),
    );
    return new Map(parts.flatMap((part) => [...part]));
  },
};
