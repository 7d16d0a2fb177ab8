import type { Database } from '../kql/run.js';
import type { Moment, Table } from '../kql/values.js';
import type { TenantWorld } from '../world/World.js';
import { alertEvidence, alertInfo, emailEvents } from './alertTables.js';
import { deviceInfo, deviceLogonEvents, deviceNetworkInfo, softwareVulnerabilities, vulnerabilityKnowledge } from './deviceTables.js'; // prettier-ignore
import { identityInfo } from './identityTable.js';
import type { Window } from './timespan.js';

/** Tables of advanced hunting, as far as the emulated world has something to tell. */
const TABLES: Readonly<Record<string, (tenant: TenantWorld, now: Moment) => Table>> = {
  AlertInfo: alertInfo,
  AlertEvidence: alertEvidence,
  EmailEvents: emailEvents,
  DeviceInfo: deviceInfo,
  DeviceNetworkInfo: deviceNetworkInfo,
  DeviceLogonEvents: deviceLogonEvents,
  DeviceTvmSoftwareVulnerabilities: softwareVulnerabilities,
  DeviceTvmSoftwareVulnerabilitiesKB: vulnerabilityKnowledge,
  IdentityInfo: identityInfo,
};

/** A tenant as hunting sees it. */
export function databaseOf(tenant: TenantWorld, now: Moment, { from, until }: Window): Database {
  return {
    now,
    from,
    until,
    table: (name) => (Object.hasOwn(TABLES, name) ? TABLES[name]?.(tenant, now) : undefined),
  };
}
