import type { User } from '../../schema/User.js';
import { badInput } from '../errors/SecgraphError.js';
import { readOwnId } from '../pivots/nouns.js';
import type { Operation } from '../loaders/Operation.js';
import { user } from '../loaders/users.js';
import { keyText, userKey, userReference } from '../pivots/Key.js';
import { Wanted } from '../pivots/Want.js';
import { isGuid } from '../util/odata.js';

/**
 * Who shall work on it, as Graph writes it: a user principal name. A person is looked up only where an id was given.
 *
 * @param given `me`, a user principal name, or a user by global id or object id; null for nobody
 * @param tenantIds where an object id may be looked up
 * @param argument by which he was given, for messages
 * @throws SecgraphError BAD_USER_INPUT
 */
export async function assigneeOf(
  given: string | null | undefined,
  tenantIds: readonly string[],
  operation: Operation,
  argument = 'set.assignedTo',
): Promise<string | null | undefined> {
  if (given === undefined || given === null) return given;
  if (given === 'me') return meOf(operation, argument);
  const own = readOwnId(given);
  if (own?.type === 'User') return nameOf(own.key, [own.tenantId], operation, argument);
  if (isGuid(given)) return nameOf(given, tenantIds, operation, argument);
  if (/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,190}$/u.test(given)) return given;
  throw badInput(argument, 'give me, a user principal name, or the id of a user; null for nobody.');
}

function meOf({ caller }: Operation, argument: string): string {
  if (caller.userPrincipalName) return caller.userPrincipalName;
  throw badInput(
    argument,
    `me stands for nobody: the key ${caller.name} is not named after a person. Name it by a user principal name, or give one.`,
  );
}

async function nameOf(
  objectId: string,
  tenantIds: readonly string[],
  operation: Operation,
  argument: string,
): Promise<string> {
  const keys = tenantIds.flatMap((tenantId) => userKey(tenantId, userReference({ objectId })) ?? []);
  const want = new Wanted();
  want.addField('User', 'userPrincipalName');
  const found = await user.load(keys, want, {}, operation);
  const answers = keys.map((key) => found.get(keyText(key)));
  for (const answer of answers) {
    const person = answer instanceof Error ? null : (answer as { readonly entity: User | null } | null)?.entity;
    if (person?.userPrincipalName) return person.userPrincipalName;
  }
  // Where one tenant did not answer, nobody knows whether it has him.
  const failure = answers.find((answer) => answer instanceof Error);
  if (failure) throw failure;
  throw badInput(argument, 'no user has this id in these tenants.');
}
