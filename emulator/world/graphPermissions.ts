import { GRAPH_CONSENTS } from './consents.js';
import { guidOf } from './random.js';

/** Permissions that Microsoft Graph itself declares: as application roles and as delegated scopes. */

/** Ids that are the same everywhere; others are made up for this world. */
const ROLE_IDS: Readonly<Record<string, string>> = {
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'SecurityAlert.Read.All': '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5',
  'SecurityAlert.ReadWrite.All': 'ed4fca05-be46-441f-9803-1873825f8fdb',
  'SecurityEvents.Read.All': 'bf394140-e372-4bf9-a898-299cfc7564e5',
  'SecurityEvents.ReadWrite.All': 'd903a879-88e0-4c09-b0c9-82f6a1333f84',
  'SecurityIncident.Read.All': '45cc0394-e837-488b-a098-1918f48d186c',
  'SecurityIncident.ReadWrite.All': '34bf0e97-1971-4929-b999-9e2442d941d7',
  'ThreatHunting.Read.All': 'dd98c7f5-2d42-42d3-a0e4-633161547251',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
};

const ROLES: readonly string[] = [...GRAPH_CONSENTS, 'Files.ReadWrite.All', 'Sites.Read.All', 'Mail.Send'];

const SCOPES: Readonly<Record<string, string>> = {
  offline_access: 'Maintain access to data you have given it access to',
  'Calendars.Read': 'Read your calendars',
  'Files.Read.All': 'Read all files that you can access',
  'Mail.Read': 'Read your mail',
  'Mail.ReadWrite': 'Read and write access to your mail',
  'Mail.Send': 'Send mail as you',
  'MailboxSettings.ReadWrite': 'Read and write to your mailbox settings',
  openid: 'Sign you in',
  profile: 'View your basic profile',
  'User.Read': 'Sign you in and read your profile',
};

export const GRAPH_APP_ROLES = ROLES.map((value) => ({
  allowedMemberTypes: ['Application'],
  description: `Allows the app to act on ${wordsOf(value)} without a signed-in user.`,
  displayName: `${value.includes('Write') ? 'Read and write' : 'Read'} ${wordsOf(value)}`,
  id: appRoleIdOf(value),
  isEnabled: true,
  origin: 'Application',
  value,
}));

export const GRAPH_SCOPES = Object.entries(SCOPES).map(([value, words]) => ({
  adminConsentDescription: `Allows the app to act for the signed-in user: ${words.toLowerCase()}.`,
  adminConsentDisplayName: words,
  id: guidOf(`scope/${value}`),
  isEnabled: true,
  origin: 'Application',
  type: 'User',
  userConsentDescription: `Allows the app, for you: ${words.toLowerCase()}.`,
  userConsentDisplayName: words,
  value,
}));

export function appRoleIdOf(permission: string): string {
  return ROLE_IDS[permission] ?? guidOf(`app-role/${permission}`);
}

/** `IdentityRiskyUser.Read.All`: all identity risky users. */
function wordsOf(permission: string): string {
  const [noun = ''] = permission.split('.');
  const words = noun.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `all ${words.endsWith('s') ? words : `${words} data`}`;
}
