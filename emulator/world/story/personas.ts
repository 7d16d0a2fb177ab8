import { CONTOSO } from '../contoso.js';
import { NOBODY, SYSTEM_ACCOUNT, mailboxEvidence, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { CMD, SERVICES, deviceEvidence, processEvidence } from '../evidence/hosts.js';
import { ipEvidence } from '../evidence/network.js';
import { guidOf } from '../random.js';
import { BACKUP_APP } from '../apps.js';
import { ENDPOINT, ENTRA, IDENTITY, OFFICE } from './Step.js';
import type { Product, Step } from './Step.js';

const { home, oddAccounts, oddMachines, forgotten, personNamed, machineOf } = CONTOSO;

const TITLES: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Unexpected behavior observed by a process ran with no command line arguments',
  microsoftDefenderForIdentity: 'Honeytoken activity',
  azureAdIdentityProtection: 'Atypical travel',
  microsoftDefenderForOffice365: 'Mail bombing detected',
};

/** Alerts that name their people and machines in a way that is hard to resolve, one way each. Older than the fresh page. */
export const PERSONAS = {
  netBiosNameOnly: persona(76, 'netbios-name-only', IDENTITY, (at) => [
    evidenceOf(
      'deviceEvidence',
      { at, roles: ['source'] },
      {
        hostName: machineOf('marco.rossi').name,
        ntDomain: 'CONTOSO',
        healthStatus: 'unknown',
        onboardingStatus: 'insufficientInfo',
      },
    ),
  ]),
  defenderIdOnly: persona(78, 'defender-id-only', ENDPOINT, (at) => [
    deviceEvidence({ at }, home, oddMachines.knownToDefenderOnly),
  ]),
  sidOnly: persona(80, 'sid-only', IDENTITY, (at) => [
    userEvidence({ at }, home, { ...personNamed('jonas.weber'), namedBy: 'sid' }),
  ]),
  cloudSidOnly: persona(82, 'cloud-sid-only', ENDPOINT, (at) => [
    userEvidence({ at }, home, { ...personNamed('daniel.park'), namedBy: 'cloudSid' }),
    deviceEvidence({ at }, home, machineOf('daniel.park')),
  ]),
  servicePrincipal: persona(84, 'service-principal', ENTRA, (at) => [
    evidenceOf(
      'servicePrincipalEvidence',
      { at, verdict: 'suspicious' },
      {
        appId: BACKUP_APP.appId,
        appOwnerTenantId: home.tenantId,
        servicePrincipalName: BACKUP_APP.displayName,
        servicePrincipalObjectId: BACKUP_APP.objectId,
        servicePrincipalType: 'application',
        tenantId: home.tenantId,
      },
    ),
    ipEvidence({ at, verdict: 'suspicious' }, { ip: '203.0.113.201', countryCode: 'HK' }),
  ]),
  accountNameOnly: persona(86, 'account-name-only', IDENTITY, (at) => [
    userEvidence({ at }, home, oddAccounts.withoutMail),
  ]),
  guest: persona(88, 'guest', ENTRA, (at) => [userEvidence({ at }, home, oddAccounts.guest)]),
  disabled: persona(89, 'disabled-account', ENTRA, (at) => [userEvidence({ at }, home, oddAccounts.disabled)]),
  restricted: persona(90, 'emergency-account', ENTRA, (at) => [userEvidence({ at }, home, oddAccounts.restricted)]),
  mailDiffers: persona(91, 'mail-differs', OFFICE, (at) => [
    { ...mailboxEvidence({ at }, home, oddAccounts.mailDiffers), upn: null, userAccount: null },
  ]),
  /** The object id is gone; the user principal name belongs to the new account. */
  deletedThenRecreated: persona(92, 'deleted-then-recreated', ENTRA, (at) => [
    evidenceOf(
      'userEvidence',
      { at },
      {
        userAccount: {
          ...NOBODY,
          accountName: oddAccounts.recreated.key,
          displayName: oddAccounts.recreated.displayName,
          azureAdUserId: forgotten.formerIdOfRecreated,
          userPrincipalName: oddAccounts.recreated.userPrincipalName,
        },
      },
    ),
  ]),
  deleted: persona(94, 'deleted-account', ENTRA, (at) => [
    evidenceOf(
      'userEvidence',
      { at },
      {
        userAccount: {
          ...NOBODY,
          displayName: forgotten.deleted.displayName,
          azureAdUserId: forgotten.deleted.id,
          userPrincipalName: forgotten.deleted.userPrincipalName,
        },
      },
    ),
  ]),
  twoDevicesOfOneName: persona(95, 'two-devices-of-one-name', IDENTITY, (at) => [
    deviceEvidence({ at }, home, { ...oddMachines.twinLive, namedBy: 'hostName' }),
  ]),
  staleDevice: persona(95.5, 'stale-device', ENDPOINT, (at) => [deviceEvidence({ at }, home, oddMachines.twinStale)]),
  entraOnly: persona(96, 'device-in-entra-only', ENDPOINT, (at) => [
    deviceEvidence({ at }, home, oddMachines.entraOnly),
  ]),
  intuneOnly: persona(97, 'device-in-intune-only', ENDPOINT, (at) => [
    deviceEvidence({ at }, home, oddMachines.intuneOnly),
  ]),
  unregistered: persona(98, 'device-not-registered', ENDPOINT, (at) => [
    deviceEvidence({ at }, home, { ...oddMachines.unregistered, namedBy: 'hostName' }),
  ]),
  unknownDevice: persona(98.5, 'device-nobody-knows', ENDPOINT, (at) => [
    evidenceOf(
      'deviceEvidence',
      { at },
      {
        azureAdDeviceId: guidOf('device/nobody-knows'),
        hostName: 'desktop-9f2k1',
        deviceDnsName: 'desktop-9f2k1',
        mdeDeviceId: '0f1e2d3c4b5a69788796a5b4c3d2e1f001122334',
      },
    ),
  ]),
  systemAccount: persona(99, 'system-account', ENDPOINT, (at) => [
    deviceEvidence({ at }, home, machineOf('samuel.osei')),
    processEvidence({ at, verdict: 'suspicious' }, machineOf('samuel.osei'), {
      program: CMD,
      parent: SERVICES,
      commandLine: 'cmd.exe /c sc query windefend',
      account: SYSTEM_ACCOUNT,
    }),
  ]),
  loggedOnUsers: persona(99.5, 'logged-on-users', ENDPOINT, (at) => [
    {
      ...deviceEvidence({ at }, home, machineOf('erik.johansson')),
      loggedOnUsers: [
        { accountName: personNamed('ravi.menon').accountName, domainName: 'CONTOSO' },
        { accountName: personNamed('isabel.romero').accountName, domainName: 'CONTOSO' },
      ],
    },
  ]),
} as const satisfies Readonly<Record<string, Step>>;

function persona(hoursAgo: number, name: string, product: Product, evidence: (at: string) => Evidence[]): Step {
  return {
    name,
    hoursAgo,
    product,
    evidence,
    title: TITLES[product.serviceSource] ?? 'Suspicious activity',
    description: 'Activity that is unusual for the account or device named here was seen once.',
    recommendedActions: '1. Find out who or what is meant.\n2. Decide whether the activity was expected.',
    severity: 'low',
    category: 'SuspiciousActivity',
    mitreTechniques: ['T1078'],
  };
}
