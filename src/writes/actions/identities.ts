import { SecgraphError } from '../../errors/SecgraphError.js';
import { catalogued, type CatalogueEntry } from '../../actions/catalogue.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Resolution } from '../../loaders/resolve.js';
import { asError } from '../../loaders/tenantwise.js';
import { keyText } from '../../pivots/Key.js';
import type { Identity } from '../../sources/IdentityAccountSource.js';
import type { FoundUser } from '../../sources/UserSource.js';
import { grouped } from '../../util/grouped.js';
import { cannot, NoTarget } from './NoTarget.js';
import type { Address } from './Order.js';
import type { Wish } from './Wish.js';

const PROVIDER = 'activeDirectory';

/** Identities by tenant and on-premises security identifier; an Error where they could not be read. */
export type Identities = ReadonlyMap<string, readonly Identity[] | Error>;

/** Reads the accounts on premises of those whom an action is about that is done there: fifteen to a call. */
export async function identitiesOf(
  wishes: readonly Wish[],
  users: ReadonlyMap<string, unknown>,
  operation: Operation,
): Promise<Identities> {
  const sought = wishes.flatMap(({ input, tenantId, named }) => {
    if (named.by !== 'user' || catalogued(input.kind).runsAt !== 'DEFENDER_FOR_IDENTITY') return [];
    const answer = users.get(keyText(named.key));
    const sid = answer instanceof Error ? null : (answer as Resolution<FoundUser> | null)?.entity?.onPremises?.sid;
    return sid ? [{ tenantId, sid }] : [];
  });
  const found = new Map<string, readonly Identity[] | Error>();
  await Promise.all(
    [...grouped(sought, ({ tenantId }) => tenantId)].map(async ([tenantId, own]) => {
      const { identityAccounts } = operation.stores.sources;
      const sids = [...new Set(own.map(({ sid }) => sid))];
      for (const [sid, identities] of await identityAccounts.bySids(operation.place(tenantId), sids)) {
        found.set(`${tenantId}|${sid}`, identities);
      }
    }),
  );
  return found;
}

/**
 * The account on premises that an action is done to.
 *
 * @throws NoTarget where there is none, or none that the action fits, or more than one
 */
export function identityOf(
  identities: Identities,
  { tenantId, onPremises, userPrincipalName, graphId }: FoundUser,
  { kind, word }: CatalogueEntry,
  { input }: Wish,
): Address {
  const name = userPrincipalName ?? graphId;
  const sid = onPremises?.sid;
  if (!sid) throw cannot(`${kind} is done in Active Directory, and ${name} is an account of the cloud only.`);
  const known = identities.get(`${tenantId}|${sid}`) ?? [];
  if (known instanceof Error) throw asError(known);
  const fitting = known.flatMap(({ id: identityId, accounts }) =>
    accounts
      .filter(({ provider, actions }) => provider === PROVIDER && actions.includes(word))
      .map(({ accountId, provider }) => ({ by: 'identity', identityId, accountId, provider }) as const),
  );
  const [only, ...others] = fitting;
  if (!only) throw cannot(`Defender for Identity has no account of ${name} with which it can do ${kind}.`);
  if (others.length === 0) return only;
  throw new NoTarget(
    new SecgraphError(
      'BAD_USER_INPUT',
      `Argument "actions": ${input.target} has ${fitting.length} accounts in Active Directory.`,
    ),
    fitting.map(({ accountId }) => accountId),
  );
}
