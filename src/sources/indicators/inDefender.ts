import type { ObservableKind } from '../../../schema/enums.js';
import { nameOf } from './inGraph.js';
import { impossible, said, unheard, type IndicatorDraft, type Mapped, type Subject } from './IndicatorDraft.js';

const TYPES: Readonly<Partial<Record<ObservableKind, string>>> = {
  FILE_SHA1: 'FileSha1',
  FILE_SHA256: 'FileSha256',
  FILE_MD5: 'FileMd5',
  CERTIFICATE: 'CertificateThumbprint',
  IPV4: 'IpAddress',
  IPV6: 'IpAddress',
  DOMAIN: 'DomainName',
  URL: 'Url',
};
const ACTIONS: Readonly<Record<IndicatorDraft['action'], string>> = {
  ALLOW: 'Allowed',
  AUDIT: 'Audit',
  ALERT: 'Audit',
  WARN: 'Warn',
  BLOCK: 'Block',
  BLOCK_AND_REMEDIATE: 'BlockAndRemediate',
};
const FILE = ['ALLOW', 'AUDIT', 'ALERT', 'WARN', 'BLOCK', 'BLOCK_AND_REMEDIATE'];
const NETWORK = ['ALLOW', 'AUDIT', 'ALERT', 'WARN', 'BLOCK'];
const CERTIFICATE = ['ALLOW', 'BLOCK_AND_REMEDIATE'];
const SEVERITIES = { INFORMATIONAL: 'Informational', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' } as const;
const THUMBPRINT_DIGITS = 40;

/**
 * An indicator as `/api/indicators/import` takes it. The old actions Alert and AlertAndBlock are not sent: what raises an
 * alert is Audit with generateAlert.
 *
 * @see https://learn.microsoft.com/defender-endpoint/indicators-overview
 */
export function inDefender(draft: IndicatorDraft): Mapped {
  const { subject, action, severity, title, description } = draft;
  const problem = problemOf(subject, action);
  if (problem) return impossible(problem);
  const name = title ?? description;
  if (name === null) return impossible('Defender for Endpoint needs a title or a description.');
  const isNoted = action === 'AUDIT' || action === 'ALERT';
  const { tlp, threatType, confidence, killChain, malwareFamilies, activityGroups, tags, passiveOnly } = draft;
  return {
    kind: 'mapped',
    body: said({
      indicatorValue: subject.kind === 'IPV6' ? inEightGroups(subject.value) : subject.value,
      indicatorType: TYPES[subject.kind]!,
      action: ACTIONS[action],
      title: name,
      description: description ?? name,
      externalID: draft.externalId,
      expirationTime: draft.expiresAt,
      severity: severity && SEVERITIES[severity],
      recommendedActions: draft.recommendedActions,
      rbacGroupNames: draft.deviceGroups,
      generateAlert: isNoted ? true : draft.generateAlert,
    }),
    notes: unheard('Defender for Endpoint', {
      ...{ tlp, threatType, confidence, killChain, malwareFamilies, activityGroups, tags, passiveOnly },
    }),
  };
}

function problemOf(subject: Subject, action: IndicatorDraft['action']): string | null {
  if (subject.isRange) return 'Defender for Endpoint takes no range of addresses: give its addresses one by one.';
  const type = TYPES[subject.kind];
  if (!type) return `Defender for Endpoint takes no ${nameOf(subject)}.`;
  if (subject.kind === 'CERTIFICATE' && subject.value.length !== THUMBPRINT_DIGITS) {
    return `Defender for Endpoint takes SHA-1 thumbprints of certificates: ${THUMBPRINT_DIGITS} digits.`;
  }
  const allowed = actionsFor(subject.kind);
  return allowed.includes(action)
    ? null
    : `Defender for Endpoint cannot ${action} a ${subject.kind}: action is one of ${allowed.join(', ')}.`;
}

function actionsFor(kind: ObservableKind): readonly string[] {
  if (kind === 'CERTIFICATE') return CERTIFICATE;
  return kind.startsWith('FILE_') ? FILE : NETWORK;
}

/** As Defender wants IPv6 written: all eight groups. */
export function inEightGroups(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after].join(':');
}
