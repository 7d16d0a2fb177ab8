import type { Home, Person } from './people.js';
import { digest } from './random.js';
import type { Row, TenantWorld } from './World.js';

type Bought = TenantWorld['licences'];

interface Sku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly plans: readonly (keyof typeof PLANS)[];
}

/** Microsoft's ids of service plans. @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const PLANS = {
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  AAD_PREMIUM: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  AAD_PREMIUM_P2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  INTUNE_A: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
  MFA_PREMIUM: '8a256a2b-b617-496d-b51b-e76466e88db0',
  WINDEFATP: '871d91ec-ec1a-452b-a83f-bd76c7d770ef',
  ATA: '14ab5db5-e6c4-4b20-b4bc-13e36fd2227f',
} as const;

const E5: Sku = {
  skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  skuPartNumber: 'SPE_E5',
  plans: ['EXCHANGE_S_ENTERPRISE', 'AAD_PREMIUM', 'AAD_PREMIUM_P2', 'INTUNE_A', 'MFA_PREMIUM', 'WINDEFATP', 'ATA'],
};
const OFFICE_E3: Sku = {
  skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
  skuPartNumber: 'ENTERPRISEPACK',
  plans: ['EXCHANGE_S_ENTERPRISE'],
};
const MOBILITY_E5: Sku = {
  skuId: 'b05e124f-c7cc-45a0-a6aa-8cf78c946968',
  skuPartNumber: 'EMSPREMIUM',
  plans: ['AAD_PREMIUM', 'AAD_PREMIUM_P2', 'INTUNE_A', 'MFA_PREMIUM', 'ATA'],
};
const ENTRA_P1: Sku = {
  skuId: '078d2b04-f1bd-4111-bbd4-b4b1b354cef4',
  skuPartNumber: 'AAD_PREMIUM',
  plans: ['AAD_PREMIUM', 'MFA_PREMIUM'],
};
const ENDPOINT: Sku = {
  skuId: '111046dd-295b-4d6d-9724-d52ac90bd1f2',
  skuPartNumber: 'WIN_DEF_ATP',
  plans: ['WINDEFATP'],
};

/** What somebody of the tenant holds: everybody who works there what the tenant has bought; guests and services nothing. */
function skusOf(who: Person, bought: Bought): readonly Sku[] {
  return !who.department || who.isGuest || !who.isEnabled ? [] : boughtSkus(bought);
}

function boughtSkus(bought: Bought): readonly Sku[] {
  if (bought.entraP2 && bought.intune && bought.defender) return [E5];
  return [
    OFFICE_E3,
    ...(bought.entraP2 && bought.intune ? [MOBILITY_E5] : bought.entraP1 ? [ENTRA_P1] : []),
    ...(bought.defender ? [ENDPOINT] : []),
  ];
}

/** `assignedLicenses` of the user's own record. */
export function assignedLicensesOf(who: Person, bought: Bought): readonly object[] {
  return skusOf(who, bought).map(({ skuId }) => ({ disabledPlans: [], skuId }));
}

export function licenseDetailsOf(home: Pick<Home, 'tenantId'>, who: Person, bought: Bought): Row[] {
  return skusOf(who, bought).map(({ skuId, skuPartNumber, plans }) => ({
    id: Buffer.from(digest('sha256', `${home.tenantId}/licence/${who.id}/${skuId}`).slice(0, 64), 'hex').toString(
      'base64url',
    ),
    skuId,
    skuPartNumber,
    servicePlans: servicePlansOf(plans),
  }));
}

/** What the tenant has bought, with some licences to spare. */
export function subscribedSkusOf({ tenantId, domain }: Home, bought: Bought, people: number): Row[] {
  return boughtSkus(bought).map(({ skuId, skuPartNumber, plans }) => ({
    id: `${tenantId}_${skuId}`,
    accountId: tenantId,
    accountName: domain.split('.')[0] ?? domain,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: people,
    prepaidUnits: { enabled: Math.ceil(people * 1.1), lockedOut: 0, suspended: 0, warning: 0 },
    servicePlans: servicePlansOf(plans),
    skuId,
    skuPartNumber,
    subscriptionIds: [],
  }));
}

function servicePlansOf(plans: Sku['plans']): readonly object[] {
  return plans.map((servicePlanName) => ({
    servicePlanId: PLANS[servicePlanName],
    servicePlanName,
    provisioningStatus: 'Success',
    appliesTo: 'User',
  }));
}
