import type { Home } from './people.js';
import { organizationRow } from './rows/directory.js';
import { DAY_MS, seconds } from './time.js';
import type { Row, TenantWorld } from './World.js';

type Licences = TenantWorld['licences'];

/** What a tenant has bought, by Microsoft's ids of service plans. */
const PLANS = [
  { licence: 'entraP1', service: 'AADPremiumService', servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d' },
  { licence: 'entraP2', service: 'AADPremiumService', servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998' },
  { licence: 'intune', service: 'SCO', servicePlanId: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5' },
  { licence: 'defender', service: 'WindowsDefenderATP', servicePlanId: '871d91ec-ec1a-452b-a83f-bd76c7d770ef' },
] as const;

export function organizationOf(home: Home, licences: Licences, countryLetterCode: string, startMs: number): Row {
  const bought = PLANS.filter((plan) => licences[plan.licence]);
  return organizationRow({
    id: home.tenantId,
    displayName: home.displayName,
    countryLetterCode,
    defaultUsageLocation: countryLetterCode,
    createdDateTime: seconds(startMs - 3000 * DAY_MS),
    preferredLanguage: 'en',
    mobileDeviceManagementAuthority: licences.intune ? 'intune' : 'unknown',
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: seconds(startMs - 20 * 60_000),
    technicalNotificationMails: [`it@${home.domain}`],
    assignedPlans: bought.map(({ service, servicePlanId }) => ({
      assignedDateTime: seconds(startMs - 700 * DAY_MS),
      capabilityStatus: 'Enabled',
      service,
      servicePlanId,
    })),
    provisionedPlans: bought.map(({ service }) => ({
      capabilityStatus: 'Enabled',
      provisioningStatus: 'Success',
      service,
    })),
    verifiedDomains: [
      { capabilities: 'Email, OfficeCommunicationsOnline', isDefault: true, isInitial: false, name: home.domain, type: 'Managed' },
      { capabilities: 'None', isDefault: false, isInitial: true, name: `${home.domain.split('.')[0] ?? ''}.onmicrosoft.example`, type: 'Managed' },
    ], // prettier-ignore
  });
}
