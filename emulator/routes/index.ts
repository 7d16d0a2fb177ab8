import { accessRoutes } from './access.js';
import { alertRoutes } from './alerts.js';
import { analyzedEmailRoutes } from './analyzedEmails.js';
import { correlationRoutes } from './correlation.js';
import { deviceRoutes } from './devices.js';
import { directoryObjectRoutes } from './directoryObjects.js';
import { directoryRoleRoutes } from './directoryRoles.js';
import { groupRoutes } from './groups.js';
import { huntingRoutes } from './hunting.js';
import { identityAccountRoutes } from './identityAccounts.js';
import { incidentRoutes } from './incidents.js';
import { defenderIndicatorRoutes } from './defenderIndicators.js';
import { tiIndicatorRoutes } from './indicators.js';
import { legacyAlertRoutes } from './legacyAlerts.js';
import { machineActionRoutes } from './machineActions.js';
import { machineRoutes } from './machines.js';
import { managedDeviceRoutes } from './managedDevices.js';
import { organizationRoutes } from './organization.js';
import { riskActionRoutes } from './riskActions.js';
import { riskyUserRoutes } from './riskyUsers.js';
import { reportRoutes } from './reports.js';
import { riskDetectionRoutes } from './riskDetections.js';
import type { Route } from './Route.js';
import { secureScoreRoutes } from './secureScores.js';
import { sentinelRoutes } from './sentinel.js';
import { securityActionRoutes } from './securityActions.js';
import { servicePrincipalRoutes } from './servicePrincipals.js';
import { tenancyRoutes } from './tenancy.js';
import { threatIntelligenceRoutes } from './threatIntelligence.js';
import { tiIndicatorActionRoutes } from './tiIndicatorActions.js';
import { userRoutes } from './users.js';

/** What the emulated Defender for Endpoint answers, below `/api`. */
export const DEFENDER_ROUTES: readonly Route[] = [...machineRoutes, ...machineActionRoutes, ...defenderIndicatorRoutes];

/** What the emulated Microsoft Sentinel answers, below `/workspaces`. */
export const SENTINEL_ROUTES: readonly Route[] = sentinelRoutes;

/** Everything the emulated Graph answers: a new family is one file and one line. */
export const ROUTES: readonly Route[] = [
  ...alertRoutes,
  ...legacyAlertRoutes,
  ...incidentRoutes,
  ...correlationRoutes,
  ...huntingRoutes,
  ...securityActionRoutes,
  ...identityAccountRoutes,
  ...analyzedEmailRoutes,
  ...tiIndicatorRoutes,
  ...tiIndicatorActionRoutes,
  ...threatIntelligenceRoutes,
  ...userRoutes,
  ...deviceRoutes,
  ...managedDeviceRoutes,
  ...directoryObjectRoutes,
  ...groupRoutes,
  ...riskyUserRoutes,
  ...riskActionRoutes,
  ...riskDetectionRoutes,
  ...reportRoutes,
  ...accessRoutes,
  ...organizationRoutes,
  ...tenancyRoutes,
  ...servicePrincipalRoutes,
  ...secureScoreRoutes,
  ...directoryRoleRoutes,
];
