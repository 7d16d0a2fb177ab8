import { mailboxEvidence, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import { deviceEvidence, fileEvidence } from '../evidence/hosts.js';
import { mailClusterEvidence, messageEvidence, messageIdOf } from '../evidence/mail.js';
import type { Mailing } from '../evidence/mail.js';
import { ipEvidence, urlEvidence } from '../evidence/network.js';
import { KNOCKING_ADDRESSES } from './Kind.js';
import type { AlertKind, Scene } from './Kind.js';

const MAILINGS: readonly Mailing[] = [
  mailing('Your parcel could not be delivered', 'Parcel Service', 'notice@parcel-track.example', '203.0.113.18'),
  mailing('Updated salary overview for this year', 'HR Portal', 'hr@people-portal.example', '198.51.100.61'),
  mailing('Voice message received (00:47)', 'Voicemail', 'voice@phone-gateway.example', '192.0.2.87'),
  mailing('Payment reminder 2nd notice', 'Accounts', 'billing@ledger-mail.example', '203.0.113.140'),
];

export const MAIL_AND_DATA_KINDS: readonly AlertKind[] = [
  {
    key: 'phish-removed',
    idPrefix: 'fa',
    title: 'Email messages containing malicious URL removed after delivery',
    description:
      'Messages with a link to a phishing page had been delivered and were moved out of the mailboxes by zero-hour auto purge.',
    recommendedActions:
      '1. Check whether a recipient opened the link before the message was removed.\n2. Search for further messages of the same campaign.\n3. Block the sender and the link.',
    severities: ['informational', 'low'],
    serviceSource: 'microsoftDefenderForOffice365',
    detectionSource: 'microsoftDefenderForOffice365',
    productName: 'Microsoft Defender for Office 365',
    category: 'InitialAccess',
    mitreTechniques: ['T1566', 'T1566.002'],
    incidentName: 'Phishing messages removed after delivery',
    about: 'mailboxes',
    atLeast: 2,
    atMost: 3,
    evidence(scene) {
      const mail = scene.random.pick(MAILINGS);
      const bad = { at: scene.at, verdict: 'malicious', remediationStatus: 'remediated' } as const;
      const recipients = scene.people.map((who) => who.mail ?? who.userPrincipalName);
      return [
        ...scene.people.map((who) => mailboxEvidence({ at: scene.at, roles: ['attacked'] }, scene.home, who)),
        ...recipients.map((to) => messageEvidence(bad, mail, to, { action: 'Delivered', location: 'Quarantine' })),
        mailClusterEvidence(bad, mail, recipients),
        ...mail.urls.map((url) => urlEvidence(bad, url)),
        ipEvidence({ at: scene.at, roles: ['source'] }, { ip: mail.senderIp }),
      ];
    },
  },
  {
    key: 'user-reported-phish',
    idPrefix: 'fa',
    title: 'Email reported by user as malware or phish',
    description:
      'A user has reported a message as phishing with the report button. The automated analysis is attached.',
    recommendedActions: '1. Review the result of the analysis.\n2. Answer the user.\n3. Close the submission.',
    severities: ['informational', 'low'],
    serviceSource: 'microsoftDefenderForOffice365',
    detectionSource: 'manual',
    productName: 'Microsoft Defender for Office 365',
    category: 'InitialAccess',
    mitreTechniques: ['T1566'],
    incidentName: 'Messages reported by users',
    about: 'mailboxes',
    atLeast: 1,
    atMost: 2,
    evidence(scene) {
      const mail = scene.random.pick(MAILINGS);
      return scene.people.flatMap((who) => [
        mailboxEvidence({ at: scene.at }, scene.home, who),
        submission(scene, mail, who.mail ?? who.userPrincipalName),
      ]);
    },
  },
  {
    key: 'mass-download',
    idPrefix: 'ca',
    title: 'Mass download by a single user',
    description:
      'A user downloaded far more files from a cloud application than in the weeks before, within one hour. New starters and leavers do this as well as stolen sessions.',
    recommendedActions:
      '1. Review which files were downloaded and to which device.\n2. Ask the user or their manager.\n3. Suspend the session when nobody can explain it.',
    severities: ['low', 'medium'],
    serviceSource: 'microsoftDefenderForCloudApps',
    detectionSource: 'cloudAppSecurity',
    productName: 'Microsoft Defender for Cloud Apps',
    category: 'Exfiltration',
    mitreTechniques: ['T1530'],
    incidentName: 'Unusual downloads from cloud applications',
    about: 'machines',
    atLeast: 1,
    atMost: 2,
    evidence: (scene) => [
      ...scene.people.map((who) => userEvidence({ at: scene.at, roles: ['source'] }, scene.home, who)),
      ...scene.machines.map((host) => deviceEvidence({ at: scene.at, roles: ['contextual'] }, scene.home, host, 'low')),
      evidenceOf(
        'cloudApplicationEvidence',
        { at: scene.at },
        {
          appId: 15_600,
          displayName: 'Microsoft OneDrive for Business',
          instanceId: 0,
          instanceName: scene.home.displayName,
          saasAppId: 15_600,
        },
      ),
      ipEvidence({ at: scene.at }, scene.random.pick(KNOCKING_ADDRESSES)),
    ],
  },
  {
    key: 'dlp-match',
    idPrefix: 'dl',
    title: 'DLP policy (Personal data) matched for document on a device',
    description:
      'A document with national identification numbers was copied to a removable drive. The policy warned the user, who went on.',
    recommendedActions:
      '1. Read the justification that the user gave.\n2. Decide whether the copy was part of their work.\n3. Remind the user of the policy if not.',
    severities: ['low', 'medium'],
    serviceSource: 'dataLossPrevention',
    detectionSource: 'microsoftDataLossPrevention',
    productName: 'Microsoft Data Loss Prevention',
    category: 'Exfiltration',
    mitreTechniques: ['T1052.001'],
    incidentName: 'DLP policy matches on endpoints',
    about: 'machines',
    atLeast: 1,
    atMost: 2,
    evidence: (scene) => [
      ...scene.people.map((who) => userEvidence({ at: scene.at, roles: ['policyViolator'] }, scene.home, who)),
      ...scene.machines.flatMap((host) => [
        deviceEvidence({ at: scene.at }, scene.home, host, 'none'),
        fileEvidence(
          { at: scene.at },
          host,
          { name: 'participants_2026.xlsx', folder: 'E:\\', size: 84_992 },
          'detected',
        ),
      ]),
    ],
  },
  {
    key: 'rdp-brute-force',
    idPrefix: 'dc',
    title: 'Suspected brute-force attack attempt on a virtual machine',
    description:
      'Many failed remote desktop sign-ins from the internet were seen on a virtual machine. None of them succeeded.',
    recommendedActions:
      '1. Turn on just-in-time access so that the port is closed by default.\n2. Restrict the network security group to known addresses.\n3. Use a gateway for remote desktop.',
    severities: ['low', 'medium'],
    serviceSource: 'microsoftDefenderForCloud',
    detectionSource: 'microsoftDefenderForServers',
    productName: 'Microsoft Defender for Cloud',
    category: 'CredentialAccess',
    mitreTechniques: ['T1110.001'],
    incidentName: 'Brute-force attempts against virtual machines',
    about: 'people',
    atLeast: 1,
    atMost: 1,
    evidence: (scene) => [
      ...(scene.server
        ? [deviceEvidence({ at: scene.at, roles: ['attacked'] }, scene.home, scene.server, 'medium')]
        : []),
      ...scene.people.map((who) => userEvidence({ at: scene.at, roles: ['attacked'] }, scene.home, who)),
      evidenceOf(
        'azureResourceEvidence',
        { at: scene.at },
        {
          resourceId: `/subscriptions/6c8b3f0e-51c7-4f0e-9d4c-2d7d9ef5a101/resourceGroups/rg-prod/providers/Microsoft.Compute/virtualMachines/${scene.server?.name ?? 'vm-build-01'}`,
          resourceName: scene.server?.name ?? 'vm-build-01',
          resourceType: 'Virtual Machine',
        },
      ),
      ipEvidence({ at: scene.at, verdict: 'malicious', roles: ['attacker'] }, scene.random.pick(KNOCKING_ADDRESSES)),
    ],
  },
];

function mailing(subject: string, senderName: string, sender: string, senderIp: string): Mailing {
  const domain = sender.split('@')[1] ?? 'unknown.example';
  return {
    subject,
    senderName,
    sender,
    senderIp,
    urls: [`https://${domain}/r/view?id=7f2c`],
    threats: ['Phish'],
    detectionMethods: ['URL detonation reputation'],
  };
}

function submission(scene: Scene, mail: Mailing, recipient: string) {
  return evidenceOf(
    'submissionMailEvidence',
    { at: scene.at, verdict: 'suspicious' },
    {
      networkMessageId: messageIdOf(mail, recipient),
      recipient,
      reportType: 'Phish',
      sender: mail.sender,
      senderIp: mail.senderIp,
      subject: mail.subject,
      submissionDateTime: scene.at,
      submissionId: messageIdOf(mail, `${recipient}/submission`),
      submitter: recipient,
    },
  );
}
