import type { Row } from '../World.js';

/** Shared by all rows: a hundred thousand empty lists cost more than the rows. */
const NONE: readonly never[] = [];

/** Alerts and incidents with every property that Graph v1.0 declares. */
type Known = Partial<Row> & Pick<Row, 'id' | 'tenantId' | 'createdDateTime'>;

export function alertRow(known: Known): Row {
  const incidentId = known['incidentId'] ?? null;
  const created = known['createdDateTime'];
  return {
    providerAlertId: known.id,
    incidentId,
    status: 'new',
    severity: 'medium',
    classification: null,
    determination: null,
    serviceSource: 'microsoft365Defender',
    detectionSource: 'microsoft365Defender',
    productName: 'Microsoft Defender XDR',
    detectorId: null,
    title: null,
    description: null,
    recommendedActions: null,
    category: null,
    categories: NONE,
    assignedTo: null,
    alertWebUrl: `https://security.microsoft.com/alerts/${known.id}?tid=${String(known['tenantId'])}`,
    incidentWebUrl: incidentId === null ? null : incidentUrl(incidentId, known['tenantId']),
    actorDisplayName: null,
    threatDisplayName: null,
    threatFamilyName: null,
    mitreTechniques: NONE,
    lastUpdateDateTime: created,
    resolvedDateTime: null,
    firstActivityDateTime: created,
    lastActivityDateTime: created,
    alertPolicyId: null,
    investigationState: 'unsupportedAlertType',
    comments: NONE,
    evidence: NONE,
    systemTags: NONE,
    additionalData: null,
    customDetails: {},
    ...known,
  };
}

export function incidentRow(known: Known): Row {
  return {
    incidentWebUrl: incidentUrl(known.id, known['tenantId']),
    redirectIncidentId: null,
    displayName: null,
    description: null,
    summary: null,
    status: 'active',
    severity: 'medium',
    classification: 'unknown',
    determination: 'unknown',
    assignedTo: null,
    lastUpdateDateTime: known['createdDateTime'],
    lastModifiedBy: 'Microsoft 365 Defender',
    priorityScore: null,
    resolvingComment: null,
    customTags: NONE,
    systemTags: NONE,
    comments: NONE,
    ...known,
  };
}

function incidentUrl(incidentId: unknown, tenantId: unknown): string {
  return `https://security.microsoft.com/incidents/${String(incidentId)}?tid=${String(tenantId)}`;
}
