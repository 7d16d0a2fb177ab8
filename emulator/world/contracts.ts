import { DEMO_TENANTS } from '../demoTenants.js';
import { digest } from './random.js';
import type { Row } from './World.js';

/** Contoso runs the IT of two of the others, as a reseller with delegated administration. */
const CUSTOMERS: Readonly<Record<string, readonly string[]>> = {
  'contoso.example': ['fabrikam.example', 'northwind.example'],
};

/** The customers of a tenant that is a partner; none for everybody else. */
export function contractsOf({ tenantId, domain }: { readonly tenantId: string; readonly domain: string }): Row[] {
  const customers = DEMO_TENANTS.filter((one) => CUSTOMERS[domain]?.includes(one.domain) ?? false);
  return customers.map((customer) => ({
    id: guidOf(`${tenantId}/contract/${customer.tenantId}`),
    deletedDateTime: null,
    contractType: 'ResellerPartnerContract',
    customerId: customer.tenantId,
    defaultDomainName: customer.domain,
    displayName: customer.displayName,
  }));
}

function guidOf(name: string): string {
  const hex = digest('sha256', name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
