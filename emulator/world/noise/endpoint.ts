import { userAccountOf, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import {
  CMD,
  EXPLORER,
  POWERSHELL,
  SERVICES,
  deviceEvidence,
  fileDetailsOf,
  fileEvidence,
  processEvidence,
  registryValueEvidence,
} from '../evidence/hosts.js';
import type { Program } from '../evidence/hosts.js';
import { connectionEvidence, ipEvidence, urlEvidence } from '../evidence/network.js';
import type { Machine } from '../machines.js';
import { KNOCKING_ADDRESSES, perMachine } from './Kind.js';
import type { AlertKind, Scene } from './Kind.js';

const DOWNLOADS = 'C:\\Users\\Public\\Downloads';
const UNWANTED: readonly Program[] = [
  { name: 'PdfMergeFreeSetup.exe', folder: DOWNLOADS, size: 4_884_480 },
  { name: 'DriverBoost_installer.exe', folder: DOWNLOADS, size: 2_106_368 },
  { name: 'invoice_2291.pdf.exe', folder: DOWNLOADS, size: 611_840 },
  { name: 'CouponHelper.msi', folder: DOWNLOADS, size: 1_703_936 },
];
const TASK_RUNNER: Program = { name: 'UpdaterSvc.exe', folder: 'C:\\ProgramData\\Updater', size: 188_416 };

export const ENDPOINT_KINDS: readonly AlertKind[] = [
  {
    key: 'malware-prevented',
    idPrefix: 'da',
    title: 'Unwanted software was prevented',
    description:
      'Microsoft Defender Antivirus stopped a file that a user had downloaded. Software of this family shows advertising, changes browser settings and often brings further downloads with it.',
    recommendedActions:
      '1. Ask the user where the file came from.\n2. Run a full scan on the device.\n3. Block the file hash in the organization if it keeps coming back.',
    severities: ['informational', 'low', 'low'],
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'antivirus',
    productName: 'Microsoft Defender for Endpoint',
    category: 'UnwantedSoftware',
    mitreTechniques: ['T1204.002'],
    threatFamilyName: 'Presenoker',
    incidentName: 'Unwanted software on multiple endpoints',
    about: 'machines',
    atLeast: 2,
    atMost: 3,
    evidence(scene) {
      const program = scene.random.pick(UNWANTED);
      const stopped = { at: scene.at, verdict: 'malicious', remediationStatus: 'prevented' } as const;
      return perMachine(scene, (host, owner) => [
        deviceEvidence({ at: scene.at, verdict: 'suspicious', roles: ['attacked'] }, scene.home, host, 'low'),
        fileEvidence(stopped, host, program, 'prevented'),
        ...(owner ? [userEvidence({ at: scene.at }, scene.home, owner)] : []),
      ]);
    },
  },
  {
    key: 'powershell',
    idPrefix: 'da',
    title: 'Suspicious PowerShell command line',
    description:
      'A PowerShell command with an encoded body was started by an unusual parent. Administrators do this now and then; attackers do it to fetch and run code without leaving a file.',
    recommendedActions:
      '1. Decode the command and compare it with known administrative scripts.\n2. Review the device timeline around the start of the process.\n3. Isolate the device if the script contacted an unknown address.',
    severities: ['low', 'medium'],
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'microsoftDefenderForEndpoint',
    productName: 'Microsoft Defender for Endpoint',
    category: 'Execution',
    mitreTechniques: ['T1059.001', 'T1027'],
    incidentName: 'Suspicious script activity on multiple endpoints',
    about: 'machines',
    atLeast: 2,
    atMost: 3,
    evidence: (scene) =>
      perMachine(scene, (host, owner) => [
        deviceEvidence({ at: scene.at, roles: ['compromised'] }, scene.home, host),
        processEvidence({ at: scene.at, verdict: 'suspicious' }, host, {
          program: POWERSHELL,
          parent: CMD,
          commandLine: `powershell.exe -NoProfile -WindowStyle Hidden -EncodedCommand ${encoded(scene, host)}`,
          account: owner ? userAccountOf(scene.home, owner) : null,
        }),
      ]),
  },
  {
    key: 'run-key',
    idPrefix: 'da',
    title: 'Anomaly detected in ASEP registry',
    description:
      'A process added an entry to an auto-start extensibility point of the registry, which runs a program at each sign-in. The program has been seen on very few devices.',
    recommendedActions:
      '1. Check whether the program belongs to software that was installed on purpose.\n2. Remove the registry value and the file if not.\n3. Look for the same value on other devices.',
    severities: ['medium', 'medium', 'low'],
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'customDetection',
    productName: 'Microsoft Defender for Endpoint',
    category: 'Persistence',
    mitreTechniques: ['T1547.001'],
    incidentName: 'Persistence through registry on multiple endpoints',
    about: 'machines',
    atLeast: 2,
    atMost: 3,
    evidence: (scene) =>
      perMachine(scene, (host, owner) => [
        deviceEvidence({ at: scene.at, roles: ['compromised'] }, scene.home, host),
        registryValueEvidence(
          { at: scene.at, verdict: 'suspicious', remediationStatus: 'active' },
          host,
          'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
          'UpdaterSvc',
          `"${TASK_RUNNER.folder}\\${TASK_RUNNER.name}" /quiet`,
        ),
        evidenceOf(
          'registryKeyEvidence',
          { at: scene.at },
          {
            registryHive: 'HKEY_LOCAL_MACHINE',
            registryKey: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
          },
        ),
        ...(owner ? [userEvidence({ at: scene.at }, scene.home, owner)] : []),
      ]),
  },
  {
    key: 'blocked-domain',
    idPrefix: 'da',
    title: 'Connection to a custom network indicator',
    description:
      'A device tried to reach an address that the organization has put on its block list. The connection was stopped by network protection.',
    recommendedActions:
      '1. Find out which page or program opened the connection.\n2. Review other devices that tried the same address.\n3. Keep the indicator if it is still needed.',
    severities: ['informational', 'low'],
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'customTi',
    productName: 'Microsoft Defender for Endpoint',
    category: 'CommandAndControl',
    mitreTechniques: ['T1071.001'],
    incidentName: 'Connections to blocked addresses from multiple endpoints',
    about: 'machines',
    atLeast: 2,
    atMost: 3,
    evidence(scene) {
      const address = scene.random.pick(KNOCKING_ADDRESSES);
      const blocked = { at: scene.at, verdict: 'malicious', remediationStatus: 'blocked' } as const;
      return [
        ...perMachine(scene, (host) => [
          deviceEvidence({ at: scene.at, roles: ['source'] }, scene.home, host, 'low'),
          connectionEvidence({ at: scene.at }, host.ipAddress, 52_114, address, 443),
        ]),
        ipEvidence({ ...blocked, roles: ['destination'] }, address),
        urlEvidence(blocked, `https://cdn-${scene.random.hex(6)}.tracking.example/collect`),
      ];
    },
  },
  {
    key: 'ransomware-blocked',
    idPrefix: 'da',
    title: "'Lockbit' ransomware was blocked",
    description:
      'Microsoft Defender Antivirus blocked a program of a ransomware family before it could run. Ransomware usually comes last: look for what let it in.',
    recommendedActions:
      '1. Isolate the device until its history is understood.\n2. Look for the same file on network shares.\n3. Reset the passwords of the users who were signed in.',
    severities: ['medium', 'high'],
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'antivirus',
    productName: 'Microsoft Defender for Endpoint',
    category: 'Ransomware',
    mitreTechniques: ['T1486'],
    threatFamilyName: 'Lockbit',
    incidentName: 'Ransomware prevented on an endpoint',
    about: 'machines',
    atLeast: 1,
    atMost: 1,
    evidence: (scene) =>
      perMachine(scene, (host) => {
        const program: Program = { name: 'pkg_update.exe', folder: 'C:\\Windows\\Temp', size: 958_464 };
        const stopped = { at: scene.at, verdict: 'malicious', remediationStatus: 'blocked' } as const;
        const file = fileEvidence(stopped, host, program, 'blocked');
        return [
          deviceEvidence({ at: scene.at, roles: ['attacked'] }, scene.home, host, 'high'),
          file,
          processEvidence(stopped, host, {
            program,
            parent: host.owner ? EXPLORER : SERVICES,
            commandLine: `${program.folder}\\${program.name} -path C:\\`,
            account: host.owner ? userAccountOf(scene.home, host.owner) : null,
            detection: 'blocked',
          }),
          evidenceOf('malwareEvidence', stopped, { name: 'Lockbit', category: 'Ransomware', files: [file] }),
          evidenceOf('fileHashEvidence', stopped, {
            algorithm: 'sha256',
            value: fileDetailsOf(program)['sha256'],
          }),
        ];
      }),
  },
];

function encoded(scene: Scene, host: Machine): string {
  return Buffer.from(`iwr https://intranet.${scene.home.domain}/tools/${host.key}.ps1 | iex`, 'utf16le').toString(
    'base64',
  );
}
