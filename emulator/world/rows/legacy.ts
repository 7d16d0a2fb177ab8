import type { Row } from '../World.js';

const NONE: readonly never[] = [];

type Known = Partial<Row> & Pick<Row, 'id' | 'azureTenantId' | 'createdDateTime' | 'vendorInformation'>;

/** A legacy alert with every property that Graph v1.0 declares. */
export function legacyAlertRow(known: Known): Row {
  return {
    activityGroupName: null,
    alertDetections: NONE,
    assignedTo: null,
    azureSubscriptionId: null,
    category: null,
    closedDateTime: null,
    cloudAppStates: NONE,
    comments: NONE,
    confidence: null,
    description: null,
    detectionIds: NONE,
    eventDateTime: known['createdDateTime'],
    feedback: null,
    fileStates: NONE,
    historyStates: NONE,
    hostStates: NONE,
    incidentIds: NONE,
    investigationSecurityStates: NONE,
    lastEventDateTime: null,
    lastModifiedDateTime: known['createdDateTime'],
    malwareStates: NONE,
    messageSecurityStates: NONE,
    networkConnections: NONE,
    processes: NONE,
    recommendedActions: NONE,
    registryKeyStates: NONE,
    securityResources: NONE,
    severity: 'medium',
    sourceMaterials: NONE,
    status: 'newAlert',
    tags: NONE,
    title: null,
    triggers: NONE,
    uriClickSecurityStates: NONE,
    userStates: NONE,
    vulnerabilityStates: NONE,
    ...known,
  };
}
