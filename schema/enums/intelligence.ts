import { words } from '../words.js';

export const ReputationClass = words('ReputationClass', 'What Microsoft thinks of a host.', {
  UNKNOWN: 'Nothing is known, or a word that this version does not know: see classificationRaw.',
  NEUTRAL: 'Nothing is held against it.',
  SUSPICIOUS: 'Suspicious.',
  MALICIOUS: 'Malicious.',
});
export type ReputationClass = keyof typeof ReputationClass;

export const IntelSource = words('IntelSource', 'Who reported something.', {
  UNKNOWN: 'A word that this version does not know: see sourceRaw.',
  MICROSOFT: 'Microsoft.',
  OSINT: 'Open sources.',
  PUBLIC: 'The article itself, for everybody to read.',
});
export type IntelSource = keyof typeof IntelSource;

export const IntelProfileKind = words('IntelProfileKind', 'What a profile is about.', {
  UNKNOWN: 'A word that this version does not know: see kindRaw.',
  ACTOR: 'A group.',
  TOOL: 'A tool.',
});
export type IntelProfileKind = keyof typeof IntelProfileKind;

export const FlawSeverity = words('FlawSeverity', 'How bad a vulnerability is.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see severityRaw.',
  NONE: 'Not at all.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
  CRITICAL: 'Critical.',
});
export type FlawSeverity = keyof typeof FlawSeverity;
