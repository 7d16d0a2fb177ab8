import type { Alert } from '../../schema/Alert.js';
import type { Evidence } from '../../schema/evidence/Evidence.js';
import type { AlertSubject } from '../../schema/references.js';
import { covers } from './covering.js';

/** Fields of Alert that {@link fitsSubject} looks at. */
export const SUBJECT_FIELDS: readonly string[] = ['users', 'hosts', 'indicators', 'evidence'];

/** Whether the evidence of an alert names the subject, by any key that both carry. */
export function fitsSubject(alert: Alert, subject: AlertSubject): boolean {
  switch (subject.kind) {
    case 'USER':
      return alert.users.some(
        ({ userRef }) =>
          same(userRef.objectId, subject.objectId) ||
          same(userRef.userPrincipalName, subject.userPrincipalName) ||
          same(userRef.mail, subject.userPrincipalName) ||
          same(userRef.sid, subject.sid),
      );
    case 'HOST':
      return alert.hosts.some(({ hostRef }) =>
        hostRef.deviceId && subject.deviceId
          ? same(hostRef.deviceId, subject.deviceId)
          : same(hostRef.defenderId, subject.defenderId) ||
            same(shortName(hostRef.hostName ?? hostRef.dnsName), subject.name),
      );
    case 'APPLICATION':
      return alert.evidence.some(
        (evidence) =>
          namesApplication(evidence) &&
          (same(evidence.objectId, subject.objectId) || same(evidence.appId, subject.appId)),
      );
    case 'OBSERVABLE':
      return alert.indicators.some(({ kind, value }) => kind === subject.observable && value === subject.value);
    case 'INDICATOR':
      return alert.indicators.some((one) => subject.values.some((value) => covers(value, one)));
  }
}

function namesApplication(
  evidence: Evidence,
): evidence is Evidence & Readonly<Record<'objectId' | 'appId', string | null>> {
  return evidence.kind === 'OAUTH_APPLICATION' || evidence.kind === 'SERVICE_PRINCIPAL';
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}

function shortName(name: string | null): string | null {
  return name?.split('.')[0] ?? null;
}
