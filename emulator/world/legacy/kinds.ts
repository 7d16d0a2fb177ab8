import { KNOCKING_ADDRESSES } from '../noise/Kind.js';
import { digest, guidOf } from '../random.js';
import type { LegacyKind } from './LegacyKind.js';
import { hostState, mailSender, networkConnection, processState, registryKeyState, userState } from './states.js';

const TOOL = 'C:\\Users\\Public\\Libraries\\invoice-viewer.exe';
const TOOL_SHA256 = digest('sha256', 'invoice-viewer.exe');
const TOOL_SHA1 = digest('sha1', 'invoice-viewer.exe');
const LURE = 'billing@fourthcoffee-invoices.example';

/** Kinds of legacy alerts: between them every state occurs that the type declares. */
export const LEGACY_KINDS: readonly LegacyKind[] = [
  {
    key: 'unfamiliar-location',
    vendor: 'identityProtection',
    title: 'Sign-in from an unfamiliar location',
    description: 'The user signed in from a place that was not seen for this user before.',
    category: 'UnfamiliarLocation',
    severities: ['medium', 'medium', 'low'],
    recommendedActions: ['Ask the user whether the sign-in was theirs.', 'If not, reset the password.'],
    portal: 'https://portal.azure.com/#blade/Microsoft_AAD_IAM/RiskyUsersBlade/userId/',
    states: (scene) => {
      const from = scene.random.pick(KNOCKING_ADDRESSES);
      return {
        confidence: scene.random.whole(40, 90),
        userStates: [
          userState(scene, 'id', {
            isVpn: false,
            logonIp: from.ip,
            logonLocation: `${from.city}, ${from.countryCode}`,
            logonType: 'interactive',
            riskScore: '0.6',
          }),
        ],
      };
    },
  },
  {
    key: 'miner-on-server',
    vendor: 'cloud',
    title: 'Digital currency mining related behavior detected',
    description: 'A process on the virtual machine talks to a pool for digital currency mining.',
    category: 'Execution',
    severities: ['high', 'medium'],
    recommendedActions: ['Stop the process.', 'Find out how it came onto the machine.', 'Patch what let it in.'],
    portal: 'https://portal.azure.com/#blade/Microsoft_Azure_Security/AlertBlade/alertId/',
    states: (scene) => ({
      azureSubscriptionId: guidOf(`${scene.home.tenantId}/subscription`),
      hostStates: [hostState(scene.home, scene.host, 'fqdn', { publicIpAddress: '198.51.100.77', riskScore: '0.9' })],
      networkConnections: [
        networkConnection({
          applicationName: 'xmrig',
          destinationAddress: '203.0.113.200',
          destinationDomain: 'pool.minexmr.example',
          destinationLocation: 'NL',
          destinationPort: '3333',
          domainRegisteredDateTime: '2026-09-01T00:00:00Z',
          natSourceAddress: '198.51.100.77',
          natSourcePort: '61000',
          riskScore: '0.9',
          sourceAddress: scene.host.ipAddress,
          sourcePort: '49871',
        }),
      ],
      processes: [
        processState(scene, {
          commandLine: './xmrig -o pool.minexmr.example:3333 --donate-level 1',
          name: 'xmrig',
          path: '/tmp/.cache/xmrig',
          processId: 7311,
        }),
      ],
      securityResources: [
        {
          resource: `/subscriptions/${guidOf(`${scene.home.tenantId}/subscription`)}/resourceGroups/servers/providers/Microsoft.Compute/virtualMachines/${scene.host.name}`,
          resourceType: 'attacked',
        },
        { resource: 'servers-nsg', resourceType: 'related' },
      ],
      vulnerabilityStates: [{ cve: 'CVE-2026-21345', severity: 'High', wasRunning: true }],
    }),
  },
  {
    key: 'run-key',
    vendor: 'sentinel',
    title: 'Program started at logon through a run key',
    description: 'An analytics rule found that a program from a public folder was entered into a run key.',
    category: 'Persistence',
    severities: ['medium'],
    recommendedActions: ['Look at the program.', 'Remove the value where nobody needs it.'],
    portal: 'https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident/',
    states: (scene) => ({
      historyStates: [
        {
          appId: guidOf('sentinel-playbook'),
          assignedTo: null,
          comments: ['Raised by the playbook.'],
          feedback: 'unknown',
          status: 'newAlert',
          updatedDateTime: scene.at,
          user: null,
        },
      ],
      hostStates: [hostState(scene.home, scene.host, 'netBiosName')],
      processes: [
        processState(scene, {
          commandLine: `reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Viewer /d ${TOOL}`,
          name: 'reg.exe',
          path: 'C:\\Windows\\System32\\reg.exe',
          processId: 9120,
        }),
      ],
      registryKeyStates: [
        registryKeyState({
          key: 'Software\\Microsoft\\Windows\\CurrentVersion\\Run',
          operation: 'create',
          processId: 9120,
          valueData: TOOL,
          valueName: 'Viewer',
        }),
        registryKeyState({
          hive: 'localMachineSoftware',
          key: 'Policies\\Microsoft\\Windows\\System',
          oldKey: null,
          operation: 'delete',
          valueType: null,
        }),
      ],
      userStates: [userState(scene, 'upn', { logonId: '0x3e7a1', logonType: 'remoteInteractive' })],
    }),
  },
  {
    key: 'known-bad-address',
    vendor: 'sentinel',
    title: 'Connection to an address of a threat intelligence list',
    description: 'A machine was in touch with an address that a threat intelligence provider reported.',
    category: 'CommandAndControl',
    severities: ['low', 'medium'],
    recommendedActions: ['Block the address.', 'Look for other machines that were in touch with it.'],
    portal: 'https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident/',
    states: (scene) => ({
      hostStates: [hostState(scene.home, scene.host, 'fqdn')],
      networkConnections: [
        networkConnection({
          destinationAddress: scene.random.pick(KNOCKING_ADDRESSES).ip,
          destinationPort: '443',
          destinationUrl: 'https://cdn.update-mirror.example/status',
          localDnsName: 'cdn.update-mirror.example',
          sourceAddress: scene.host.ipAddress,
          sourcePort: '50312',
          urlParameters: 'v=3',
        }),
      ],
      userStates: [userState(scene, 'upn')],
    }),
  },
  {
    key: 'phish-delivered',
    vendor: 'office',
    title: 'Phish delivered due to an override',
    description: 'A mail that was found to be phishing reached a mailbox because a rule of the tenant let it through.',
    category: 'ThreatManagement',
    severities: ['informational', 'medium'],
    recommendedActions: ['Remove the mail.', 'Look at the rule.'],
    portal: 'https://protection.office.com/viewalerts?id=',
    states: (scene) => ({
      messageSecurityStates: [
        {
          connectingIP: '203.0.113.18',
          deliveryAction: 'Delivered',
          deliveryLocation: 'Inbox',
          directionality: 'Inbound',
          internetMessageId: `<${scene.random.hex(16)}@fourthcoffee-invoices.example>`,
          messageFingerprint: scene.random.hex(20),
          messageReceivedDateTime: scene.eventAt,
          messageSubject: 'Invoice 88213 is overdue',
          networkMessageId: guidOf(`${scene.home.tenantId}/${scene.at}/message`),
        },
      ],
      uriClickSecurityStates: [
        {
          clickAction: 'Allowed',
          clickDateTime: scene.eventAt,
          id: guidOf(`${scene.at}/click`),
          sourceId: guidOf(`${scene.home.tenantId}/${scene.at}/message`),
          uriDomain: 'fourthcoffee-invoices.example',
          verdict: 'Phish',
        },
      ],
      userStates: [mailSender(LURE), userState(scene, 'upn', { emailRole: 'recipient', logonDateTime: null })],
    }),
  },
  {
    key: 'mass-download',
    vendor: 'cloudApps',
    title: 'Mass download by a single user',
    description: 'The user downloaded more files within an hour than in the month before.',
    category: 'Exfiltration',
    severities: ['medium'],
    recommendedActions: ['Ask the user and their manager.', 'Suspend the session where the answer does not convince.'],
    portal: 'https://portal.cloudappsecurity.com/#/alerts/',
    states: (scene) => ({
      cloudAppStates: [{ destinationServiceIp: '203.0.113.90', destinationServiceName: 'Dropbox', riskScore: '0.4' }],
      userStates: [userState(scene, 'upn', { logonIp: '198.51.100.61', logonLocation: 'NL', riskScore: '0.7' })],
    }),
  },
  {
    key: 'malware',
    vendor: 'endpoint',
    title: "'Emodrop' malware was detected",
    description: 'Malware was found on the machine and its process was stopped.',
    category: 'Malware',
    severities: ['informational', 'low', 'high'],
    recommendedActions: ['Run a full scan.', 'Find out where the file came from.'],
    portal: 'https://securitycenter.windows.com/alert/',
    states: (scene) => ({
      activityGroupName: 'STRONTIUM',
      alertDetections: [{ detectionType: 'antivirus', method: 'signature', name: 'Trojan:Win32/Emodrop.A' }],
      fileStates: [
        {
          fileHash: { hashType: 'sha256', hashValue: TOOL_SHA256 },
          name: 'invoice-viewer.exe',
          path: 'C:\\Users\\Public\\Libraries',
          riskScore: '1',
        },
        {
          fileHash: { hashType: 'authenticodeHash256', hashValue: digest('sha256', 'authenticode') },
          name: 'helper.dll',
          path: 'C:\\Users\\Public\\Libraries',
          riskScore: null,
        },
      ],
      hostStates: [hostState(scene.home, scene.host, 'fqdn', { riskScore: '0.8' })],
      investigationSecurityStates: [{ name: 'Automated investigation', status: 'Remediated' }],
      malwareStates: [
        { category: 'Trojan', family: 'Emodrop', name: 'Trojan:Win32/Emodrop.A', severity: 'Severe', wasRunning: true },
      ],
      processes: [
        processState(scene, {
          commandLine: `"${TOOL}" /quiet`,
          fileHash: { hashType: 'sha1', hashValue: TOOL_SHA1 },
          integrityLevel: 'high',
          isElevated: true,
          name: 'invoice-viewer.exe',
          path: TOOL,
          processId: 6604,
        }),
      ],
      triggers: [{ name: 'fileName', type: 'fileSecurityState', value: 'invoice-viewer.exe' }],
      userStates: [userState(scene, 'upn', { logonType: 'interactive', userAccountType: 'administrator' })],
    }),
  },
  {
    key: 'remote-execution',
    vendor: 'identity',
    title: 'Remote code execution attempt',
    description: 'An account tried to run commands on a domain controller from another machine.',
    category: 'LateralMovement',
    severities: ['medium'],
    recommendedActions: ['Ask whether an administrator did it.', 'Otherwise reset the account.'],
    portal: 'https://portal.atp.azure.com/securityAlert/',
    states: (scene) => ({
      hostStates: [hostState(scene.home, scene.host, 'netBiosName')],
      userStates: [userState(scene, 'sid', { logonType: 'network' })],
    }),
  },
];
