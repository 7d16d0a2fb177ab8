import { words } from '../words.js';

export const MatchKey = words('MatchKey', 'The key by which a reference was found in the directory, strongest first.', {
  OBJECT_ID: 'Entra object id.',
  APP_ID: 'Application (client) id.',
  DEVICE_ID: 'Entra device id.',
  DEFENDER_ID: 'Defender for Endpoint machine id.',
  INTUNE_ID: 'Intune device id.',
  CLOUD_SECURITY_IDENTIFIER: 'Cloud SID (S-1-12-1-…), which holds the object id.',
  USER_PRINCIPAL_NAME: 'User principal name.',
  SECURITY_IDENTIFIER: 'On-premises SID.',
  MAIL: 'Mail address; not unique.',
  SAM_ACCOUNT_NAME: 'On-premises account name; not unique over domains.',
  DNS_NAME: 'DNS name; not unique.',
  HOST_NAME: 'Host name; not unique.',
});
export type MatchKey = keyof typeof MatchKey;

export const Confidence = words('Confidence', 'How sure we are that a reference means this record.', {
  EXACT: 'The key is unique and was given by Microsoft for this record.',
  STRONG: 'The key is unique in practice, or several weak ones agree.',
  WEAK: 'The key is a name that others may share: look at the candidates.',
});
export type Confidence = keyof typeof Confidence;

export const RiskLevel = words('RiskLevel', 'Risk as Entra ID Protection sees it.', {
  UNKNOWN: 'A word that this version does not know: see levelRaw.',
  NONE: 'No risk on record.',
  HIDDEN: 'Withheld for lack of a P2 licence.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
});
export type RiskLevel = keyof typeof RiskLevel;

export const RiskState = words('RiskState', 'What became of the risk.', {
  UNKNOWN: 'A word that this version does not know: see stateRaw.',
  NONE: 'No risk on record.',
  CONFIRMED_SAFE: 'An administrator confirmed that the user is safe.',
  REMEDIATED: 'Remediated, for instance by a new password.',
  DISMISSED: 'Dismissed by an administrator.',
  AT_RISK: 'At risk now.',
  CONFIRMED_COMPROMISED: 'An administrator confirmed that the user is compromised.',
});
export type RiskState = keyof typeof RiskState;

export const SignInOutcome = words('SignInOutcome', 'How a sign-in ended.', {
  UNKNOWN: 'Not said.',
  SUCCESS: 'Signed in.',
  FAILURE: 'Refused or given up: see errorCode and failureReason.',
  INTERRUPTED: 'Sent on to do something first, such as registering a second factor.',
});
export type SignInOutcome = keyof typeof SignInOutcome;

export const CredentialKind = words('CredentialKind', 'What an application proves itself with.', {
  PASSWORD: 'A secret.',
  CERTIFICATE: 'A certificate.',
});
export type CredentialKind = keyof typeof CredentialKind;
