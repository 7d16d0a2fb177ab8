import { words } from '../words.js';

export const Severity = words('Severity', 'How bad the provider thinks it is.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see severityRaw.',
  INFORMATIONAL: 'Good to know.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
});
export type Severity = keyof typeof Severity;

export const AlertStatus = words('AlertStatus', 'Where an alert stands in triage.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see statusRaw.',
  NEW: 'Nobody has taken it.',
  IN_PROGRESS: 'Someone works on it.',
  RESOLVED: 'Done.',
  DISMISSED: 'Closed without action; legacy alerts only.',
});
export type AlertStatus = keyof typeof AlertStatus;

export const Classification = words('Classification', 'What an analyst found it to be.', {
  UNKNOWN: 'Not classified, or a word that this version does not know.',
  TRUE_POSITIVE: 'A real threat.',
  FALSE_POSITIVE: 'Not a threat.',
  INFORMATIONAL_EXPECTED_ACTIVITY: 'Real, but expected: a test, a scan, an administrator.',
});
export type Classification = keyof typeof Classification;

export const Determination = words('Determination', 'The finer word beside the classification.', {
  UNKNOWN: 'Not determined, or a word that this version does not know.',
  APT: 'Advanced persistent threat.',
  MALWARE: 'Malware.',
  SECURITY_PERSONNEL: 'Security staff.',
  SECURITY_TESTING: 'A security test.',
  UNWANTED_SOFTWARE: 'Unwanted software.',
  MULTI_STAGED_ATTACK: 'Part of an attack of several stages.',
  COMPROMISED_ACCOUNT: 'A compromised account.',
  PHISHING: 'Phishing.',
  MALICIOUS_USER_ACTIVITY: 'Malicious activity of a user.',
  NOT_MALICIOUS: 'Not malicious.',
  NOT_ENOUGH_DATA: 'Not enough data to tell.',
  CONFIRMED_ACTIVITY: 'Activity confirmed by the user.',
  LINE_OF_BUSINESS_APPLICATION: 'A line-of-business application.',
  OTHER: 'Something else.',
});
export type Determination = keyof typeof Determination;

export const AlertDimension = words('AlertDimension', 'By what alerts are counted.', {
  SEVERITY: 'A member of Severity.',
  STATUS: 'A member of AlertStatus.',
  PROVIDER: 'The product as shown in the portal.',
  SERVICE_SOURCE: 'The service that raised it, in the words of Graph.',
  CATEGORY: 'Each of its categories.',
  TECHNIQUE: 'Each of its MITRE techniques, by id.',
  ASSIGNEE: 'Who works on it, as Graph has it.',
  TENANT: 'Id of the tenant.',
});
export type AlertDimension = keyof typeof AlertDimension;

export const AlertOrderBy = words('AlertOrderBy', 'The time by which alerts are ordered.', {
  CREATED: 'When the alert was created.',
  UPDATED: 'When the alert was last updated.',
});
export type AlertOrderBy = keyof typeof AlertOrderBy;

export const OrderDirection = words('OrderDirection', 'Which end comes first.', {
  ASC: 'Oldest or smallest first.',
  DESC: 'Newest or largest first.',
});
export type OrderDirection = keyof typeof OrderDirection;
