import { LISTS, ONE_INTEL } from './indicatorPivots.js';
import type { Key } from './Key.js';
import { FREE, ONE_EACH, pivot, type Args, type Pivot, type Price, type RelationName } from './Pivot.js';

/** Root fields ask by their arguments; over which tenants, these arguments say too. */
const everywhere = (): Key => ({ tenantId: '*', id: '' });

/** A filter that is finished here reads five pages of each source, of which a tenant with legacy alerts has two. */
const ALERTS: Price = { workload: 'security', keysPerPart: 1, pageSize: 200, mostPages: 10 };
const INCIDENTS: Price = { workload: 'security', keysPerPart: 1, pageSize: 50, mostPages: 5 };
const ALERT: Price = { workload: 'security', keysPerPart: 1 };
const SCORES: Price = { workload: 'security', keysPerPart: 1, pageSize: 90, mostPages: 5 };
const CONTROLS: Price = { workload: 'security', keysPerPart: 1, pageSize: 500, mostPages: 5 };
/** The newest score and all profiles, read side by side. */
const STANDING: Price = { workload: 'security', keysPerPart: Infinity, fixedParts: 2, mostParts: 6 };
/** Those of the journal cost nothing; Graph and Defender each have a list. */
const ACTIONS: Price = { workload: 'security', keysPerPart: Infinity, fixedParts: 2, mostParts: 15, isAlone: true };
const DIRECTORY: Price = { workload: 'directory', keysPerPart: 1, pageSize: 100, mostPages: 5 };

/** Statistics read ten pages of alerts at most; on most days three are enough. */
const MOST_COUNTED = 2000;

const first = (args: Args): number => Number(args['first'] ?? 25);
const ids = (args: Args): number => (args['ids'] as readonly unknown[] | undefined)?.length ?? 1;

/** What the query itself says how many rows it wants; a hundred where it does not. */
const rowsOf = (args: Args): number => {
  const limits = [...String(args['query']).matchAll(/\|\s*(?:take|limit|top)\s+(\d{1,6})/g)];
  return Math.min(Number(limits.at(-1)?.[1] ?? 100), 10_000);
};

function root(field: string, relation: RelationName, price: Price, fanOut?: (args: Args) => number): Pivot {
  return pivot<object>({
    from: 'Query',
    field,
    relation,
    key: everywhere,
    price,
    isBounded: true,
    ...(fanOut ? { fanOut } : {}),
  });
}

export const queryPivots: readonly Pivot[] = [
  root('alerts', 'alertList', ALERTS, first),
  root('alert', 'alertById', ALERT),
  root('incidents', 'incidentList', INCIDENTS, first),
  root('incident', 'incident', ALERT),
  { ...root('alertStats', 'alertStats', { ...ALERTS, mostPages: 2 }, () => MOST_COUNTED), spread: 0.3 },
  root('users', 'userList', DIRECTORY, first),
  { ...root('user', 'user', ONE_EACH), pick: 'entity' },
  root('hosts', 'hostList', DIRECTORY, first),
  { ...root('host', 'host', ONE_EACH), pick: 'entity' },
  root('hunt', 'hunt', { workload: 'hunting', keysPerPart: 1, isAlone: true }, rowsOf),
  { ...root('servicePrincipal', 'servicePrincipal', ONE_EACH), pick: 'entity' },
  root('secureScore', 'secureScore', ALERT),
  root('secureScores', 'secureScoreList', SCORES, first),
  root('controlProfiles', 'controlProfileList', CONTROLS, first),
  root('observable', 'observable', FREE),
  root('indicator', 'indicator', { ...LISTS, fixedParts: 1, mostParts: 10 }),
  root('indicators', 'indicatorList', LISTS, first),
  root('vulnerability', 'vulnerability', ONE_INTEL),
  root('projectScore', 'projectScore', STANDING),
  root('controlRanking', 'controlRanking', STANDING),
  root('securityActions', 'actionList', ACTIONS, first),
  root('actionCatalogue', 'actionCatalogue', FREE, () => 24),
  root('job', 'job', FREE),
  root('auditTrail', 'auditList', FREE, first),
  root('node', 'node', ONE_EACH),
  root('nodes', 'node', ONE_EACH, ids),
  root('tenants', 'tenantList', FREE),
  root('tenant', 'tenantList', FREE),
];
