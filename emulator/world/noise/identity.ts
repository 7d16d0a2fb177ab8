import { cloudLogonSession, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import { deviceEvidence } from '../evidence/hosts.js';
import { ipEvidence } from '../evidence/network.js';
import { KNOCKING_ADDRESSES } from './Kind.js';
import type { AlertKind, Scene } from './Kind.js';
import type { Evidence } from '../evidence/evidence.js';

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'; // prettier-ignore

export const IDENTITY_KINDS: readonly AlertKind[] = [
  {
    key: 'unfamiliar-sign-in',
    idPrefix: 'ad',
    title: 'Unfamiliar sign-in properties',
    description:
      'The sign-in has properties that were not seen recently for this user: address, network, browser or location differ from what is usual.',
    recommendedActions:
      '1. Ask the user whether the sign-in was theirs.\n2. If not, confirm the user compromised, revoke sessions and reset the password.\n3. If so, dismiss the risk.',
    severities: ['low', 'medium', 'medium'],
    serviceSource: 'azureAdIdentityProtection',
    detectionSource: 'azureAdIdentityProtection',
    productName: 'Microsoft Entra ID Protection',
    category: 'InitialAccess',
    mitreTechniques: ['T1078', 'T1078.004'],
    incidentName: 'Unfamiliar sign-ins involving multiple users',
    about: 'people',
    atLeast: 1,
    atMost: 2,
    evidence: (scene) => {
      const address = scene.random.pick(KNOCKING_ADDRESSES);
      return [
        ...accounts(scene),
        ...scene.people.slice(0, 1).map((who) => cloudLogonSession({ at: scene.at }, scene.home, who, BROWSER)),
        evidenceOf('cloudLogonRequestEvidence', { at: scene.at }, { requestId: requestId(scene) }),
        ipEvidence({ at: scene.at, verdict: 'suspicious' }, address),
      ];
    },
  },
  {
    key: 'password-spray',
    idPrefix: 'ad',
    title: 'Password spray',
    description:
      'One address tried a few common passwords against many accounts. The accounts named here were among its targets; none of the attempts succeeded with a second factor.',
    recommendedActions:
      '1. Block the address.\n2. Make sure that every account named here has multifactor authentication.\n3. Check sign-ins of these accounts for a success.',
    severities: ['medium', 'high'],
    serviceSource: 'azureAdIdentityProtection',
    detectionSource: 'azureAdIdentityProtection',
    productName: 'Microsoft Entra ID Protection',
    category: 'CredentialAccess',
    mitreTechniques: ['T1110.003', 'T1110'],
    incidentName: 'Password spray involving multiple users',
    about: 'people',
    atLeast: 3,
    atMost: 4,
    evidence: (scene) => [
      ...accounts(scene),
      ipEvidence({ at: scene.at, verdict: 'malicious', roles: ['attacker'] }, scene.random.pick(KNOCKING_ADDRESSES)),
    ],
  },
  {
    key: 'brute-force-ntlm',
    idPrefix: 'aa',
    title: 'Suspected brute-force attack (Kerberos, NTLM)',
    description:
      'Many sign-ins with wrong passwords were tried from one computer against accounts of the domain, within a short time.',
    recommendedActions:
      '1. Find out whether a service or a saved password on the source computer is out of date.\n2. Otherwise isolate the source computer.\n3. Enforce strong passwords for the accounts involved.',
    severities: ['medium'],
    serviceSource: 'microsoftDefenderForIdentity',
    detectionSource: 'microsoftDefenderForIdentity',
    productName: 'Microsoft Defender for Identity',
    category: 'CredentialAccess',
    mitreTechniques: ['T1110', 'T1110.001'],
    incidentName: 'Brute-force attempts against domain accounts',
    about: 'machines',
    atLeast: 2,
    atMost: 3,
    evidence: (scene) => [
      ...accounts(scene),
      ...scene.machines.map((host) =>
        deviceEvidence({ at: scene.at, verdict: 'suspicious', roles: ['source'] }, scene.home, host),
      ),
    ],
  },
  {
    key: 'failed-then-success',
    idPrefix: 'sn',
    title: 'Multiple failed sign-ins followed by a success',
    description:
      'A scheduled analytics rule found accounts with at least five failed sign-ins and then a successful one from the same computer within ten minutes.',
    recommendedActions:
      '1. Compare address and device of the success with earlier sign-ins.\n2. Ask the user.\n3. Close as benign when a password was simply mistyped.',
    severities: ['low', 'medium'],
    serviceSource: 'microsoftSentinel',
    detectionSource: 'scheduledAlerts',
    productName: 'Microsoft Sentinel',
    category: 'InitialAccess',
    mitreTechniques: ['T1078'],
    incidentName: 'Failed sign-ins followed by success',
    about: 'machines',
    atLeast: 1,
    atMost: 3,
    evidence: (scene) => [
      ...accounts(scene),
      ...scene.machines.map((host) => deviceEvidence({ at: scene.at }, scene.home, host, 'none')),
      ipEvidence({ at: scene.at }, scene.random.pick(KNOCKING_ADDRESSES)),
    ],
  },
];

function accounts(scene: Scene): Evidence[] {
  return scene.people.map((who) =>
    userEvidence({ at: scene.at, verdict: 'suspicious', roles: ['compromised'] }, scene.home, who),
  );
}

function requestId(scene: Scene): string {
  const hex = scene.random.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
