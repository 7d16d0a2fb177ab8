import { cloudLogonSession, mailboxEvidence, userEvidence } from '../evidence/accounts.js';
import { evidenceOf } from '../evidence/evidence.js';
import { deviceEvidence, fileEvidence } from '../evidence/hosts.js';
import { mailClusterEvidence, messageEvidence } from '../evidence/mail.js';
import { dnsEvidence, ipEvidence, urlEvidence } from '../evidence/network.js';
import { guidOf } from '../random.js';
import {
  DROP_URL,
  IMPLANT,
  LURE,
  LURE_HOST,
  LURE_URL,
  PROXY,
  admin,
  adminLaptop,
  clerk,
  clerkLaptop,
  colleague,
  controller,
  home,
  lead,
  socLead,
  worked,
} from './actors.js';
import { ATTACKERS_APP as APP } from '../apps.js';
import { APP_GOVERNANCE, CLOUD_APPS, ENDPOINT, ENTRA, OFFICE, XDR } from './Step.js';
import type { Step } from './Step.js';

const TARGETS = [clerk, lead, colleague, controller];
const PROXY_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36'; // prettier-ignore

/** First act: a bill in the inbox, a sign-in page in between, a token in the wrong hands, and a way to stay. */
export const ENTRY: readonly Step[] = [
  {
    name: 'phish',
    hoursAgo: 70,
    product: OFFICE,
    title: 'Phishing campaign: email messages containing malicious URL delivered to finance',
    description:
      'Four messages that pretend to come from a known supplier reached mailboxes of the finance department. The link leads through a redirect to a page that imitates the organization’s sign-in page. Three messages were removed after delivery; one had been opened before.',
    recommendedActions:
      '1. Find out who opened the link (see the related click alert).\n2. Remove the remaining message and block the sender domain.\n3. Block the URL and its domain as indicators.\n4. Tell the recipients.',
    severity: 'medium',
    category: 'InitialAccess',
    mitreTechniques: ['T1566.002'],
    evidence: (at) => {
      const recipients = TARGETS.map((who) => who.mail ?? who.userPrincipalName);
      const bad = { at, verdict: 'malicious', roles: ['attacker'] } as const;
      return [
        ...TARGETS.map((who) => mailboxEvidence({ at, roles: ['attacked'] }, home, who)),
        ...recipients.map((to, index) =>
          messageEvidence(
            { ...bad, remediationStatus: index === 0 ? 'active' : 'remediated' },
            LURE,
            to,
            index === 0 ? { action: 'Delivered', location: 'Inbox' } : { action: 'Delivered', location: 'Quarantine' },
          ),
        ),
        mailClusterEvidence(bad, LURE, recipients),
        urlEvidence(bad, LURE_URL),
        ipEvidence({ ...bad, roles: ['source'] }, PROXY),
      ];
    },
    more: worked('Supplier confirmed by phone: not theirs. Purging the rest, blocking the domain.'),
  },
  {
    name: 'click',
    hoursAgo: 69.6,
    product: OFFICE,
    title: 'A potentially malicious URL click was detected',
    description:
      'A user opened a link that was later found to lead to a phishing page. Safe Links could not stop the visit because the page turned malicious after the scan.',
    recommendedActions:
      '1. Ask the user whether they signed in on the page.\n2. Revoke the user’s sessions and reset the password.\n3. Look at sign-ins from unfamiliar addresses right after the click.',
    severity: 'high',
    category: 'InitialAccess',
    mitreTechniques: ['T1566.002', 'T1204.001'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, clerk),
      mailboxEvidence({ at }, home, clerk),
      deviceEvidence({ at, roles: ['source'] }, home, clerkLaptop, 'medium'),
      urlEvidence({ at, verdict: 'malicious' }, LURE_URL),
      dnsEvidence({ at, verdict: 'malicious' }, LURE_HOST, PROXY, clerkLaptop.ipAddress),
    ],
    more: worked('Pia says she signed in and approved the prompt. Treating as token theft.'),
  },
  {
    name: 'anomalous-token',
    hoursAgo: 69.4,
    product: ENTRA,
    title: 'Anomalous Token',
    description:
      'The sign-in used a token with unusual characteristics: it was issued to one device and network and presented from another a few minutes later.',
    recommendedActions:
      '1. Confirm the user compromised and revoke all sessions.\n2. Reset the password and re-register authentication methods.\n3. Review what the session did.',
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1539', 'T1550.004'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'suspicious', roles: ['compromised'] }, home, clerk),
      cloudLogonSession({ at, verdict: 'malicious', roles: ['attacker'] }, home, clerk, PROXY_AGENT),
      evidenceOf('cloudLogonRequestEvidence', { at }, { requestId: guidOf('story/token-request') }),
      ipEvidence({ at, verdict: 'malicious', roles: ['attacker'] }, PROXY),
    ],
    more: worked('Same address as the mail’s sender.'),
  },
  {
    name: 'stolen-cookie',
    hoursAgo: 69.2,
    product: XDR,
    title: 'Stolen session cookie was used',
    description:
      'Signals from mail, sign-ins and the browser match an adversary-in-the-middle attack: the user passed multifactor authentication on a proxy page, and the session cookie obtained there was replayed from the proxy’s address.',
    recommendedActions:
      '1. Revoke sessions; a password reset alone does not end a stolen session.\n2. Require phishing-resistant authentication for this user group.\n3. Check mailbox rules, app consents and registered methods for traces.',
    severity: 'high',
    category: 'CredentialAccess',
    mitreTechniques: ['T1557', 'T1539'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'malicious', roles: ['compromised'] }, home, clerk),
      cloudLogonSession({ at, verdict: 'malicious' }, home, clerk, PROXY_AGENT),
      ipEvidence({ at, verdict: 'malicious', roles: ['attacker'] }, PROXY),
      urlEvidence({ at, verdict: 'malicious' }, LURE_URL),
    ],
    more: (ms) => ({ ...worked('Sessions revoked 15 minutes after this alert.', socLead)(ms), systemTags: ['Attack Disruption'] }), // prettier-ignore
  },
  {
    name: 'inbox-rule',
    hoursAgo: 68.1,
    product: CLOUD_APPS,
    title: 'Suspicious inbox manipulation rule',
    description:
      'A rule was created in the user’s mailbox that moves messages with words like invoice, payment or IBAN to the RSS Feeds folder and marks them as read. The session came from an address that is new for this user.',
    recommendedActions:
      '1. Remove the rule and look for others, also hidden ones.\n2. Search the folder for messages the user has not seen.\n3. Warn those who wrote to the user about payments.',
    severity: 'high',
    category: 'DefenseEvasion',
    mitreTechniques: ['T1564.008', 'T1114.003'],
    evidence: (at) => [
      userEvidence({ at, verdict: 'malicious', roles: ['compromised'] }, home, clerk),
      evidenceOf(
        'mailboxConfigurationEvidence',
        { at, verdict: 'malicious', remediationStatus: 'active' },
        {
          configurationId: 'inbox-rule-2b7f',
          configurationType: 'userInboxRule',
          displayName: '..',
          externalDirectoryObjectId: clerk.id,
          mailboxPrimaryAddress: clerk.mail,
          upn: clerk.userPrincipalName,
        },
      ),
      evidenceOf(
        'cloudApplicationEvidence',
        { at },
        {
          appId: 20_893,
          displayName: 'Microsoft Exchange Online',
          instanceId: 0,
          instanceName: 'Contoso',
          saasAppId: 20_893,
        },
      ),
      ipEvidence({ at, verdict: 'malicious', roles: ['attacker'] }, PROXY),
    ],
  },
  {
    name: 'app-consent',
    hoursAgo: 67.3,
    product: APP_GOVERNANCE,
    title: 'App with unverified publisher was granted access to mail',
    description:
      'A user consented to an application of an unverified publisher, registered nine days ago, that may read mail and stay signed in (Mail.Read, offline_access). The consent came minutes after a suspicious sign-in.',
    recommendedActions:
      '1. Disable the application and remove its grants.\n2. Review what it has read.\n3. Allow user consent for verified publishers only.',
    severity: 'high',
    category: 'Persistence',
    mitreTechniques: ['T1528', 'T1098.003'],
    evidence: (at) => [
      evidenceOf(
        'oauthApplicationEvidence',
        { at, verdict: 'malicious', remediationStatus: 'active', roles: ['suspicious'] },
        { appId: APP.appId, displayName: APP.displayName, objectId: APP.objectId, publisher: APP.publisher },
      ),
      appServicePrincipal(at),
      userEvidence({ at, roles: ['compromised'] }, home, clerk),
      ipEvidence({ at, verdict: 'malicious' }, PROXY),
    ],
    more: worked('App disabled. Asked Hannah to restrict user consent.'),
  },
  {
    name: 'app-reads-mail',
    hoursAgo: 66,
    product: CLOUD_APPS,
    title: 'OAuth app with unusual mail access volume',
    description:
      'An application read several thousand messages of one mailbox through the API within forty minutes; similar applications read some tens a day.',
    recommendedActions: '1. Disable the application.\n2. List the messages it has read.\n3. Inform the data protection officer if personal data was among them.', // prettier-ignore
    severity: 'medium',
    category: 'Collection',
    mitreTechniques: ['T1114.002'],
    evidence: (at) => [
      appServicePrincipal(at),
      mailboxEvidence({ at, roles: ['attacked'] }, home, clerk),
      ipEvidence({ at, verdict: 'malicious' }, PROXY),
    ],
  },
  {
    name: 'teams-lure',
    hoursAgo: 52.5,
    product: OFFICE,
    title: 'Malicious link in a Teams chat from a compromised internal account',
    description:
      'An account that is believed compromised sent a chat message to an administrator. It asks to install an update of the VPN client and carries a link to a file on a domain that belongs to an ongoing campaign.',
    recommendedActions: '1. Remove the message.\n2. Ask the recipient whether they opened the file.\n3. Look for the file hash on all devices.', // prettier-ignore
    severity: 'high',
    category: 'LateralMovement',
    mitreTechniques: ['T1534', 'T1566.003'],
    evidence: (at) => [
      evidenceOf(
        'teamsMessageEvidence',
        { at, verdict: 'malicious' },
        {
          messageId: '1763970121889',
          threadId: '19:8d2c1f@unq.gbl.spaces',
          threadType: 'chat',
          messageDirection: 'intraorg',
          deliveryAction: 'delivered',
          deliveryLocation: 'teams',
          senderFromAddress: clerk.mail,
          senderIP: PROXY.ip,
          recipients: [admin.mail],
          suspiciousRecipients: [admin.mail],
          subject: 'VPN client update',
          owningTenantId: home.tenantId,
          isExternal: false,
          isOwned: true,
          receivedDateTime: at,
          lastModifiedDateTime: at,
          sourceAppName: 'Microsoft Teams',
          urls: [urlEvidence({ at, verdict: 'malicious' }, DROP_URL)],
        },
      ),
      userEvidence({ at, verdict: 'malicious', roles: ['source'] }, home, clerk),
      userEvidence({ at, roles: ['attacked'] }, home, admin),
      urlEvidence({ at, verdict: 'malicious' }, DROP_URL),
    ],
  },
  {
    name: 'smartscreen',
    hoursAgo: 52.2,
    product: { ...ENDPOINT, detectionSource: 'smartScreen' },
    title: 'Suspicious connection allowed by user after SmartScreen warning',
    description:
      'A user went on to a page although SmartScreen had warned of it, and downloaded an installer from there.',
    recommendedActions: '1. Isolate the device.\n2. Collect an investigation package.\n3. Block the URL and the file.',
    severity: 'medium',
    category: 'InitialAccess',
    mitreTechniques: ['T1204.002'],
    evidence: (at) => [
      userEvidence({ at, roles: ['compromised'] }, home, admin),
      deviceEvidence({ at, roles: ['compromised'] }, home, adminLaptop, 'medium'),
      fileEvidence({ at, verdict: 'suspicious' }, adminLaptop, IMPLANT, 'detected'),
      urlEvidence({ at, verdict: 'suspicious' }, DROP_URL),
    ],
  },
];

function appServicePrincipal(at: string) {
  return evidenceOf(
    'servicePrincipalEvidence',
    { at, verdict: 'suspicious' },
    {
      appId: APP.appId,
      appOwnerTenantId: APP.ownerTenantId,
      servicePrincipalName: APP.displayName,
      servicePrincipalObjectId: APP.objectId,
      servicePrincipalType: 'application',
      tenantId: home.tenantId,
    },
  );
}
