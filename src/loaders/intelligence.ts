import type {
  Article,
  IntelIndicator,
  IntelProfile,
  PassiveDnsRecord,
  Reputation,
  Vulnerability,
  Whois,
} from '../../schema/Intelligence.js';
import { observableIn } from '../identity/observable.js';
import { keyText, type Key, type ObservableKey } from '../pivots/Key.js';
import { MOST_FOUND, MOST_RECORDS } from '../sources/IntelligenceSource.js';
import { pageSizeOf } from './cursors.js';
import { eachKey, type EachKey } from './eachKey.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { inEachTenant } from './tenantwise.js';

/** How many rows are shown of what one call tells; absent: it tells one thing. */
interface Rows {
  readonly most: number;
  /** False where what is read of each depends on what is wanted. Default true. */
  readonly readsWhole?: boolean;
}

/** What one call tells of one host, article, profile or vulnerability: all calls of a question travel together. */
function told<Value>(family: string, noun: string, read: EachKey<Key, Value>['read'], rows?: Rows): Relation {
  const relation = eachKey<Key, Value>({
    source: 'THREAT_INTELLIGENCE',
    remembered: new Remembered(family, noun, 'intelligence'),
    read,
    readsWhole: rows?.readsWhole ?? true,
    ...(rows ? { show: (value, { first }) => (value as readonly unknown[]).slice(0, Number(first)) } : {}),
  });
  if (!rows) return relation;
  return {
    load: (keys, want, args, operation) => {
      pageSizeOf(args, rows.most);
      return relation.load(keys, want, args, operation);
    },
  };
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
  { most: MOST_RECORDS },
);

export const passiveDnsReverseOf = told<PassiveDnsRecord[] | null>(
  'passiveDnsReverse',
  'PassiveDnsRecord',
  ({ stores }, place, { id }) => stores.sources.intelligence.passiveDns(place, id, 'passiveDnsReverse'),
  { most: MOST_RECORDS },
);

export const articlesOf = told<Article[]>(
  'articles',
  'Article',
  ({ stores }, place, { id }, want) => stores.sources.intelligence.articles(place, id, want),
  { most: MOST_FOUND, readsWhole: false },
);

export const intelProfilesOf = told<IntelProfile[]>(
  'intelProfiles',
  'IntelProfile',
  ({ stores }, place, { id }, want) => stores.sources.intelligence.profiles(place, id, want),
  { most: MOST_FOUND, readsWhole: false },
);

export const articleIndicatorsOf = told<IntelIndicator[] | null>(
  'articleIndicators',
  'IntelIndicator',
  ({ stores }, place, { id }) => stores.sources.intelligence.indicators(place, 'articles', id),
  { most: MOST_RECORDS },
);

export const profileIndicatorsOf = told<IntelIndicator[] | null>(
  'profileIndicators',
  'IntelIndicator',
  ({ stores }, place, { id }) => stores.sources.intelligence.indicators(place, 'intelProfiles', id),
  { most: MOST_RECORDS },
);

export const vulnerability = told<Vulnerability | null>('vulnerability', 'Vulnerability', ({ stores }, place, { id }) =>
  stores.sources.intelligence.vulnerability(place, id),
);
