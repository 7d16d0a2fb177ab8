import type { Workload } from '../util/workload.js';
import type { Key } from './Key.js';

/** Arguments of a field, as the schema coerced them. */
export type Args = Readonly<Record<string, unknown>>;

/** Every way of following pivots; src/plan/relations.ts has the implementation of each. */
export type RelationName =
  | 'alertList'
  | 'alertById'
  | 'alertEvidence'
  | 'tagsOf'
  | 'securityAction'
  | 'actionList'
  | 'actionCatalogue'
  | 'openAlertsOf'
  | 'alertsOf'
  | 'incident'
  | 'incidentList'
  | 'alertsOfIncident'
  | 'involvedInIncident'
  | 'alertStats'
  | 'relatedTo'
  | 'incidentsOf'
  | 'timelineOf'
  | 'timelineOfIncident'
  | 'user'
  | 'userList'
  | 'managerOf'
  | 'managerChainOf'
  | 'directReportsOf'
  | 'groupsOf'
  | 'devicesOf'
  | 'riskOf'
  | 'riskDetectionsOf'
  | 'signInsOf'
  | 'lastSignInOf'
  | 'mfaOf'
  | 'rolesOf'
  | 'isPrivileged'
  | 'licensesOf'
  | 'grantsOf'
  | 'host'
  | 'hostList'
  | 'ownersOf'
  | 'registeredUsersOf'
  | 'intuneOf'
  | 'defenderOf'
  | 'groupsOfHost'
  | 'loggedOnUsersOf'
  | 'vulnerabilitiesOf'
  | 'identityOf'
  | 'group'
  | 'servicePrincipal'
  | 'appRolesOf'
  | 'grantsOfApp'
  | 'ownersOfApp'
  | 'riskOfApp'
  | 'permissionsIn'
  | 'secureScore'
  | 'secureScoreList'
  | 'scoreCategoriesOf'
  | 'scoreControls'
  | 'controlProfile'
  | 'controlProfileList'
  | 'controlScoreOf'
  | 'projectScore'
  | 'controlRanking'
  | 'observable'
  | 'indicator'
  | 'indicatorList'
  | 'indicatorQuotas'
  | 'indicatorsOf'
  | 'reputationOf'
  | 'whoisOf'
  | 'passiveDnsOf'
  | 'passiveDnsReverseOf'
  | 'articlesOf'
  | 'intelProfilesOf'
  | 'articleIndicatorsOf'
  | 'profileIndicatorsOf'
  | 'vulnerability'
  | 'hunt'
  | 'tenant'
  | 'tenantList'
  | 'tenantCoverage'
  | 'tenantDomain'
  | 'job'
  | 'auditList'
  | 'mutation'
  | 'node'
  | 'namedNode';

/** What a relation costs upstream, as the price estimator sees it. */
export interface Price {
  readonly workload: Workload;
  /** How many keys travel in one billed call; Infinity for a list that is read once for all keys. */
  readonly keysPerPart: number;
  /** Billed calls that are made whatever the number of keys. Default 0. */
  readonly fixedParts?: number;
  /** Rows in one page, for lists that are paged: each further page is one more round trip. */
  readonly pageSize?: number;
  /** True where each billed call is an HTTP request of its own: slow families do not ride in a batch. */
  readonly isAlone?: boolean;
  /** Pages of one key at most: each further page is one more round trip. Default 1. */
  readonly mostPages?: number;
  /** No more billed calls than this are made, whatever is asked: beyond it the answer says what is missing. */
  readonly mostParts?: number;
}

/** Parts of answers that hold several things: of a resolution, of everybody and everything in an incident, and of the
 * records of a machine, of which a host shows an id or a name. */
export const PARTS = ['entity', 'match', 'users', 'hosts', 'indicators', 'intuneId', 'machineId', 'dnsName'] as const;
export type Part = (typeof PARTS)[number];

/** A second name of what a pivot asks for, by which it may have been asked ahead. */
export interface Alias {
  readonly key: (parent: never) => Key | null;
  readonly fits: (parent: never, answer: never) => boolean;
}

/** An arrow from one noun to others, declared once: resolvers, planner and price estimator read this and nothing else. */
export interface Pivot {
  /** The object type that has the field. */
  readonly from: string;
  readonly field: string;
  readonly relation: RelationName;
  /** The part of the answer that the field shows, where the relation answers several things at once. */
  readonly pick?: Part;
  /** By what the parent asks; null when its own record does not say. */
  readonly key: (parent: never, args: Args) => Key | null;
  /** Fields of the parent's record that the key is made of, beyond its ids. */
  readonly reads?: readonly string[];
  /** The same key, told from the key that the parent itself was asked by: then both are fetched in one round trip. */
  readonly ahead?: (parentKey: never, args: Args) => Key | null;
  /** Another key that `ahead` may have asked by, and whether its answer is what the parent means. */
  readonly alias?: Alias;
  /** The `$expand` of the parent's own request that can stand in for this pivot. */
  readonly shortcut?: string;
  readonly price: Price;
  /** Keys of each parent, where its arguments name them. Default: one. */
  readonly keys?: (args: Args) => number;
  /** Distinct keys to expect for each parent record: a hundred alerts name far fewer than two hundred people. */
  readonly spread: number;
  /** Nouns to expect for each key. */
  readonly fanOut: (args: Args) => number;
  /** True where there can be no more nouns than that. Default: where fanOut is not given, for then it is one. */
  readonly isBounded: boolean;
}

type Row<Parent, ParentKey extends Key> = Omit<Pivot, 'key' | 'ahead' | 'fanOut' | 'spread' | 'isBounded'> & {
  key: (parent: Parent, args: Args) => Key | null;
  ahead?: (parentKey: ParentKey, args: Args) => Key | null;
  fanOut?: (args: Args) => number;
  spread?: number;
  isBounded?: boolean;
};

/** A pivot with the parent's type spelled out, so that the tables stay typed row by row. */
export function pivot<Parent, ParentKey extends Key = Key>(row: Row<Parent, ParentKey>): Pivot {
  return { fanOut: () => 1, spread: 1, isBounded: row.fanOut === undefined, ...row };
}

/** Costs nothing upstream: the answer is on the parent's own record or in the settings. */
export const FREE: Price = { workload: 'directory', keysPerPart: Infinity };
/** One billed call of the directory for each key. */
export const ONE_EACH: Price = { workload: 'directory', keysPerPart: 1, mostPages: 5 };
/** Values of one `$filter` of the directory; more are refused: docs/limits.md. */
export const BY_FILTER: Price = { workload: 'directory', keysPerPart: 15, mostPages: 5 };
/** Ids of one call of `directoryObjects/getByIds`. */
export const BY_OBJECT_ID: Price = { workload: 'directory', keysPerPart: 1000 };
