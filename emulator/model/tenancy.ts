import { SMALL } from './access.js';
import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

/** What a tenant has bought, by product. */
export const SUBSCRIBED_SKU: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.subscribedSku',
  contextName: 'subscribedSkus',
  properties: declare(
    `
    id accountId accountName appliesTo capabilityStatus consumedUnits:Int32 prepaidUnits:licenseUnitsDetail
    servicePlans:[servicePlanInfo] skuId:Guid skuPartNumber subscriptionIds:[String]`,
    GRAPH,
  ),
  filters: {},
};

/** The tenants that a partner looks after. */
export const CONTRACT: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.contract',
  contextName: 'contracts',
  properties: declare(
    'id deletedDateTime:DateTimeOffset contractType customerId:Guid defaultDomainName displayName',
    GRAPH,
  ),
  filters: byOperators({ 'D-------': 'id customerId defaultDomainName displayName contractType' }),
};
