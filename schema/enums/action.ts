import { words } from '../words.js';

/** What each response action does. The catalogue, the schema and docs/actions.md say it in these words. */
export const WHAT_ACTIONS_DO = {
  BLOCK_IP: 'Blocks an address, IPv4 or IPv6, for the machines of the tenant.',
  BLOCK_DOMAIN: 'Blocks a domain name for the machines of the tenant.',
  BLOCK_URL: 'Blocks a URL for the machines of the tenant.',
  BLOCK_FILE: 'Blocks a file by its hash, MD5, SHA-1 or SHA-256, on the machines of the tenant.',
  ISOLATE_HOST: 'Cuts a machine off the network; it still speaks to Defender.',
  RELEASE_HOST: 'Lets an isolated machine back onto the network.',
  RESTRICT_APPS: 'Lets a machine run only what Microsoft has signed.',
  UNRESTRICT_APPS: 'Lets a restricted machine run everything again.',
  SCAN_HOST: 'Looks for malware on a machine with Microsoft Defender Antivirus.',
  STOP_AND_QUARANTINE_FILE: 'Stops a file that runs on a machine, and takes it away to quarantine.',
  COLLECT_INVESTIGATION_PACKAGE: 'Collects traces from a machine for an investigation.',
  REVOKE_SESSIONS:
    'Ends the sessions of a user: they have to sign in anew. Tokens that were given live on for up to an hour.',
  CONFIRM_COMPROMISED: 'Says that a user is compromised: the risk becomes high, and policies act on it.',
  DISMISS_RISK: 'Says that the risk of a user is none.',
  CONFIRM_SAFE: 'Says that a user was found safe: the risk becomes none, and Microsoft learns from it.',
  DISABLE_ACCOUNT: 'Keeps a user from signing in to Entra.',
  ENABLE_ACCOUNT: 'Lets a user sign in to Entra again.',
  DISABLE_ON_PREMISES: "Disables a user's account in Active Directory.",
  ENABLE_ON_PREMISES: "Enables a user's account in Active Directory.",
  FORCE_PASSWORD_RESET: 'Makes a user choose another password in Active Directory at the next sign-in.',
  CONFIRM_APP_COMPROMISED: 'Says that an application is compromised: the risk becomes high, and policies act on it.',
  DISABLE_APP: 'Keeps an application from getting tokens for the tenant.',
  ENABLE_APP: 'Lets an application get tokens for the tenant again.',
  REMEDIATE_MAIL: 'Moves a message out of a mailbox, or back into it.',
} as const;

export const ActionKind = words('ActionKind', 'What a response action does.', WHAT_ACTIONS_DO);
export type ActionKind = keyof typeof WHAT_ACTIONS_DO;

export const ActionTargetKind = words('ActionTargetKind', 'What a response action is done to.', {
  HOST: 'A machine that Defender for Endpoint knows.',
  USER: 'A user.',
  SERVICE_PRINCIPAL: 'An application as the tenant has it.',
  OBSERVABLE: 'An address, a domain name, a URL or a file.',
  MAIL: 'One message in one mailbox.',
});
export type ActionTargetKind = keyof typeof ActionTargetKind;

export const ActionService = words('ActionService', 'Who runs a response action.', {
  DEFENDER_FOR_ENDPOINT: 'Defender for Endpoint, on the machine: it takes as long as the machine takes.',
  SECURITY_ACTIONS: 'Microsoft Graph securityActions, which is beta; worldwide cloud only.',
  ENTRA: 'Entra, at once.',
  ENTRA_ID_PROTECTION: 'Entra ID Protection: taken at once, shown after a while.',
  DEFENDER_FOR_IDENTITY: 'Defender for Identity, in Active Directory; worldwide cloud only.',
  DEFENDER_FOR_OFFICE: 'Defender for Office 365, in the mailbox.',
});
export type ActionService = keyof typeof ActionService;

export const ActionState = words('ActionState', 'How far a response action is.', {
  AWAITING_APPROVAL: 'Nothing was sent: somebody else has to agree.',
  PENDING: 'Accepted, and not begun.',
  RUNNING: 'At work.',
  SUCCEEDED: 'Done.',
  FAILED: 'Not done; the message says why.',
  CANCELLED: 'Called off before it was done.',
  UNKNOWN: 'Nobody can tell how it ended; the message says how to look.',
});
export type ActionState = keyof typeof ActionState;

export const Isolation = words('Isolation', 'How far ISOLATE_HOST cuts a machine off.', {
  FULL: 'From everything but Defender.',
  SELECTIVE: 'From everything but Defender, Outlook and Teams.',
});
export type Isolation = keyof typeof Isolation;

export const ScanType = words('ScanType', 'How much SCAN_HOST looks at.', {
  QUICK: 'Where malware settles.',
  FULL: 'Every file.',
});
export type ScanType = keyof typeof ScanType;

export const MailRemedy = words('MailRemedy', 'What REMEDIATE_MAIL does with a message.', {
  MOVE_TO_JUNK: 'Into the folder for junk.',
  MOVE_TO_INBOX: 'Back into the inbox.',
  MOVE_TO_DELETED_ITEMS: 'Into the deleted items, where its owner finds it.',
  MOVE_TO_QUARANTINE: 'Into quarantine.',
  SOFT_DELETE: 'Away, but it can be recovered.',
  HARD_DELETE: 'Away for good.',
});
export type MailRemedy = keyof typeof MailRemedy;
