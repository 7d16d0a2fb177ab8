import type {
  Article,
  IntelIndicator,
  IntelProfile,
  PassiveDnsRecord,
  Reputation,
  Vulnerability,
  Whois,
} from '../../schema/Intelligence.js';
import type { Lifetimes } from './Operation.js';
import { observableIn } from '../identity/observable.js';
import { keyText, type Key, type ObservableKey } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { eachKey, type EachKey } from './eachKey.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { inEachTenant } from './tenantwise.js';

const KEPT: keyof Lifetimes = 'intelligence';

/** What one call tells of one host, article, profile or vulnerability: all calls of a question travel together. */
function told<Value>(
  family: string,
  noun: string,
  read: EachKey<Key, Value>['read'],
  more: Pick<EachKey<Key, Value>, 'show' | 'readsWhole'> = { readsWhole: true },
): Relation {
  return eachKey<Key, Value>({
    source: 'THREAT_INTELLIGENCE',
    remembered: new Remembered(family, noun, KEPT),
    read,
    ...more,
  });
}

/** An observable that a caller names. */
export const observable: Relation<ObservableKey> = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, ({ tenant: { tenantId } }, own) =>
      Promise.resolve(new Map(own.map((key) => [keyText(key), observableIn(tenantId, key)]))),
    ),
};

export const reputationOf = told<Reputation | null>('reputation', 'Reputation', ({ stores }, place, { id }) =>
  stores.sources.intelligence.reputation(place, id),
);

export const whoisOf = told<Whois | null>('whois', 'Whois', ({ stores }, place, { id }) =>
  stores.sources.intelligence.whois(place, id),
);

export const passiveDnsOf = told<PassiveDnsRecord[] | null>(
  'passiveDns',
  'PassiveDnsRecord',
  ({ stores }, place, { id }) => stores.sources.intelligence.passiveDns(place, id, 'passiveDns'),
  { readsWhole: true, show: firstOf },
);

export const passiveDnsReverseOf = told<PassiveDnsRecord[] | null>(
  'passiveDnsReverse',
  'PassiveDnsRecord',
  ({ stores }, place, { id }) => stores.sources.intelligence.passiveDns(place, id, 'passiveDnsReverse'),
  { readsWhole: true, show: firstOf },
);

export const articlesOf = told<Article[]>(
  'articles',
  'Article',
  ({ stores }, place, { id }, want) => stores.sources.intelligence.articles(place, id, want),
  { show: firstOf },
);

export const intelProfilesOf = told<IntelProfile[]>(
  'intelProfiles',
  'IntelProfile',
  ({ stores }, place, { id }, want) => stores.sources.intelligence.profiles(place, id, want),
  { show: firstOf },
);

export const articleIndicatorsOf = told<IntelIndicator[] | null>(
  'articleIndicators',
  'IntelIndicator',
  ({ stores }, place, { id }) => stores.sources.intelligence.indicators(place, 'articles', id),
  { readsWhole: true, show: firstOf },
);

export const profileIndicatorsOf = told<IntelIndicator[] | null>(
  'profileIndicators',
  'IntelIndicator',
  ({ stores }, place, { id }) => stores.sources.intelligence.indicators(place, 'intelProfiles', id),
  { readsWhole: true, show: firstOf },
);

export const vulnerability = told<Vulnerability | null>('vulnerability', 'Vulnerability', ({ stores }, place, { id }) =>
  stores.sources.intelligence.vulnerability(place, id),
);

function firstOf(rows: readonly unknown[] | null, { first }: Args): unknown {
  return rows?.slice(0, typeof first === 'number' ? first : undefined) ?? null;
}
