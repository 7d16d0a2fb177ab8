import type { HostVulnerability } from '../../schema/HostVulnerability.js';
import type { InvolvedUser } from '../../schema/Involved.js';
import { KNOWN_BY, userReference } from '../pivots/Key.js';
import { globalId } from '../util/globalId.js';
import { kqlIn } from '../util/kql.js';
import type { FoundHost } from './HostSource.js';
import type { HuntingAnswer } from './HuntingSource.js';
import { bool, decimal, moment, records, text, type WireRecord } from './wire.js';

/** What one query asks for machines by. */
export interface HuntedBy {
  readonly deviceIds: readonly string[];
  readonly defenderIds: readonly string[];
}

/** The last report of each machine. @param columns of DeviceInfo, beside its ids and its name */
export function lastReports({ deviceIds, defenderIds }: HuntedBy, columns: readonly string[]): string {
  const clauses = [kqlIn('AadDeviceId', deviceIds), kqlIn('DeviceId', defenderIds)].filter((one) => one !== null);
  const kept = ['AadDeviceId', 'DeviceName', ...columns].join(', ');
  return `DeviceInfo\n| where ${clauses.join(' or ')}\n| summarize arg_max(Timestamp, ${kept}) by DeviceId`;
}

/** Everything that is not patched on these machines, the worst first; a machine without any has one row without a CVE. */
export function vulnerabilityQuery(by: HuntedBy): string {
  return [
    lastReports(by, []),
    '| join kind=leftouter (DeviceTvmSoftwareVulnerabilities | project DeviceId, CveId, VulnerabilitySeverityLevel, SoftwareVendor, SoftwareName, SoftwareVersion, RecommendedSecurityUpdate, RecommendedSecurityUpdateId) on DeviceId',
    '| join kind=leftouter (DeviceTvmSoftwareVulnerabilitiesKB | project CveId, CvssScore, IsExploitAvailable, PublishedDate, VulnerabilityDescription) on CveId',
    '| project DeviceId, AadDeviceId, CveId, VulnerabilitySeverityLevel, CvssScore, IsExploitAvailable, SoftwareVendor, SoftwareName, SoftwareVersion, RecommendedSecurityUpdate, RecommendedSecurityUpdateId, PublishedDate, VulnerabilityDescription',
    '| order by CvssScore desc, CveId asc',
    '| take 10000',
  ].join('\n');
}

/** Null for the row of a machine that has none. */
export function readVulnerability(row: WireRecord, tenantId: string): HostVulnerability | null {
  const cveId = text(row, 'CveId');
  if (cveId === null) return null;
  return {
    __typename: 'HostVulnerability',
    tenantId,
    cveId,
    severity: text(row, 'VulnerabilitySeverityLevel'),
    cvss: decimal(row, 'CvssScore'),
    isExploitAvailable: flag(row, 'IsExploitAvailable'),
    vendor: text(row, 'SoftwareVendor'),
    software: text(row, 'SoftwareName'),
    version: text(row, 'SoftwareVersion'),
    update: text(row, 'RecommendedSecurityUpdate'),
    updateId: text(row, 'RecommendedSecurityUpdateId'),
    description: text(row, 'VulnerabilityDescription'),
    publishedAt: moment(row, 'PublishedDate'),
  };
}

/** Who was signed in when the machine last reported: a text of JSON in one cell. */
export function readLoggedOn(row: WireRecord, tenantId: string): InvolvedUser[] {
  const users = records({ value: parsed(text(row, 'LoggedOnUsers')) }, 'value');
  return users.map((user) => {
    const named = { accountName: text(user, 'UserName'), domain: text(user, 'DomainName'), sid: text(user, 'Sid') };
    return {
      __typename: 'InvolvedUser',
      tenantId,
      userRef: userReference(named),
      ...named,
      userPrincipalName: null,
      displayName: null,
      roles: [],
      verdict: 'UNKNOWN',
    };
  });
}

/** A machine that Defender alone knows. */
export function readReportedHost(row: WireRecord, tenantId: string, { asOf }: HuntingAnswer): FoundHost | null {
  const defenderId = text(row, 'DeviceId')?.toLowerCase();
  if (!defenderId) return null;
  return {
    __typename: 'Host',
    tenantId,
    id: globalId('Host', tenantId, KNOWN_BY.defenderId + defenderId),
    graphId: null,
    asOf,
    freshness: 'LIVE',
    name: text(row, 'DeviceName') ?? defenderId,
    deviceId: null,
    defenderId,
    foundBy: 'DEFENDER_ID',
    operatingSystem: text(row, 'OSPlatform'),
    osVersion: text(row, 'OSVersion'),
    trustType: null,
    isCompliant: null,
    isManaged: null,
    accountEnabled: null,
    lastSeenAt: moment(row, 'Timestamp'),
    entra: null,
  };
}

/** The engine writes 1 and 0 for some of them. */
function flag(row: WireRecord, name: string): boolean | null {
  const number = decimal(row, name);
  return number === null ? bool(row, name) : number !== 0;
}

function parsed(json: string | null): unknown {
  if (json === null) return [];
  try {
    return JSON.parse(json);
  } catch {
    // A cell that was cut names nobody.
    return [];
  }
}
