import type { GraphClient } from '../graph/GraphClient.js';
import { equalsOneOf, segment, withQuery } from '../util/odata.js';
import { keyedRead } from './keyedRead.js';
import { byFilter } from './keyedRequests.js';
import type { Place } from './Place.js';
import { bool, records, text, texts, type WireRecord } from './wire.js';

const PATH = '/security/identities/identityAccounts';

/** An account of a person in one directory, and what can be done with it there. */
export interface IdentityAccount {
  readonly accountId: string;
  /** Graph's word: activeDirectory, entraID, okta. */
  readonly provider: string;
  readonly actions: readonly string[];
}

/** A person's accounts as Defender for Identity joins them. */
export interface Identity {
  readonly id: string;
  readonly isEnabled: boolean | null;
  readonly accounts: readonly IdentityAccount[];
}

/**
 * Accounts on premises: `/security/identities/identityAccounts`, in the worldwide cloud. Needs
 * SecurityIdentitiesAccount.Read.All, and SecurityIdentitiesActions.ReadWrite.All for what changes something.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-identityaccounts
 */
export class IdentityAccountSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * Identities by their on-premises security identifiers, fifteen to a call.
   *
   * @returns for each value its identities, [] for none, an Error where the request failed
   */
  async bySids(place: Place, sids: readonly string[]): Promise<Map<string, Identity[] | Error>> {
    const requests = byFilter(sids, (some) => ({
      method: 'GET',
      workload: 'security',
      path: withQuery(PATH, { $filter: equalsOneOf('onPremisesSecurityIdentifier', some) }),
    }));
    const found = await keyedRead(this.graph, place, requests, 'onPremisesSecurityIdentifier');
    return new Map(
      [...found].map(([sid, sent]) => [
        sid,
        sent instanceof Error ? sent : sent.flatMap(({ record }) => readIdentity(record) ?? []),
      ]),
    );
  }

  /** @returns request-id */
  async invoke({ tenant, call }: Place, identityId: string, { accountId, provider }: IdentityAccount, action: string) {
    const path = `${PATH}/${segment(identityId)}/invokeAction`;
    const body = { accountId, action, identityProvider: provider };
    return (await this.graph.send(tenant, { method: 'POST', workload: 'security', path, body }, call)).requestId;
  }
}

function readIdentity(row: WireRecord): Identity | null {
  const id = text(row, 'id');
  if (!id) return null;
  return {
    id,
    isEnabled: bool(row, 'isEnabled'),
    accounts: records(row, 'accounts').flatMap((account) => {
      const accountId = text(account, 'identifier');
      const provider = text(account, 'identityProvider');
      return accountId && provider ? [{ accountId, provider, actions: texts(account, 'actions') }] : [];
    }),
  };
}
