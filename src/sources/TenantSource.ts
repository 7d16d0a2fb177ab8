import type { SourceName } from '../../schema/enums.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { Workload } from '../util/workload.js';
import { sentList } from './answers.js';
import type { Place } from './Place.js';
import { bool, records, text } from './wire.js';

/** Hunting travels alone, and does not wait for rows. */
const HUNT = { method: 'POST', isRead: true, alone: true, body: { query: 'AlertInfo | take 0' } } as const;

/** The smallest question to each source that its permission and its licence decide. */
const PROBES: Readonly<Record<SourceName, readonly [Workload, string, Partial<GraphRequest>?]>> = {
  ALERTS: ['security', '/security/alerts_v2?$top=1&$select=id'],
  INCIDENTS: ['security', '/security/incidents?$top=1&$select=id'],
  USERS: ['directory', '/users?$top=1&$select=id,department'],
  DEVICES: ['directory', '/devices?$top=1&$select=id'],
  MANAGED_DEVICES: ['intune', '/deviceManagement/managedDevices?$top=1&$select=id'],
  RISKY_USERS: ['identityProtection', '/identityProtection/riskyUsers?$top=1&$select=id'],
  RISK_DETECTIONS: ['identityProtection', '/identityProtection/riskDetections?$top=1&$select=id'],
  SIGN_INS: ['reports', '/auditLogs/signIns?$top=1', { alone: true }],
  AUTHENTICATION_METHODS: ['reports', '/reports/authenticationMethods/userRegistrationDetails?$top=1'],
  DIRECTORY_ROLES: ['directory', '/roleManagement/directory/roleAssignments?$top=1'],
  LICENSES: ['directory', '/users?$top=1&$select=id,assignedLicenses'],
  OAUTH_GRANTS: ['directory', '/oauth2PermissionGrants?$top=1'],
  GROUPS: ['directory', '/groups?$top=1&$select=id'],
  DEFENDER_MACHINES: ['defender', '/machines?$top=1', { version: 'api', alone: true }],
  HUNTING: ['hunting', '/security/runHuntingQuery', HUNT],
};

export const SOURCES = Object.keys(PROBES) as readonly SourceName[];

/** The tenant itself: its domains, and which of its sources answer. */
export class TenantSource {
  constructor(readonly graph: GraphClient) {}

  /** Name of the default domain; null when Graph names none. */
  async defaultDomain({ tenant, call }: Place): Promise<string | null> {
    const request = get('directory', '/organization?$select=id,verifiedDomains');
    const [organization] = sentList(await this.graph.send(tenant, request, call), tenant);
    const domains = organization ? records(organization.record, 'verifiedDomains') : [];
    const own = domains.find((domain) => bool(domain, 'isDefault')) ?? domains[0];
    return own ? text(own, 'name') : null;
  }

  /** @throws SecgraphError the reason why the source does not answer */
  async probe({ tenant, call }: Place, source: SourceName): Promise<void> {
    await this.graph.send(tenant, get(...PROBES[source]), call);
  }
}

function get(workload: Workload, path: string, more: Partial<GraphRequest> = {}): GraphRequest {
  return { method: 'GET', path, workload, ...more };
}
