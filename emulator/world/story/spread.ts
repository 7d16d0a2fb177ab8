import { SYSTEM_ACCOUNT, userAccountOf, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import {
  CMD,
  POWERSHELL,
  SERVICES,
  deviceEvidence,
  fileEvidence,
  processEvidence,
  registryValueEvidence,
} from '../evidence/hosts.js';
import type { Program } from '../evidence/hosts.js';
import { connectionEvidence, dnsEvidence, ipEvidence } from '../evidence/network.js';
import { dnsDomainOf } from '../people.js';
import { guidOf } from '../random.js';
import { groupIdOf } from '../groups.js';
import {
  C2_HOST,
  CONTROL_SERVER,
  IMPLANT,
  LOADER,
  admin,
  adminLaptop,
  domainController,
  fileServer,
  home,
  socLead,
  worked,
} from './actors.js';
import { ENDPOINT, IDENTITY, SENTINEL, THREAT_INTELLIGENCE } from './Step.js';
import type { Step } from './Step.js';

const MSIEXEC: Program = {
  name: 'msiexec.exe',
  folder: 'C:\\Windows\\System32',
  size: 176_128,
  publisher: 'Microsoft Corporation',
};
const RUNDLL: Program = {
  name: 'rundll32.exe',
  folder: 'C:\\Windows\\System32',
  size: 77_824,
  publisher: 'Microsoft Corporation',
};

/** Second act: from an administrator's laptop, with his session, to a server, and a look around the domain. */
export const SPREAD: readonly Step[] = [
  {
    name: 'loader',
    hoursAgo: 51.9,
    product: ENDPOINT,
    title: 'Suspicious process executed by an installer and connected to an unknown address',
    description:
      'An installer of an unknown publisher dropped a library and had it loaded by rundll32. The process connected at regular intervals to an address that few organizations contact.',
    recommendedActions:
      '1. Isolate the device.\n2. Collect the dropped library and submit it.\n3. Block address, domain and hashes in the organization.\n4. Consider the signed-in user’s credentials stolen.',
    severity: 'high',
    category: 'CommandAndControl',
    mitreTechniques: ['T1218.007', 'T1218.011', 'T1071.001'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'], detailedRoles: ['PrimaryDevice'] }, home, adminLaptop, 'high'),
      fileEvidence({ at, verdict: 'malicious' }, adminLaptop, IMPLANT, 'detected'),
      fileEvidence({ at, verdict: 'malicious', remediationStatus: 'active' }, adminLaptop, LOADER, 'detected'),
      processEvidence({ at, verdict: 'malicious' }, adminLaptop, {
        program: RUNDLL,
        parent: MSIEXEC,
        commandLine: `rundll32.exe ${LOADER.folder}\\${LOADER.name},Start`,
        account: userAccountOf(home, admin),
      }),
      connectionEvidence({ at, verdict: 'malicious' }, adminLaptop.ipAddress, 53_118, CONTROL_SERVER, 443),
      dnsEvidence({ at, verdict: 'malicious' }, C2_HOST, CONTROL_SERVER, adminLaptop.ipAddress),
      ipEvidence({ at, verdict: 'malicious', roles: ['commandAndControl'] }, CONTROL_SERVER),
    ],
    more: (ms) => ({
      ...worked('Ravi confirms he installed it. Device isolated.', socLead)(ms),
      threatFamilyName: 'VpnHelp',
      threatDisplayName: 'Trojan:Win32/VpnHelp.A!dha',
    }),
  },
  {
    name: 'actor-infrastructure',
    hoursAgo: 49,
    product: THREAT_INTELLIGENCE,
    title: 'Storm-4821 infrastructure contacted',
    description:
      'A device contacted an address that Microsoft Threat Intelligence links to Storm-4821, a group that moves from business email compromise to data theft.',
    recommendedActions: '1. Read the intelligence profile of the actor.\n2. Hunt for the listed indicators.',
    severity: 'high',
    category: 'CommandAndControl',
    mitreTechniques: ['T1071.001', 'T1583.003'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, adminLaptop, 'high'),
      ipEvidence({ at, verdict: 'malicious', roles: ['commandAndControl'] }, CONTROL_SERVER),
      evidenceOf('urlEvidence', { at, verdict: 'malicious' }, { url: `https://${C2_HOST}/api/v2/ping` }),
    ],
    more: () => ({ actorDisplayName: 'Storm-4821' }),
  },
  {
    name: 'lsass',
    hoursAgo: 44.4,
    product: ENDPOINT,
    title: 'Suspicious access to LSASS service',
    description:
      'A process read the memory of the Local Security Authority, where credentials of signed-in users are kept.',
    recommendedActions:
      '1. Reset the passwords of all users who signed in to the device, administrators first.\n2. Turn on credential guard and the matching attack surface reduction rule.',
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1003.001'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, adminLaptop, 'high'),
      processEvidence({ at, verdict: 'malicious' }, adminLaptop, {
        program: RUNDLL,
        parent: RUNDLL,
        commandLine:
          'rundll32.exe C:\\Windows\\System32\\comsvcs.dll,MiniDump 764 C:\\ProgramData\\VpnHelper\\l.bin full',
        account: userAccountOf(home, admin),
      }),
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, admin),
    ],
    more: worked('Isolation was lifted too early by request of the user. Isolating again.', socLead),
  },
  {
    name: 'overpass-the-hash',
    hoursAgo: 43.8,
    product: IDENTITY,
    title: 'Suspected overpass-the-hash attack (Kerberos)',
    description:
      'A Kerberos ticket was requested with a weaker encryption than the account has used before, from a computer where credentials were read shortly before.',
    recommendedActions: '1. Reset the password of the account twice.\n2. Isolate the source computer.\n3. Review where the ticket was used.', // prettier-ignore
    severity: 'medium',
    category: 'LateralMovement',
    mitreTechniques: ['T1550.002'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, admin),
      deviceEvidence({ at, roles: ['source'] }, home, adminLaptop, 'high'),
      deviceEvidence({ at, roles: ['destination'] }, home, domainController, 'low'),
    ],
  },
  {
    name: 'lateral-movement',
    hoursAgo: 43.1,
    product: ENDPOINT,
    title: 'Possible lateral movement: remote session from a compromised device',
    description:
      'A session with an administrator’s account was opened on a server from a device that is under the control of an attacker. Within two minutes a service was created there.',
    recommendedActions:
      '1. Contain the account and the device.\n2. Review all actions in the session.\n3. Check the server for services and tasks created since.',
    severity: 'high',
    category: 'LateralMovement',
    mitreTechniques: ['T1021.002', 'T1021.006', 'T1078.002'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['source'] }, home, adminLaptop, 'high'),
      deviceEvidence({ at, verdict: 'suspicious', roles: ['destination', 'compromised'] }, home, fileServer, 'high'),
      evidenceOf(
        'hostLogonSessionEvidence',
        { at, verdict: 'malicious' },
        {
          account: userEvidence({ at }, home, admin),
          host: deviceEvidence({ at }, home, fileServer, 'high'),
          sessionId: '0x3e7a1c4',
          startUtcDateTime: at,
        },
      ),
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, admin),
    ],
  },
  {
    name: 'service-created',
    hoursAgo: 43,
    product: ENDPOINT,
    title: 'Suspicious service registration',
    description: 'A service was registered that starts a library from an unusual folder with system rights.',
    recommendedActions: '1. Stop and remove the service.\n2. Quarantine the library.\n3. Look for the service name on other servers.', // prettier-ignore
    severity: 'medium',
    category: 'Persistence',
    mitreTechniques: ['T1543.003'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, fileServer, 'high'),
      registryValueEvidence(
        { at, verdict: 'malicious', remediationStatus: 'pendingApproval' },
        fileServer,
        'SYSTEM\\CurrentControlSet\\Services\\VpnHelperSvc',
        'ImagePath',
        `rundll32.exe ${LOADER.folder}\\${LOADER.name},Serve`,
      ),
      processEvidence({ at, verdict: 'malicious' }, fileServer, {
        program: RUNDLL,
        parent: SERVICES,
        commandLine: `rundll32.exe ${LOADER.folder}\\${LOADER.name},Serve`,
        account: SYSTEM_ACCOUNT,
      }),
      fileEvidence({ at, verdict: 'malicious' }, fileServer, LOADER, 'detected'),
    ],
  },
  {
    name: 'enumeration',
    hoursAgo: 41.5,
    product: IDENTITY,
    title: 'Security principal reconnaissance (LDAP)',
    description:
      'An account that had never done so queried the directory for all members of sensitive groups and for the trusts of the domain.',
    recommendedActions: '1. Ask the owner of the account.\n2. Treat the source computer as compromised.\n3. Watch the groups named here for changes.', // prettier-ignore
    severity: 'medium',
    category: 'Discovery',
    mitreTechniques: ['T1087.002', 'T1069.002', 'T1482'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, admin),
      deviceEvidence({ at, roles: ['source'] }, home, fileServer, 'high'),
      deviceEvidence({ at, roles: ['destination'] }, home, domainController, 'low'),
      evidenceOf(
        'securityGroupEvidence',
        { at, roles: ['scanned'] },
        {
          displayName: 'Server Operators Tier 1',
          friendlyName: 'Server Operators Tier 1',
          securityGroupId: groupIdOf(home, 'server-operators'),
          activeDirectoryObjectGuid: guidOf('active-directory/server-operators'),
          distinguishedName: 'CN=Server Operators Tier 1,OU=Groups,DC=corp,DC=contoso,DC=example',
          sid: null,
        },
      ),
      evidenceOf(
        'activeDirectoryDomainEvidence',
        { at, roles: ['scanned'] },
        {
          activeDirectoryDomainName: dnsDomainOf(home),
          trustedDomains: [
            evidenceOf('activeDirectoryDomainEvidence', { at }, { activeDirectoryDomainName: 'plant.contoso.example' }),
          ],
        },
      ),
    ],
  },
  {
    name: 'net-group',
    hoursAgo: 41.3,
    product: ENDPOINT,
    title: 'Suspicious sequence of exploration activities',
    description: 'A set of commands that list users, groups, shares and sessions ran within a short time.',
    recommendedActions: '1. Compare with administrative scripts.\n2. Review the process tree.',
    severity: 'low',
    category: 'Discovery',
    mitreTechniques: ['T1087.002', 'T1135', 'T1018'],
    evidence: (at) => [
      deviceEvidence({ at, roles: ['compromised'] }, home, fileServer, 'high'),
      processEvidence({ at, verdict: 'suspicious' }, fileServer, {
        program: CMD,
        parent: RUNDLL,
        commandLine: 'cmd.exe /c net group "Domain Admins" /domain & nltest /domain_trusts & net view \\\\SQL01',
        account: userAccountOf(home, admin),
      }),
      processEvidence({ at, verdict: 'suspicious' }, fileServer, {
        program: POWERSHELL,
        parent: CMD,
        commandLine: 'powershell.exe -c "Get-SmbShare -CimSession FS01,SQL01 | select Name,Path"',
        account: userAccountOf(home, admin),
      }),
    ],
  },
  {
    name: 'dcsync',
    hoursAgo: 38,
    product: IDENTITY,
    title: 'Suspected DCSync attack (replication of directory services)',
    description:
      'A computer that is not a domain controller asked a domain controller to replicate password data. The request was refused because the account lacks the right.',
    recommendedActions: '1. Disable the account.\n2. Review who holds replication rights.\n3. Reset the krbtgt password twice if a request ever succeeded.', // prettier-ignore
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1003.006'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'malicious', roles: ['attacker'], remediationStatus: 'blocked' }, home, admin),
      deviceEvidence({ at, roles: ['source'] }, home, fileServer, 'high'),
      deviceEvidence({ at, roles: ['attacked'] }, home, domainController, 'medium'),
    ],
    more: worked('Refused. Account disabled for now, Ravi works with a temporary one.', socLead),
  },
  {
    name: 'sentinel-map',
    hoursAgo: 37.4,
    product: SENTINEL,
    title: 'TI map IP entity to firewall events',
    description:
      'A scheduled analytics rule matched outbound firewall events with an indicator of the threat intelligence feed.',
    recommendedActions: '1. Confirm the source.\n2. Check whether the firewall let the traffic through.',
    severity: 'medium',
    category: 'CommandAndControl',
    mitreTechniques: ['T1071'],
    evidence: (at) => [
      ipEvidence({ at, verdict: 'malicious', roles: ['destination'] }, CONTROL_SERVER),
      deviceEvidence({ at, roles: ['source'] }, home, fileServer, 'high'),
    ],
    more: () => ({ customDetails: { FirewallAction: 'allow', BytesOut: '48210334' } }),
  },
];
