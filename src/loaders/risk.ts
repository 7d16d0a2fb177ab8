import type { Key } from '../pivots/Key.js';
import { noRisk, type RiskList } from '../sources/RiskSource.js';
import { Remembered } from './Remembered.js';
import { WholeList } from './WholeList.js';

const riskyUsers = new WholeList<RiskList>({
  source: 'RISKY_USERS',
  remembered: new Remembered('riskyUsers', 'UserRisk', 'risk'),
  read: ({ stores }, place) => stores.sources.risk.list(place, 'riskyUsers'),
  gap: 'The tenant has more risky users than this service reads; a user whose risk is null may be at risk.',
});

const riskyApps = new WholeList<RiskList>({
  source: 'RISKY_SERVICE_PRINCIPALS',
  remembered: new Remembered('riskyServicePrincipals', 'ServicePrincipalRisk', 'risk'),
  read: ({ stores }, place) => stores.sources.risk.list(place, 'riskyServicePrincipals'),
  gap: 'The tenant has more risky applications than this service reads; one whose risk is null may be at risk.',
});

/** Risk of users, from the tenant's whole list of risky users: Graph allows one call a second, so nobody is asked for alone. */
export const riskOf = riskyUsers.relation(riskIn);

/** Risk of applications, from the tenant's whole list of risky ones, for the same reason. */
export const riskOfApp = riskyApps.relation(riskIn);

function riskIn({ byId, isComplete, asOf }: RiskList, { id }: Key): unknown {
  return byId[id] ?? (isComplete ? noRisk(asOf) : null);
}
