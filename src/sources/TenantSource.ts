import type { SourceName } from '../../schema/enums.js';
import type { GraphClient } from '../graph/GraphClient.js';
import { LICENCES, permissionFor } from '../graph/families.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { pages } from '../graph/pages.js';
import type { Clock } from '../util/clock.js';
import type { Workload } from '../util/workload.js';
import { sentList } from './answers.js';
import type { Place } from './Place.js';
import { bool, records, text, type WireRecord } from './wire.js';

/** Hunting travels alone, and does not wait for rows. */
const HUNT = { method: 'POST', isRead: true, alone: true, body: { query: 'AlertInfo | take 0' } } as const;

/** Sentinel has nothing that can be read. */
export type ProbedSource = Exclude<SourceName, 'SENTINEL_INDICATORS'>;

/** The smallest question to each source that its permission and its licence decide. */
const PROBES: Readonly<Record<ProbedSource, readonly [Workload, string, Partial<GraphRequest>?]>> = {
  ALERTS: ['security', '/security/alerts_v2?$top=1&$select=id'],
  LEGACY_ALERTS: ['security', '/security/alerts?$top=1&$select=id', { alone: true }],
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
  SERVICE_PRINCIPALS: ['directory', '/servicePrincipals?$top=1&$select=id'],
  RISKY_SERVICE_PRINCIPALS: ['identityProtection', '/identityProtection/riskyServicePrincipals?$top=1&$select=id'],
  SECURE_SCORES: ['security', '/security/secureScores?$top=1&$select=id'],
  CONTROL_PROFILES: ['security', '/security/secureScoreControlProfiles?$top=1&$select=id'],
  TI_INDICATORS: ['tiIndicators', '/security/tiIndicators?$top=1', { version: 'beta' }],
  DEFENDER_INDICATORS: ['defender', '/indicators?$top=1', { version: 'api', alone: true }],
  SECURITY_ACTIONS: ['security', '/security/securityActions?$top=1', { version: 'beta' }],
  THREAT_INTELLIGENCE: ['threatIntelligence', '/security/threatIntelligence/articles?$top=1&$select=id'],
  HUNTING: ['hunting', '/security/runHuntingQuery', HUNT],
};

export const SOURCES = Object.keys(PROBES) as readonly ProbedSource[];

/** A tenant that a partner looks after. */
export interface Customer {
  readonly tenantId: string;
  readonly displayName: string;
  /** Its default domain; null when Graph names none. */
  readonly domain: string | null;
}

/** States of a subscription in which its plans work. */
const IN_FORCE: ReadonlySet<string> = new Set(['Enabled', 'Warning']);

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

  /** The service plans that the tenant has bought and that are in force, each once, by name. */
  async servicePlans({ tenant, call }: Place): Promise<string[]> {
    const request = get('directory', '/subscribedSkus?$select=capabilityStatus,servicePlans');
    const skus = sentList(await this.graph.send(tenant, request, call), tenant).map(({ record }) => record);
    const inForce = skus.filter((sku) => IN_FORCE.has(text(sku, 'capabilityStatus') ?? ''));
    const plans = inForce
      .flatMap((sku) => records(sku, 'servicePlans'))
      .filter((plan) => text(plan, 'provisioningStatus') !== 'Disabled')
      .flatMap((plan) => text(plan, 'servicePlanName') ?? []);
    return [...new Set(plans)].sort();
  }

  /** How far Graph's clock is before ours, to a second or so; null when the answer has no date. */
  async clockSkewMs({ tenant, call }: Place, clock: Clock): Promise<number | null> {
    // Alone, because parts of a batch carry no date.
    const answer = await this.graph.send(tenant, get('directory', '/organization?$select=id', { alone: true }), call);
    const date = Date.parse(answer.headers['date'] ?? '');
    return Number.isNaN(date) ? null : date - clock.now();
  }

  /** The tenants that this one looks after as a partner. */
  async customers({ tenant, call }: Place): Promise<Customer[]> {
    const found: Customer[] = [];
    for await (const { answer } of pages(this.graph, tenant, get('directory', '/contracts'), call, { maxPages: 100 })) {
      found.push(...sentList(answer, tenant).flatMap(({ record }) => readCustomer(record)));
    }
    return found;
  }

  /** What a source needs: the least application permission, and what the tenant must have bought. */
  needsOf(source: SourceName): { permission: string | null; licence: string | null } {
    if (source === 'SENTINEL_INDICATORS') return { permission: null, licence: null };
    const request = get(...PROBES[source]);
    return { permission: permissionFor(request), licence: LICENCES[request.workload] };
  }

  /** @throws SecgraphError the reason why the source does not answer */
  async probe({ tenant, call }: Place, source: ProbedSource): Promise<void> {
    await this.graph.send(tenant, get(...PROBES[source]), call);
  }
}

function get(workload: Workload, path: string, more: Partial<GraphRequest> = {}): GraphRequest {
  return { method: 'GET', path, workload, ...more };
}

function readCustomer(contract: WireRecord): Customer[] {
  const tenantId = text(contract, 'customerId');
  if (!tenantId) return [];
  const domain = text(contract, 'defaultDomainName');
  return [
    { tenantId: tenantId.toLowerCase(), displayName: text(contract, 'displayName') ?? domain ?? tenantId, domain },
  ];
}
