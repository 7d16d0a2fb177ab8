import { CONTOSO } from '../contoso.js';
import { userEvidence } from '../evidence/accounts.js';
import { evidenceOf, futureEvidence, plainEvidence } from '../evidence/evidence.js';
import { fileDetailsOf } from '../evidence/hosts.js';
import { ipEvidence, urlEvidence } from '../evidence/network.js';
import { digest, guidOf } from '../random.js';
import { exposedService, kubernetesScene } from './kubernetes.js';
import { DEFENDER_FOR_CLOUD, ENDPOINT, SECURITY_FOR_AI, SENTINEL, XDR } from './Step.js';
import type { Step } from './Step.js';

const { home, personNamed } = CONTOSO;
const devOps = personNamed('karim.benali');
const designer = personNamed('mei.tanaka');

/** Rare things that alerts are about: the kinds of evidence that everyday alerts do not show. */
export const EXHIBITS: readonly Step[] = [
  {
    name: 'ai-jailbreak',
    hoursAgo: 101,
    product: SECURITY_FOR_AI,
    title: 'A jailbreak attempt on an AI model deployment was blocked by Prompt Shields',
    description:
      'A user’s prompt tried to make an agent ignore its instructions and print the data it was grounded on.',
    recommendedActions: '1. Review the prompt.\n2. Limit what the agent may read.',
    severity: 'medium',
    category: 'InitialAccess',
    mitreTechniques: ['T1059'],
    evidence: (at) => [
      evidenceOf(
        'aiAgentEvidence',
        { at, remediationStatus: 'blocked' },
        {
          agentId: guidOf('agent/procurement'),
          agentName: 'Procurement Assistant',
          hostingPlatformType: 'azureAIFoundry',
          instructions: 'Answer questions about purchase orders. Never reveal supplier conditions.',
        },
      ),
      userEvidence({ at }, home, designer),
    ],
  },
  {
    name: 'aws-credentials',
    hoursAgo: 108,
    product: DEFENDER_FOR_CLOUD,
    title: 'Credentials of a cloud instance used from an external address',
    description: 'Temporary credentials that belong to an instance role were used from outside the instance.',
    recommendedActions: '1. Revoke the sessions of the role.\n2. Look for server-side request forgery on the instance.',
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1552.005'],
    evidence: (at) => [
      evidenceOf(
        'amazonResourceEvidence',
        { at, verdict: 'suspicious' },
        {
          amazonAccountId: '111122223333',
          amazonResourceId: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0abc12def34567890',
          resourceName: 'web-eu-2',
          resourceType: 'AWS EC2 instance',
        },
      ),
      ipEvidence({ at, verdict: 'suspicious', roles: ['attacker'] }, { ip: '192.0.2.199', countryCode: 'SG' }),
    ],
  },
  {
    name: 'gcp-bucket',
    hoursAgo: 111,
    product: DEFENDER_FOR_CLOUD,
    title: 'Storage bucket made public',
    description: 'The access list of a bucket was changed so that everybody can read it.',
    recommendedActions: '1. Remove the public grant.\n2. Review which objects were read meanwhile.',
    severity: 'medium',
    category: 'Exfiltration',
    mitreTechniques: ['T1530'],
    evidence: (at) => [
      evidenceOf(
        'googleCloudResourceEvidence',
        { at, verdict: 'suspicious' },
        {
          fullResourceName: '//storage.googleapis.com/projects/_/buckets/contoso-telemetry',
          location: 'europe-west3',
          locationType: 'regional',
          projectId: 'contoso-telemetry-prod',
          projectNumber: 482_913_377_204,
          resourceName: 'contoso-telemetry',
          resourceType: 'GCP Storage Bucket',
        },
      ),
      userEvidence({ at, roles: ['source'] }, home, devOps),
    ],
  },
  {
    name: 'kubernetes-privileged',
    hoursAgo: 116,
    product: { ...DEFENDER_FOR_CLOUD, detectionSource: 'microsoftDefenderForContainers' },
    title: 'Privileged container detected',
    description: 'A container that may do everything on its node was started and entered the namespace of the host.',
    recommendedActions:
      '1. Delete the workload unless it is known.\n2. Enforce a policy against privileged containers.',
    severity: 'medium',
    category: 'PrivilegeEscalation',
    mitreTechniques: ['T1611', 'T1610'],
    evidence: kubernetesScene,
  },
  {
    name: 'kubernetes-exposed',
    hoursAgo: 119,
    product: { ...DEFENDER_FOR_CLOUD, detectionSource: 'microsoftDefenderForContainers' },
    title: 'Exposed Kubernetes dashboard detected',
    description: 'A load balancer makes the dashboard of a cluster reachable from the internet.',
    recommendedActions: '1. Remove the public address.\n2. Rotate the token of the dashboard.',
    severity: 'high',
    category: 'InitialAccess',
    mitreTechniques: ['T1133'],
    evidence: exposedService,
  },
  {
    name: 'github-secret',
    hoursAgo: 124,
    product: SENTINEL,
    title: 'Secret pushed to a public repository',
    description: 'A scheduled rule found that push protection was bypassed and that a connection string was published.',
    recommendedActions: '1. Rotate the secret.\n2. Remove it from the history.',
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1552.001'],
    evidence: (at) => [
      evidenceOf(
        'gitHubOrganizationEvidence',
        { at },
        {
          company: 'Contoso',
          displayName: 'Contoso Engineering',
          email: 'opensource@contoso.example',
          login: 'contoso-eng',
          orgId: '90210441',
          webUrl: 'https://github.com/contoso-eng',
        },
      ),
      evidenceOf(
        'gitHubRepoEvidence',
        { at, verdict: 'suspicious' },
        {
          baseUrl: 'https://github.com/contoso-eng/sensor-sdk',
          login: 'contoso-eng/sensor-sdk',
          owner: 'contoso-eng',
          ownerType: 'Organization',
          repoId: '771204518',
        },
      ),
      evidenceOf(
        'gitHubUserEvidence',
        { at },
        {
          email: devOps.mail,
          login: 'kbenali',
          name: devOps.displayName,
          userId: '5521907',
          webUrl: 'https://github.com/kbenali',
        },
      ),
    ],
  },
  {
    name: 'plc-stop',
    hoursAgo: 131,
    product: { ...DEFENDER_FOR_CLOUD, detectionSource: 'microsoftDefenderForIoT' },
    title: 'PLC stop command was sent',
    description: 'A workstation that is not an engineering station sent a stop command to a controller of line 2.',
    recommendedActions: '1. Call the shift lead.\n2. Check who used the workstation.',
    severity: 'high',
    category: 'Impact',
    mitreTechniques: ['T0816'],
    evidence: (at) => {
      const nic = evidenceOf(
        'nicEvidence',
        { at },
        {
          macAddress: '00:1B:1B:4F:22:10',
          ipAddress: ipEvidence({ at }, { ip: '10.90.2.14' }),
          vlans: ['902'],
        },
      );
      return [
        evidenceOf(
          'ioTDeviceEvidence',
          { at, verdict: 'suspicious' },
          {
            deviceId: guidOf('iot/plc-line-2'),
            deviceName: 'PLC-LINE-2',
            deviceType: 'PLC',
            deviceSubType: 'Industrial',
            devicePageLink: 'https://security.microsoft.com/machines/v2/plc-line-2/overview',
            importance: 'high',
            ioTHub: evidenceOf(
              'azureResourceEvidence',
              { at },
              {
                resourceId: `/subscriptions/${guidOf('subscription/platform')}/resourceGroups/rg-plant/providers/Microsoft.Devices/IotHubs/hub-plant`,
                resourceName: 'hub-plant',
                resourceType: 'IoT hub',
              },
            ),
            ioTSecurityAgentId: guidOf('iot/agent-line-2'),
            ipAddress: ipEvidence({ at }, { ip: '10.90.2.14' }),
            isAuthorized: true,
            isProgramming: false,
            isScanner: false,
            macAddress: '00:1B:1B:4F:22:10',
            manufacturer: 'Siemens',
            model: 'S7-1500',
            nics: [nic],
            operatingSystem: 'SIMATIC',
            owners: ['greta.olsen@contoso.example'],
            protocols: ['S7comm', 'Modbus'],
            purdueLayer: 'Process Control',
            sensor: 'sensor-plant-1',
            serialNumber: 'S C-K4PV51242020',
            site: 'Plant Leipzig',
            source: 'Microsoft.Defender.IoT',
            sourceRef: urlEvidence({ at }, 'https://sensor-plant-1.contoso.example/alerts/418'),
            zone: 'Line 2',
          },
        ),
        nic,
      ];
    },
  },
  {
    name: 'hash-indicator',
    hoursAgo: 137,
    product: { ...ENDPOINT, detectionSource: 'customTi' },
    title: 'Custom indicator matched: file hash',
    description: 'A file hash of the organization’s indicator list was seen in an archive on a mail gateway.',
    recommendedActions: '1. Find out who sent the archive.\n2. Keep the indicator.',
    severity: 'low',
    category: 'Malware',
    mitreTechniques: ['T1204.002'],
    evidence: (at) => [
      evidenceOf(
        'fileHashEvidence',
        { at, verdict: 'malicious', remediationStatus: 'prevented' },
        {
          algorithm: 'sha1',
          value: digest('sha1', 'indicator/emotet-doc'),
        },
      ),
      evidenceOf(
        'fileEvidence',
        { at, verdict: 'malicious', remediationStatus: 'prevented' },
        {
          detectionStatus: 'prevented',
          fileDetails: fileDetailsOf({ name: 'order.docm', folder: '/var/spool/mail', size: 71_220 }),
        },
      ),
    ],
  },
  {
    name: 'without-evidence',
    hoursAgo: 142,
    product: { ...XDR, detectionSource: 'customDetection' },
    title: 'Custom detection without entities',
    description: 'A custom detection rule ran whose query returns no entities.',
    recommendedActions: 'Add an entity mapping to the rule.',
    severity: 'informational',
    category: 'SuspiciousActivity',
    mitreTechniques: [],
    evidence: () => [],
  },
  {
    name: 'plain-evidence',
    hoursAgo: 147,
    product: XDR,
    title: 'Unclassified activity',
    description: 'A partner product reported something that has no kind of its own.',
    recommendedActions: 'Look it up in the partner product.',
    severity: 'informational',
    category: 'SuspiciousActivity',
    mitreTechniques: [],
    evidence: (at) => [plainEvidence({ at, tags: ['partner'] })],
  },
  {
    name: 'future-evidence',
    hoursAgo: 167.5,
    product: XDR,
    title: 'Suspicious quantum key exchange',
    description: 'A kind of evidence that was introduced after this version of the API was described.',
    recommendedActions: 'Update the client.',
    severity: 'informational',
    category: 'SuspiciousActivity',
    mitreTechniques: [],
    evidence: (at) => [futureEvidence({ at })],
  },
];
