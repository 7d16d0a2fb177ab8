import type { Alert } from '../../schema/Alert.js';
import type { Comment } from '../../schema/Comment.js';
import type { RiskDetection } from '../../schema/RiskDetection.js';
import type { SignIn } from '../../schema/SignIn.js';
import type { TimelineEvent, TimelineKind } from '../../schema/TimelineEvent.js';
import { compareMoments } from '../util/moments.js';

/** Fields of Alert that {@link alertEvents} looks at. */
export const EVENT_FIELDS: readonly string[] = ['title', 'firstActivityAt', 'lastActivityAt', 'resolvedAt', 'comments'];

/** What an alert tells: what it is about, when it was raised, what people did with it. */
export function alertEvents(alert: Alert): TimelineEvent[] {
  const { tenantId, createdAt, firstActivityAt, lastActivityAt, resolvedAt } = alert;
  const title = alert.title ?? 'Alert without a title';
  const event = (kind: TimelineKind, at: string | null): TimelineEvent[] =>
    at === null ? [] : [{ ...blank(tenantId, at, kind, title), alert }];
  return [
    ...event('FIRST_ACTIVITY', firstActivityAt),
    ...event('LAST_ACTIVITY', lastActivityAt === firstActivityAt ? null : lastActivityAt),
    ...event('ALERT_RAISED', createdAt),
    ...event('ALERT_RESOLVED', resolvedAt),
    ...commentEvents(tenantId, alert.comments).map((one) => ({ ...one, alert })),
  ];
}

export function commentEvents(tenantId: string, comments: readonly Comment[]): TimelineEvent[] {
  return comments.flatMap(({ at, by, text }) =>
    at === null ? [] : [{ ...blank(tenantId, at, 'COMMENTED', `${by ?? 'Somebody'} commented`), detail: text }],
  );
}

export function openedEvent(tenantId: string, at: string, name: string | null): TimelineEvent {
  return blank(tenantId, at, 'INCIDENT_OPENED', name ?? 'Incident without a name');
}

export function detectionEvents(tenantId: string, detections: readonly RiskDetection[]): TimelineEvent[] {
  return detections.flatMap((riskDetection) => {
    const { activityAt, detectedAt, type, ipAddress } = riskDetection;
    const at = activityAt ?? detectedAt;
    const event = at && blank(tenantId, at, 'RISK_DETECTED', type ?? 'Risk');
    return event ? [{ ...event, detail: ipAddress, riskDetection }] : [];
  });
}

export function signInEvents(tenantId: string, signIns: readonly SignIn[]): TimelineEvent[] {
  return signIns.map((signIn) => {
    const { createdAt, outcome, appName, ipAddress, location } = signIn;
    const kind = outcome === 'SUCCESS' ? 'SIGNED_IN' : 'SIGN_IN_FAILED';
    const place = [ipAddress, location?.city, location?.country].filter((part) => part).join(', ');
    return { ...blank(tenantId, createdAt, kind, appName ?? 'Sign-in'), detail: place || null, signIn };
  });
}

/** The newest events since a moment, newest first. */
export function newestEvents(events: readonly TimelineEvent[], since: string, first: number): TimelineEvent[] {
  return events
    .filter(({ at }) => compareMoments(at, since) >= 0)
    .sort((a, b) => compareMoments(b.at, a.at))
    .slice(0, first);
}

function blank(tenantId: string, at: string, kind: TimelineKind, title: string): TimelineEvent {
  return {
    __typename: 'TimelineEvent',
    tenantId,
    at,
    kind,
    title,
    detail: null,
    alert: null,
    signIn: null,
    riskDetection: null,
  };
}
