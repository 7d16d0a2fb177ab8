/** The tenants of the emulated world, and the application that each has consented to. Data only: the secret opens nothing but the emulator. */
export interface DemoTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domain: string;
  readonly cloud: 'GLOBAL' | 'US_GOV_L4';
  readonly labels: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
  /** User principal name of the person who sits before the demo. */
  readonly analyst?: string;
  /** Its workspace of Microsoft Sentinel, into which the application may upload; most tenants have none. */
  readonly sentinelWorkspaceId?: string;
  /** Whether its legacy alerts are read, too. Default false. */
  readonly legacyAlerts?: boolean;
}

const app = { clientId: '5ec64a00-de30-4a11-8000-000000000001', clientSecret: 'demo-secret-of-the-emulator' } as const;

export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    tenantId: 'c0a7050e-0001-4000-8000-000000000001',
    displayName: 'Contoso',
    analyst: 'tomas.reyes@contoso.example',
    domain: 'contoso.example',
    cloud: 'GLOBAL',
    labels: ['contoso', 'region:eu'],
    sentinelWorkspaceId: '5e171e10-0001-4000-8000-0000000000c0',
    ...app,
  },
  {
    tenantId: 'fab51ca0-0002-4000-8000-000000000002',
    displayName: 'Fabrikam',
    domain: 'fabrikam.example',
    cloud: 'GLOBAL',
    labels: ['fabrikam', 'region:eu'],
    legacyAlerts: true,
    ...app,
  },
  {
    tenantId: '0a7d0000-0003-4000-8000-000000000003',
    displayName: 'Northwind',
    domain: 'northwind.example',
    cloud: 'GLOBAL',
    labels: ['northwind', 'region:us'],
    sentinelWorkspaceId: '5e171e10-0003-4000-8000-0000000000a7',
    legacyAlerts: true,
    ...app,
  },
  {
    tenantId: 'ada70a00-0004-4000-8000-000000000004',
    displayName: 'Adatum Federal',
    domain: 'adatum.example',
    cloud: 'US_GOV_L4',
    labels: ['adatum', 'region:us', 'gov'],
    ...app,
  },
];

/** Further tenants of the emulated world, tiny ones, for those who look after many; all have the label `fleet`. */
export function extraTenants(count: number): DemoTenant[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return {
      tenantId: `f1ee7000-${number}-4000-8000-${number.padStart(12, '0')}`,
      displayName: `Fleet ${number}`,
      domain: `fleet-${number}.example`,
      cloud: 'GLOBAL',
      labels: ['fleet', `fleet-${number}`],
      ...app,
    };
  });
}
