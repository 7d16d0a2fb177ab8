import type { ObservableKind } from '../../schema/enums.js';
import type { AlertSubject, CoveringValue } from '../../schema/references.js';
import { literal } from '../util/odata.js';

const CAST = 'e/microsoft.graph.security';

/** Where evidence carries each kind of observable; kinds without a path cannot be filtered by. */
const PATHS: Partial<Record<ObservableKind, string>> = {
  IPV4: `${CAST}.ipEvidence/ipAddress`,
  IPV6: `${CAST}.ipEvidence/ipAddress`,
  URL: `${CAST}.urlEvidence/url`,
  DOMAIN: `${CAST}.dnsEvidence/domainName`,
  FILE_SHA1: `${CAST}.fileEvidence/fileDetails/sha1`,
  FILE_SHA256: `${CAST}.fileEvidence/fileDetails/sha256`,
  FILE_MD5: `${CAST}.fileEvidence/fileDetails/md5`,
  EMAIL_SENDER: `${CAST}.analyzedMessageEvidence/p2Sender/emailAddress`,
  EMAIL_SUBJECT: `${CAST}.analyzedMessageEvidence/subject`,
  MAC: `${CAST}.ioTDeviceEvidence/macAddress`,
};

/**
 * `$filter` for alerts whose evidence names any of the subjects; null when Graph cannot be asked for one of them.
 * Documented for alerts_v2 by the migration page only, so it is tried and, where a tenant refuses it, not tried again.
 *
 * @see https://learn.microsoft.com/graph/alertsv1-alertsv2-migration
 */
export function evidenceClause(subjects: readonly AlertSubject[]): string | null {
  const terms = subjects.map(termsOf);
  if (terms.some((some) => some.length === 0)) return null;
  return `evidence/any(e:${terms.flat().join(' or ')})`;
}

function termsOf(subject: AlertSubject): string[] {
  switch (subject.kind) {
    case 'USER':
      return [
        ...term(`${CAST}.userEvidence/userAccount/azureAdUserId`, subject.objectId),
        ...term(`${CAST}.userEvidence/userAccount/userPrincipalName`, subject.userPrincipalName),
        ...term(`${CAST}.userEvidence/userAccount/userSid`, subject.sid),
        ...term(`${CAST}.mailboxEvidence/userAccount/azureAdUserId`, subject.objectId),
        ...term(`${CAST}.processEvidence/userAccount/azureAdUserId`, subject.objectId),
        ...term(`${CAST}.processEvidence/userAccount/userSid`, subject.sid),
        ...term(`${CAST}.cloudLogonSessionEvidence/account/userAccount/azureAdUserId`, subject.objectId),
      ];
    case 'HOST':
      return [
        ...term(`${CAST}.deviceEvidence/azureAdDeviceId`, subject.deviceId),
        ...term(`${CAST}.deviceEvidence/hostName`, subject.name?.toLowerCase() ?? null),
        ...(subject.deviceId === null ? term(`${CAST}.deviceEvidence/mdeDeviceId`, subject.defenderId) : []),
      ];
    case 'APPLICATION':
      return [
        ...term(`${CAST}.oauthApplicationEvidence/appId`, subject.appId),
        ...term(`${CAST}.oauthApplicationEvidence/objectId`, subject.objectId),
        ...term(`${CAST}.servicePrincipalEvidence/appId`, subject.appId),
        ...term(`${CAST}.servicePrincipalEvidence/servicePrincipalObjectId`, subject.objectId),
      ];
    case 'OBSERVABLE':
      return term(PATHS[subject.observable] ?? null, subject.value);
    case 'INDICATOR': {
      const terms = subject.values.map(coveredTerm);
      return terms.some((some) => some.length === 0) ? [] : terms.flat();
    }
  }
}

/** What a range or a domain covers cannot be said in a filter. */
function coveredTerm({ kind, value, isRange }: CoveringValue): string[] {
  return isRange || kind === null || kind === 'DOMAIN' ? [] : term(PATHS[kind] ?? null, value);
}

function term(path: string | null, value: string | null): string[] {
  return path === null || value === null ? [] : [`${path} eq ${literal(value)}`];
}
