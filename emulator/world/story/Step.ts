import type { Evidence } from '../evidence/evidence.js';
import type { Home } from '../people.js';
import { guidOf } from '../random.js';
import { alertRow } from '../rows/security.js';
import { HOUR_MS, MINUTE_MS, ticks } from '../time.js';
import type { Row } from '../World.js';
import { alertIdOf } from '../noise.js';

/** One alert that somebody wrote: told, not drawn. */
export interface Step {
  readonly name: string;
  readonly hoursAgo: number;
  readonly product: Product;
  readonly title: string;
  readonly description: string;
  readonly recommendedActions: string;
  readonly severity: 'informational' | 'low' | 'medium' | 'high';
  readonly category: string;
  readonly mitreTechniques: readonly string[];
  evidence(at: string): Evidence[];
  /** What else is special: assignment, comments, threat names. */
  readonly more?: (ms: number) => Partial<Row>;
}

export interface Product {
  readonly idPrefix: string;
  readonly serviceSource: string;
  readonly detectionSource: string;
  readonly productName: string;
}

const product = (idPrefix: string, serviceSource: string, detectionSource: string, productName: string): Product => ({
  idPrefix,
  serviceSource,
  detectionSource,
  productName,
});

export const ENDPOINT = product(
  'da',
  'microsoftDefenderForEndpoint',
  'microsoftDefenderForEndpoint',
  'Microsoft Defender for Endpoint',
);
export const OFFICE = product(
  'fa',
  'microsoftDefenderForOffice365',
  'microsoftDefenderForOffice365',
  'Microsoft Defender for Office 365',
);
export const IDENTITY = product(
  'aa',
  'microsoftDefenderForIdentity',
  'microsoftDefenderForIdentity',
  'Microsoft Defender for Identity',
);
export const ENTRA = product(
  'ad',
  'azureAdIdentityProtection',
  'azureAdIdentityProtection',
  'Microsoft Entra ID Protection',
);
export const CLOUD_APPS = product(
  'ca',
  'microsoftDefenderForCloudApps',
  'cloudAppSecurity',
  'Microsoft Defender for Cloud Apps',
);
export const APP_GOVERNANCE = product('ma', 'microsoftAppGovernance', 'appGovernanceDetection', 'App governance');
export const XDR = product('ra', 'microsoft365Defender', 'microsoft365Defender', 'Microsoft Defender XDR');
export const DLP = product('dl', 'dataLossPrevention', 'microsoftDataLossPrevention', 'Microsoft Data Loss Prevention');
export const SENTINEL = product('sn', 'microsoftSentinel', 'scheduledAlerts', 'Microsoft Sentinel');
export const DEFENDER_FOR_CLOUD = product(
  'dc',
  'microsoftDefenderForCloud',
  'microsoftDefenderForCloud',
  'Microsoft Defender for Cloud',
);
export const THREAT_INTELLIGENCE = product(
  'ti',
  'microsoftThreatIntelligence',
  'microsoftThreatIntelligence',
  'Microsoft Threat Intelligence',
);
export const INSIDER_RISK = product(
  'ir',
  'microsoftInsiderRiskManagement',
  'microsoftInsiderRiskManagement',
  'Microsoft Purview Insider Risk Management',
);
export const SECURITY_FOR_AI = product(
  'ai',
  'microsoftSecurityForAI',
  'microsoftDefenderForAIServices',
  'Microsoft Security for AI',
);

/** The id of a told alert: it does not depend on the seed, so tests and examples may name it. */
export function stepAlertId(step: Pick<Step, 'name' | 'product'>): string {
  return alertIdOf(step.product.idPrefix, `told/${step.name}`);
}

export function alertOfStep(home: Home, step: Step, startMs: number, incidentId: string): Row {
  const createdMs = startMs - Math.round(step.hoursAgo * HOUR_MS);
  const at = ticks(createdMs);
  return alertRow({
    id: stepAlertId(step),
    tenantId: home.tenantId,
    incidentId,
    createdDateTime: at,
    lastUpdateDateTime: ticks(createdMs + 4 * MINUTE_MS),
    firstActivityDateTime: ticks(createdMs - 9 * MINUTE_MS),
    lastActivityDateTime: ticks(createdMs - 2 * MINUTE_MS),
    title: step.title,
    description: step.description,
    recommendedActions: step.recommendedActions,
    severity: step.severity,
    category: step.category,
    categories: [step.category],
    mitreTechniques: step.mitreTechniques,
    serviceSource: step.product.serviceSource,
    detectionSource: step.product.detectionSource,
    productName: step.product.productName,
    detectorId: guidOf(`detector/${step.name}`),
    investigationState: step.product === ENDPOINT ? 'queued' : 'unsupportedAlertType',
    evidence: step.evidence(at),
    ...step.more?.(createdMs),
  });
}
