import type { Agenda } from '../Agenda.js';
import type { Permission } from '../auth/permissions.js';
import type { Switches } from '../control/Switches.js';
import type { GraphCall, Reply } from '../http/Reply.js';
import type { QueryOptions } from '../odata/index.js';
import type { Workload } from '../throttle/limits.js';
import type { SentinelWorkspace, TenantWorld } from '../world/World.js';

/** What the emulator was told to do differently. */
export interface RouteSettings {
  readonly seed: string;
  /** Directory collections now and then send an empty page with a link first. */
  readonly emptyPages: boolean;
  /** `users.manager`: answered 400 ExpandNotSupported. */
  readonly refuseExpand: readonly string[];
  /** Whether alerts_v2 takes `evidence/any(…)`. */
  readonly evidenceFilter: boolean;
  /** Whether providers of legacy alerts that are known to be silent are. */
  readonly silentProviders: boolean;
  /** How many indicators in force Defender keeps for a tenant. */
  readonly indicatorQuota: number;
  /** A workspace of whichever tenant, by its id in lower case. */
  readonly workspace: (id: string) => SentinelWorkspace | undefined;
  /** What is begun now and done later. */
  readonly agenda: Agenda;
  /** As they are at this moment. */
  readonly switches: () => Switches;
}

/** A call whose route is found: path parameters decoded, options read. */
export interface RouteCall extends GraphCall {
  readonly params: Readonly<Record<string, string>>;
  readonly options: QueryOptions;
  /** The path ended in `/$count`: only the number is asked for. */
  readonly isCount: boolean;
  readonly tenant: TenantWorld;
  readonly settings: RouteSettings;
  readonly now: Date;
}

/** One line of the register in ./index.ts is a list of these. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/users/{id}/manager`, `/devices(deviceId={key})`. `/users('{id}')` is understood wherever `/users/{id}` is. */
  readonly path: string;
  readonly workload: Workload;
  /** Null where rights are given on the resource and not to the application: the route looks for itself. */
  readonly permission: Permission | null;
  /** What the tenant must have bought; without it each service refuses in its own way. */
  readonly licence?: 'entraP1' | 'entraP2' | 'intune' | 'defender' | 'threatIntelligence';
  /** A POST that changes nothing. */
  readonly isRead?: boolean;
  /** Resource units before the modifiers; default 1. Directory only. */
  readonly units?: number | ((options: QueryOptions) => number);
  /** @throws GraphFault for everything that Graph would refuse */
  answer(call: RouteCall): Reply;
}
