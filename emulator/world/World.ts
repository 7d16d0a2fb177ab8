/** A record as Graph sends it: every property present (null where unknown), nothing that Graph would not send. */
export interface Row {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** A table in Graph's own order (alerts and incidents newest first, the rest stable). */
export interface Rows {
  readonly size: number;
  get(id: string): Row | undefined;
  [Symbol.iterator](): IterableIterator<Row>;
  /**
   * Like the rows, but only with `cheapColumns`: what filters and sorting may look at without making the bodies.
   * For small tables these are the rows themselves.
   */
  heads(): Iterable<Row>;
  /** Columns that heads carry; null = all. */
  readonly cheapColumns: ReadonlySet<string> | null;
  /** Adds or replaces; keeps the order. */
  put(row: Row): void;
  delete(id: string): boolean;
}

/** One tenant: tables, who belongs to whom, and what the tenant has bought and consented to. */
export interface TenantWorld {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domain: string;
  readonly cloud: 'GLOBAL' | 'US_GOV_L4';
  /** Application permissions that the tenant's administrator has consented to: the `roles` claim. */
  readonly granted: readonly string[];
  readonly licences: {
    readonly entraP1: boolean;
    readonly entraP2: boolean;
    readonly intune: boolean;
    readonly defender: boolean;
    readonly threatIntelligence: boolean;
  };
  readonly users: Rows;
  readonly groups: Rows;
  /** Directory roles a user may be member of (rows of #microsoft.graph.directoryRole). */
  readonly directoryRoles: Rows;
  readonly servicePrincipals: Rows;
  readonly devices: Rows;
  readonly managedDevices: Rows;
  /** As Defender for Endpoint knows them, by Defender's machine id. */
  readonly defenderMachines: Rows;
  /** Of Defender for Endpoint, in order of arrival. */
  readonly machineActions: Rows;
  /** Of Microsoft Graph, in order of arrival. */
  readonly securityActions: Rows;
  /** People with accounts in two directories. */
  readonly identityAccounts: Rows;
  /** Messages that Defender for Office 365 has looked at: those that somebody has asked for, see ./response.ts. */
  readonly analyzedEmails: Rows;
  /** Of Microsoft Graph; each belongs to the application in `ownerAppId`. */
  readonly tiIndicators: Rows;
  readonly defenderIndicators: Rows;
  /** Null where the tenant has none. */
  readonly sentinel: SentinelWorkspace | null;
  /** A number that this tenant has not given out before: 1, 2, 3 … */
  nextSerial(): number;
  /** What Microsoft knows: the same in every tenant. */
  readonly intelligence: Intelligence;
  readonly riskyUsers: Rows;
  readonly riskyServicePrincipals: Rows;
  /** Newest first. */
  readonly riskDetections: Rows;
  /** Newest first. */
  readonly signIns: Rows;
  /** One row a user: the report of registered authentication methods. */
  readonly userRegistrationDetails: Rows;
  readonly roleDefinitions: Rows;
  readonly roleAssignments: Rows;
  readonly oauth2PermissionGrants: Rows;
  /** What applications may do for themselves. */
  readonly appRoleAssignments: Rows;
  /** One a day, newest first. */
  readonly secureScores: Rows;
  readonly controlProfiles: Rows;
  readonly alerts: Rows;
  /** What /security/alerts still has; newest first. */
  readonly legacyAlerts: Rows;
  /** Providers behind /security/alerts that do not answer: keywords of `vendorInformation/provider`. */
  readonly silentProviders: readonly string[];
  readonly incidents: Rows;
  readonly organization: Row;
  readonly subscribedSkus: Rows;
  /** The tenants that this one looks after as a partner. */
  readonly contracts: Rows;
  managerOf(userId: string): string | undefined;
  directReportsOf(userId: string): readonly string[];
  /** Ids of groups and directoryRoles that the object (user, device or group) is a direct member of. */
  memberOf(objectId: string): readonly string[];
  membersOf(groupId: string): readonly string[];
  /** Owners of an application. */
  ownersOf(objectId: string): readonly string[];
  /** By device object id. */
  registeredOwnersOf(deviceObjectId: string): readonly string[];
  registeredUsersOf(deviceObjectId: string): readonly string[];
  /** Device object ids. */
  registeredDevicesOf(userId: string): readonly string[];
  ownedDevicesOf(userId: string): readonly string[];
  licenseDetailsOf(userId: string): readonly Row[];
  /** Intune ids. */
  managedDevicesOf(userId: string): readonly string[];
}

/** A workspace of Microsoft Sentinel with what has been uploaded into it. */
export interface SentinelWorkspace {
  readonly workspaceId: string;
  /** Applications with the role Microsoft Sentinel Contributor, by their ids. */
  readonly contributors: readonly string[];
  /** Objects of STIX by their ids, each with the `sourcesystem` that it came from. */
  readonly objects: Rows;
}

/** Microsoft's threat intelligence. Hosts, and what there is one of for each host, by the name of the host; the rest says its `parentId`. */
export interface Intelligence {
  readonly hosts: Rows;
  readonly reputations: Rows;
  readonly whois: Rows;
  readonly passiveDns: Rows;
  readonly passiveDnsReverse: Rows;
  readonly subdomains: Rows;
  readonly articles: Rows;
  readonly articleIndicators: Rows;
  readonly profiles: Rows;
  readonly profileIndicators: Rows;
  readonly vulnerabilities: Rows;
  readonly components: Rows;
}

export interface World {
  readonly tenants: ReadonlyMap<string, TenantWorld>;
  /** Lets what should have happened until `now` happen (live alerts). */
  advance(now: Date): void;
  /** Puts one alert into a tenant; what the partial row leaves out is filled in. Returns the alert. */
  injectAlert(tenantId: string, partial: Partial<Row>): Row;
}

/** `story`: the told attack with a named cast. Otherwise a large first tenant, its alert bodies made on demand. */
export type WorldScale = 'story' | { readonly alerts: number; readonly users: number; readonly devices: number };

export interface WorldOptions {
  readonly seed: string;
  /** The world's "now" at the start; everything is dated relative to it. */
  readonly startAt: Date;
  readonly scale: WorldScale;
  /** How many tiny tenants there are beside the demo ones. Default 0. */
  readonly extraTenants?: number;
  /** Let new alerts arrive as time goes by. */
  readonly live: boolean;
}
// createWorld(options: WorldOptions): World is exported by ./createWorld.js
