import type { Severity } from './noise/Kind.js';
import { incidentRow } from './rows/security.js';
import type { Row } from './World.js';

const ORDER: readonly Severity[] = ['informational', 'low', 'medium', 'high'];

/** The incident that a set of alerts makes: as severe as the worst, as open as the most open, as old as the oldest. */
export function incidentOf(id: string, displayName: string, alerts: readonly Row[], special: Partial<Row> = {}): Row {
  const times = (column: string): string[] => alerts.map((alert) => String(alert[column])).sort();
  const isResolved = alerts.every((alert) => alert['status'] === 'resolved');
  const isTouched = alerts.some((alert) => alert['status'] !== 'new');
  const worst = worstOf(alerts) ?? 'medium';
  const judged = isResolved ? alerts.find((alert) => alert['classification'] !== null) : undefined;
  const assigned = alerts.find((alert) => alert['assignedTo'] !== null);
  return incidentRow({
    id,
    tenantId: alerts[0]?.['tenantId'],
    displayName,
    createdDateTime: times('createdDateTime')[0],
    lastUpdateDateTime: times('lastUpdateDateTime').at(-1),
    severity: worst,
    status: isResolved ? 'resolved' : isTouched ? 'inProgress' : 'active',
    classification: judged?.['classification'] ?? 'unknown',
    determination: judged?.['determination'] ?? 'unknown',
    assignedTo: assigned?.['assignedTo'] ?? null,
    lastModifiedBy: assigned?.['assignedTo'] ?? 'Microsoft Defender XDR',
    resolvingComment: isResolved ? 'Reviewed and closed.' : null,
    priorityScore: 10 + ORDER.indexOf(worst) * 25,
    ...special,
  });
}

/** The severity of the worst of them; undefined where there is none. */
export function worstOf(alerts: readonly Row[]): Severity | undefined {
  return ORDER[Math.max(...alerts.map((alert) => ORDER.indexOf(alert['severity'] as Severity)))];
}
