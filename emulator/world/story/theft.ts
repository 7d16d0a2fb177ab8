import { userAccountOf, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import { CMD, deviceEvidence, fileEvidence, processEvidence } from '../evidence/hosts.js';
import type { Program } from '../evidence/hosts.js';
import { connectionEvidence, ipEvidence, urlEvidence } from '../evidence/network.js';
import { digest, guidOf } from '../random.js';
import {
  ARCHIVE,
  C2_HOST,
  CONTROL_SERVER,
  RCLONE,
  admin,
  adminLaptop,
  clerk,
  fileServer,
  home,
  socLead,
  worked,
} from './actors.js';
import { DEFENDER_FOR_CLOUD, DLP, ENDPOINT, INSIDER_RISK, XDR } from './Step.js';
import type { Step } from './Step.js';

const SEVEN_ZIP: Program = { name: '7za.exe', folder: 'C:\\Windows\\Temp', size: 1_287_168 };
const SUBSCRIPTION = guidOf('subscription/production');
const ACCOUNT = 'stfinancearchive';

/** Third act: finance data packed, an attempt to carry it out, and the end of it. */
export const THEFT: readonly Step[] = [
  {
    name: 'archive',
    hoursAgo: 9.5,
    product: ENDPOINT,
    title: 'Suspicious archiving of many files on a share',
    description:
      'A portable archiver packed about 11,000 files of the finance share into a password-protected archive.',
    recommendedActions:
      '1. Preserve the archive.\n2. Find out which files are in it.\n3. Watch for uploads from the server.',
    severity: 'medium',
    category: 'Collection',
    mitreTechniques: ['T1560.001', 'T1039'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, fileServer, 'high'),
      processEvidence({ at, verdict: 'suspicious' }, fileServer, {
        program: SEVEN_ZIP,
        parent: CMD,
        commandLine: `7za.exe a -p -mhe ${ARCHIVE.folder}\\${ARCHIVE.name} D:\\Shares\\Finance\\*`,
        account: userAccountOf(home, admin),
      }),
      fileEvidence({ at, verdict: 'suspicious' }, fileServer, ARCHIVE, 'detected'),
    ],
  },
  {
    name: 'storage-token',
    hoursAgo: 8.2,
    product: { ...DEFENDER_FOR_CLOUD, detectionSource: 'microsoftDefenderForStorage' },
    title: 'Unusual use of a shared access signature on a storage account',
    description:
      'A storage account was read with a shared access signature that allows everything and never expires in practice, from an address that has not used it before.',
    recommendedActions: '1. Rotate the account key that signed the token.\n2. Allow user delegation tokens only.\n3. Review the storage logs.', // prettier-ignore
    severity: 'medium',
    category: 'Exfiltration',
    mitreTechniques: ['T1530', 'T1550.001'],
    evidence: (at) => [
      storageAccount(at),
      evidenceOf(
        'sasTokenEvidence',
        { at, verdict: 'suspicious' },
        {
          allowedIpAddresses: '0.0.0.0-255.255.255.255',
          allowedResourceTypes: ['service', 'container', 'object'],
          allowedServices: ['blob'],
          permissions: ['read', 'write', 'list'],
          protocol: 'https',
          signatureHash: digest('sha256', 'sas/finance-archive'),
          signedWith: 'key1',
          startDateTime: '2024-01-01T00:00:00Z',
          expiryDateTime: '2034-01-01T00:00:00Z',
          storageResource: storageAccount(at),
        },
      ),
      evidenceOf(
        'blobEvidence',
        { at },
        {
          name: 'payments/2026/q3.bak',
          url: `https://${ACCOUNT}.blob.core.example/archive/payments/2026/q3.bak`,
          etag: '0x8DD0B1A4C2F11E0',
          fileHashes: [{ algorithm: 'md5', value: digest('md5', 'payments/2026/q3.bak') }],
          blobContainer: blobContainer(at),
        },
      ),
      blobContainer(at),
      ipEvidence({ at, verdict: 'malicious', roles: ['attacker'] }, CONTROL_SERVER),
    ],
  },
  {
    name: 'dlp-archive',
    hoursAgo: 5.1,
    product: DLP,
    title: 'DLP policy (Financial data) matched for files uploaded to a cloud service',
    description:
      'Files labelled Confidential – Finance were about to be uploaded to a cloud service that is not allowed. The upload was blocked.',
    recommendedActions:
      '1. Review the matched files.\n2. Compare with other alerts of the device.\n3. Report to the data owner.',
    severity: 'high',
    category: 'Exfiltration',
    mitreTechniques: ['T1567.002'],
    evidence: (at) => [
      userEvidence({ at, roles: ['policyViolator'] }, home, admin),
      deviceEvidence({ at, roles: ['source'] }, home, fileServer, 'high'),
      fileEvidence({ at, verdict: 'suspicious', remediationStatus: 'blocked' }, fileServer, ARCHIVE, 'blocked'),
      urlEvidence({ at, verdict: 'suspicious' }, `https://${C2_HOST}/upload`),
    ],
  },
  {
    name: 'exfiltration-blocked',
    hoursAgo: 5,
    product: ENDPOINT,
    title: 'Data exfiltration tool was blocked',
    description:
      'A renamed copy of a file synchronisation tool was started with a configuration that points to an address under an attacker’s control. The process was blocked and no data left the server.',
    recommendedActions:
      '1. Keep the server isolated.\n2. Verify in the firewall logs that nothing left.\n3. Rebuild the server from a clean image.',
    severity: 'high',
    category: 'Exfiltration',
    mitreTechniques: ['T1567.002', 'T1036.005'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, fileServer, 'high'),
      processEvidence({ at, verdict: 'malicious', remediationStatus: 'blocked' }, fileServer, {
        program: RCLONE,
        parent: CMD,
        commandLine: `svchost_upd.exe copy ${ARCHIVE.folder} r:in --config C:\\Windows\\Temp\\r.conf --transfers 16`,
        account: userAccountOf(home, admin),
        detection: 'blocked',
      }),
      fileEvidence({ at, verdict: 'malicious', remediationStatus: 'remediated' }, fileServer, RCLONE, 'blocked'),
      evidenceOf(
        'malwareEvidence',
        { at, verdict: 'malicious', remediationStatus: 'blocked' },
        {
          name: 'HackTool:Win64/Rclone',
          category: 'HackTool',
          files: [fileEvidence({ at, verdict: 'malicious' }, fileServer, RCLONE, 'blocked')],
        },
      ),
      connectionEvidence({ at, verdict: 'malicious', remediationStatus: 'blocked' }, fileServer.ipAddress, 61_022, CONTROL_SERVER, 443), // prettier-ignore
    ],
    more: worked('No bytes out according to Peter’s firewall logs.', socLead),
  },
  {
    name: 'insider-sequence',
    hoursAgo: 4.2,
    product: INSIDER_RISK,
    title: 'Exfiltration sequence by a privileged user',
    description: 'A privileged user’s account collected, packed and tried to upload files within a day.',
    recommendedActions:
      '1. Check whether the account acted on behalf of its owner.\n2. Close if explained by an incident.',
    severity: 'medium',
    category: 'Exfiltration',
    mitreTechniques: ['T1567'],
    evidence: (at) => [userEvidence({ at, roles: ['policyViolator'] }, home, admin)],
  },
  {
    name: 'attack-disruption',
    hoursAgo: 3.9,
    product: XDR,
    title: 'Attack using compromised accounts was disrupted',
    description:
      'Defender XDR is confident that accounts and devices of this incident are controlled by one attacker. The accounts were disabled and the devices contained automatically.',
    recommendedActions: '1. Review the incident as a whole.\n2. Release accounts and devices only after clean-up.\n3. Write down how it started.', // prettier-ignore
    severity: 'high',
    category: 'Exfiltration',
    mitreTechniques: ['T1078.002', 'T1021.002', 'T1567.002'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'malicious', remediationStatus: 'remediated', tags: ['Contained'] }, home, admin),
      userEvidence({ at, verdict: 'malicious', remediationStatus: 'remediated', tags: ['Contained'] }, home, clerk),
      deviceEvidence({ at, remediationStatus: 'partiallyRemediated', tags: ['Contained'] }, home, adminLaptop, 'high'),
      deviceEvidence({ at, remediationStatus: 'remediated', tags: ['Contained'] }, home, fileServer, 'high'),
      ipEvidence({ at, verdict: 'malicious', roles: ['attacker'] }, CONTROL_SERVER),
    ],
    more: (ms) => ({
      ...worked('Contained. Moving to recovery.', socLead)(ms),
      systemTags: ['Attack Disruption'],
      actorDisplayName: 'Storm-4821',
    }),
  },
];

function storageAccount(at: string) {
  return evidenceOf(
    'azureResourceEvidence',
    { at },
    {
      resourceId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-finance/providers/Microsoft.Storage/storageAccounts/${ACCOUNT}`,
      resourceName: ACCOUNT,
      resourceType: 'Storage Account',
    },
  );
}

function blobContainer(at: string) {
  return evidenceOf(
    'blobContainerEvidence',
    { at },
    { name: 'archive', url: `https://${ACCOUNT}.blob.core.example/archive`, storageResource: storageAccount(at) },
  );
}
