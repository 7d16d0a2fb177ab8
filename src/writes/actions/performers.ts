import type { Sources } from '../../sources/Sources.js';
import { accountOrders } from './accountOrders.js';
import { blockOrders } from './blockOrders.js';
import { identityOrders } from './identityOrders.js';
import { machineOrders } from './machineOrders.js';
import { mailOrders } from './mailOrders.js';
import type { Performers } from './Order.js';
import { riskOrders } from './riskOrders.js';

/** Every service that runs actions. */
export function performersOf(sources: Sources): Performers {
  return {
    DEFENDER_FOR_ENDPOINT: machineOrders(sources.machineActions),
    SECURITY_ACTIONS: blockOrders(sources.securityActions),
    ENTRA: accountOrders(sources.users, sources.servicePrincipals),
    ENTRA_ID_PROTECTION: riskOrders(sources.risk),
    DEFENDER_FOR_IDENTITY: identityOrders(sources.identityAccounts),
    DEFENDER_FOR_OFFICE: mailOrders(sources.mails),
  };
}
