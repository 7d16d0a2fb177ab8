import type { ObservableKind } from '../../schema/enums.js';
import { hostNamed } from '../util/hostNamed.js';
import { observableKey, type Key, type ObservableKey } from './Key.js';
import { pivot, type Args, type Pivot, type Price, type RelationName } from './Pivot.js';

interface ObservableParent {
  readonly tenantId: string;
  readonly kind: ObservableKind;
  readonly value: string;
}

/** Two lists for all of them, each by a request of its own; ten pages of Graph and two of Defender at most. */
export const LISTS: Price = {
  workload: 'tiIndicators',
  keysPerPart: Infinity,
  fixedParts: 2,
  mostParts: 12,
  isAlone: true,
};
export const ONE_INTEL: Price = { workload: 'threatIntelligence', keysPerPart: 1 };

/**
 * Distinct hosts, and distinct things to search for, to expect for each alert. Over 25, 50, 100 and 200 alerts of the demo
 * world there were 0.7, 0.5, 0.3 and 0.3 hosts, for the same few come back and files have none; 2, 1.3, 0.9 and 0.6 things.
 */
const SPREAD = { hosts: 0.5, words: 1.2 } as const;

const atMost = (usual: number) => (args: Args) => Math.min(Number(args['first'] ?? usual), usual);

/** Hosts are known; of anything else nobody has a record. */
const hostOf = ({ tenantId, kind, value }: ObservableParent): Key | null => {
  const host = hostNamed(kind, value);
  return host === null ? null : { tenantId, id: host };
};

/** What Microsoft's search is asked for: the host where there is one, else the value itself. */
const wordsOf = (parent: ObservableParent): Key => ({
  tenantId: parent.tenantId,
  id: hostNamed(parent.kind, parent.value) ?? parent.value,
});

function ofObservable(
  field: string,
  relation: RelationName,
  of: keyof typeof SPREAD,
  fanOut?: (args: Args) => number,
): Pivot {
  return pivot<ObservableParent>({
    ...{ from: 'Observable', field, relation, price: ONE_INTEL, spread: SPREAD[of] },
    key: of === 'hosts' ? hostOf : wordsOf,
    ...(fanOut ? { fanOut } : {}),
  });
}

function indicatorsIn(from: string, relation: RelationName): Pivot {
  return pivot<{ tenantId: string; graphId: string }>({
    ...{ from, field: 'indicators', relation, price: ONE_INTEL, fanOut: atMost(10) },
    key: ({ tenantId, graphId }) => ({ tenantId, id: graphId }),
  });
}

export const indicatorPivots: readonly Pivot[] = [
  pivot<ObservableParent>({
    from: 'Observable',
    field: 'indicators',
    relation: 'indicatorsOf',
    key: ({ tenantId, kind, value }): ObservableKey => observableKey(tenantId, kind, value),
    price: LISTS,
    fanOut: () => 1,
  }),
  ofObservable('reputation', 'reputationOf', 'hosts'),
  ofObservable('whois', 'whoisOf', 'hosts'),
  ofObservable('passiveDns', 'passiveDnsOf', 'hosts', atMost(3)),
  ofObservable('passiveDnsReverse', 'passiveDnsReverseOf', 'hosts', atMost(3)),
  ofObservable('articles', 'articlesOf', 'words', atMost(2)),
  ofObservable('intelProfiles', 'intelProfilesOf', 'words', atMost(1)),
  indicatorsIn('Article', 'articleIndicatorsOf'),
  indicatorsIn('IntelProfile', 'profileIndicatorsOf'),
  pivot<{ tenantId: string; cveId: string }>({
    from: 'HostVulnerability',
    field: 'intelligence',
    relation: 'vulnerability',
    key: ({ tenantId, cveId }) => ({ tenantId, id: cveId }),
    price: ONE_INTEL,
    spread: 0.5,
  }),
];
