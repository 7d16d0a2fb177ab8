import { grantsOf, licensesOf } from '../loaders/access.js';
import { actionCatalogue, securityAction } from '../loaders/actions.js';
import { alertById, alertEvidence } from '../loaders/alerts.js';
import { alertsOf } from '../loaders/alertsOf.js';
import { riskDetectionsOf } from '../loaders/detections.js';
import { devicesOf } from '../loaders/devicesOf.js';
import { group } from '../loaders/groups.js';
import { groupsOfHost, host, intuneOf, ownersOf, registeredUsersOf } from '../loaders/hosts.js';
import { hunt } from '../loaders/hunting.js';
import { alertsOfIncident, incident, involvedInIncident } from '../loaders/incidents.js';
import { incidentsOf } from '../loaders/incidentsOf.js';
import { indicator, indicatorQuotas, indicatorsOf } from '../loaders/indicators.js';
import {
  articleIndicatorsOf,
  articlesOf,
  intelProfilesOf,
  observable,
  passiveDnsOf,
  passiveDnsReverseOf,
  profileIndicatorsOf,
  reputationOf,
  vulnerability,
  whoisOf,
} from '../loaders/intelligence.js';
import { defenderOf, identityOf, loggedOnUsersOf, vulnerabilitiesOf } from '../loaders/machines.js';
import { job } from '../loaders/jobs.js';
import { mfaOf } from '../loaders/registrations.js';
import { openAlertsOf } from '../loaders/openAlerts.js';
import { relatedTo } from '../loaders/relatedTo.js';
import type { Relation } from '../loaders/Relation.js';
import { riskOf, riskOfApp } from '../loaders/risk.js';
import { isPrivileged, rolesOf } from '../loaders/roles.js';
import { projectScore } from '../loaders/projection.js';
import { controlProfile, controlScoreOf, scoreCategoriesOf, scoreControls, secureScore } from '../loaders/scores.js';
import { appRolesOf, grantsOfApp, ownersOfApp, permissionsIn, servicePrincipal } from '../loaders/servicePrincipals.js';
import { lastSignInOf, signInsOf } from '../loaders/signIns.js';
import { tagsOf } from '../loaders/tags.js';
import { tenant, tenantCoverage, tenantDomain } from '../loaders/tenants.js';
import { timelineOf, timelineOfIncident } from '../loaders/timelines.js';
import { directReportsOf, groupsOf, managerChainOf, managerOf, user } from '../loaders/users.js';
import type { RelationName } from '../pivots/Pivot.js';
import { actionList } from './lists/actionList.js';
import { alertStats } from './lists/alertStats.js';
import { controlRanking } from './lists/controlRanking.js';
import { auditList } from './lists/auditList.js';
import { hostList, userList } from './lists/directoryLists.js';
import { indicatorList } from './lists/indicatorList.js';
import { controlProfileList, secureScoreList } from './lists/scoreLists.js';
import { alertList, incidentList } from './lists/timedLists.js';
import { namedNodeOf, nodeOf } from './node.js';
import { tenantList } from './tenantList.js';

const others: Readonly<Record<Exclude<RelationName, 'node' | 'namedNode'>, Relation<never>>> = {
  alertList,
  alertById,
  alertEvidence,
  tagsOf,
  securityAction,
  actionList,
  actionCatalogue,
  openAlertsOf,
  alertsOf,
  incident,
  incidentList,
  alertsOfIncident,
  involvedInIncident,
  alertStats,
  relatedTo,
  incidentsOf,
  timelineOf,
  timelineOfIncident,
  user,
  userList,
  managerOf,
  managerChainOf,
  directReportsOf,
  groupsOf,
  devicesOf,
  riskOf,
  riskDetectionsOf,
  signInsOf,
  lastSignInOf,
  mfaOf,
  rolesOf,
  isPrivileged,
  licensesOf,
  grantsOf,
  host,
  hostList,
  ownersOf,
  registeredUsersOf,
  intuneOf,
  defenderOf,
  groupsOfHost,
  loggedOnUsersOf,
  vulnerabilitiesOf,
  identityOf,
  group,
  servicePrincipal,
  appRolesOf,
  grantsOfApp,
  ownersOfApp,
  riskOfApp,
  permissionsIn,
  secureScore,
  secureScoreList,
  scoreCategoriesOf,
  scoreControls,
  controlProfile,
  controlProfileList,
  controlScoreOf,
  projectScore,
  controlRanking,
  observable,
  indicator,
  indicatorList,
  indicatorsOf,
  indicatorQuotas,
  reputationOf,
  whoisOf,
  passiveDnsOf,
  passiveDnsReverseOf,
  articlesOf,
  intelProfilesOf,
  articleIndicatorsOf,
  profileIndicatorsOf,
  vulnerability,
  hunt,
  tenant,
  tenantList,
  tenantCoverage,
  tenantDomain,
  job,
  auditList,
  mutation: { load: () => Promise.reject(new Error('Changes are made by src/writes.')) },
};

/** One implementation for each relation that pivots name. */
export const relations: Readonly<Record<RelationName, Relation<never>>> = {
  ...others,
  node: nodeOf(others),
  namedNode: namedNodeOf(others),
};
