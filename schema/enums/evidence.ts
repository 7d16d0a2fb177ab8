import { words } from '../words.js';

export const Verdict = words('Verdict', 'What the provider decided about a piece of evidence.', {
  UNKNOWN: 'Not decided, or a word that this version does not know.',
  SUSPICIOUS: 'Suspicious.',
  MALICIOUS: 'Malicious.',
  NO_THREATS_FOUND: 'Looked at, nothing found.',
});
export type Verdict = keyof typeof Verdict;

export const Remediation = words('Remediation', 'What has been done about a piece of evidence.', {
  UNKNOWN: 'A word that this version does not know.',
  NONE: 'Nothing yet.',
  REMEDIATED: 'Remediated.',
  PREVENTED: 'Prevented before it happened.',
  BLOCKED: 'Blocked.',
  NOT_FOUND: 'Not found when it should have been remediated.',
  ACTIVE: 'Active.',
  PENDING_APPROVAL: 'Waits for an approval.',
  DECLINED: 'Declined.',
  UNREMEDIATED: 'Remediation did not work.',
  RUNNING: 'Being remediated.',
  PARTIALLY_REMEDIATED: 'Remediated in part.',
});
export type Remediation = keyof typeof Remediation;

export const EvidenceRole = words('EvidenceRole', 'The part that a piece of evidence plays in its alert.', {
  UNKNOWN: 'Not said, or a word that this version does not know.',
  CONTEXTUAL: 'Context.',
  SCANNED: 'Was scanned.',
  SOURCE: 'Where it came from.',
  DESTINATION: 'Where it went.',
  CREATED: 'Was created.',
  ADDED: 'Was added.',
  COMPROMISED: 'Was compromised.',
  EDITED: 'Was edited.',
  ATTACKED: 'Was attacked.',
  ATTACKER: 'The attacker.',
  COMMAND_AND_CONTROL: 'Commanded the attack.',
  LOADED: 'Was loaded.',
  SUSPICIOUS: 'Suspicious.',
  POLICY_VIOLATOR: 'Broke a policy.',
});
export type EvidenceRole = keyof typeof EvidenceRole;

export const ObservableKind = words('ObservableKind', 'What an observable is.', {
  IPV4: 'IPv4 address.',
  IPV6: 'IPv6 address, in its shortest form.',
  DOMAIN: 'Domain name, lower case, ASCII (punycode).',
  URL: 'URL.',
  FILE_SHA1: 'SHA-1 of a file, lower case.',
  FILE_SHA256: 'SHA-256 of a file, lower case.',
  FILE_MD5: 'MD5 of a file, lower case.',
  EMAIL_SENDER: 'Sender of a mail.',
  EMAIL_SUBJECT: 'Subject of a mail.',
  MAC: 'MAC address.',
  CERTIFICATE: 'Thumbprint of a certificate.',
});
export type ObservableKind = keyof typeof ObservableKind;
