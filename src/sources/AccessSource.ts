import type { License, ServicePlan } from '../../schema/License.js';
import type { OAuthGrant } from '../../schema/OAuthGrant.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { segment } from '../util/odata.js';
import { sentList } from './answers.js';
import { directory } from './directoryPages.js';
import type { Place } from './Place.js';
import { records, text, type WireRecord } from './wire.js';

/** What a user holds and has given away: licences (User.Read.All) and consents (Directory.Read.All). */
export class AccessSource {
  constructor(readonly graph: GraphClient) {}

  async licenses({ tenant, call }: Place, userId: string): Promise<License[]> {
    const answer = await this.graph.send(tenant, directory(`/users/${segment(userId)}/licenseDetails`), call);
    return sentList(answer, tenant).map(({ record }) => readLicense(record));
  }

  async grants({ tenant, call }: Place, userId: string): Promise<OAuthGrant[]> {
    const answer = await this.graph.send(tenant, directory(`/users/${segment(userId)}/oauth2PermissionGrants`), call);
    return sentList(answer, tenant).map(({ record }) => readGrant(tenant, record));
  }
}

function readLicense(row: WireRecord): License {
  return {
    skuId: text(row, 'skuId') ?? '',
    skuPartNumber: text(row, 'skuPartNumber'),
    servicePlans: records(row, 'servicePlans').map((plan): ServicePlan => ({
      planId: text(plan, 'servicePlanId') ?? '',
      name: text(plan, 'servicePlanName'),
      status: text(plan, 'provisioningStatus'),
    })),
  };
}

/** A consent as Graph sends it. */
export function readGrant({ tenantId }: GraphTenant, row: WireRecord): OAuthGrant {
  return {
    __typename: 'OAuthGrant',
    tenantId,
    graphId: text(row, 'id') ?? '',
    clientId: text(row, 'clientId') ?? '',
    resourceId: text(row, 'resourceId') ?? '',
    consentType: text(row, 'consentType'),
    principalId: text(row, 'principalId'),
    scopes: (text(row, 'scope') ?? '').split(' ').filter((scope) => scope !== ''),
  };
}
