import type { DemoTenant } from '../demoTenants.js';
import { activeDirectoryGuidOf, cloudSidOf, dnsDomainOf } from './people.js';
import type { Person } from './people.js';
import { guidOf, hashOf } from './random.js';
import { analyzedEmailRow, machineActionRow, securityActionRow } from './rows/response.js';
import { adminLaptop, clerkLaptop, fileServer, home, LURE_HOST, LURE_URL, socLead } from './story/actors.js';
import { HOUR_MS, MINUTE_MS, ticks } from './time.js';
import { dnsNameOf } from './machines.js';
import type { Machine } from './machines.js';
import type { Row, Rows, TenantWorld } from './World.js';

/** People with accounts in two directories, as Defender for Identity joins them. */
export function identityAccountsOf(tenant: DemoTenant, people: readonly Person[]): Row[] {
  return people
    .filter((who) => who.isSynced)
    .map((who) => ({
      id: identityIdOf(who.id),
      displayName: who.displayName,
      domain: dnsDomainOf(tenant),
      cloudSecurityIdentifier: cloudSidOf(who.id),
      onPremisesSecurityIdentifier: who.onPremisesSid,
      isEnabled: who.isEnabled,
      accounts: [
        {
          actions: ['disable', 'enable', 'forcePasswordReset'],
          identifier: activeDirectoryGuidOf(who),
          identityProvider: 'activeDirectory',
        },
        { actions: [], identifier: who.id, identityProvider: 'entraID' },
      ],
    }));
}

function identityIdOf(userId: string): string {
  return guidOf(`identity-accounts/${userId}`);
}

interface Message {
  readonly '@odata.type': string;
  readonly networkMessageId: string;
  readonly recipientEmailAddress: string;
  readonly [property: string]: unknown;
}

const LOCATIONS: Readonly<Record<string, string>> = {
  Inbox: 'inbox_folder',
  Quarantine: 'quarantine',
  JunkFolder: 'junkFolder',
};

/**
 * The messages that the tenant's alerts are about, also those that have arrived since somebody last asked. In a large world, whose
 * alerts have no bodies before somebody looks at them, there are none.
 */
export function analyzedEmails({ alerts, analyzedEmails: known, licences }: TenantWorld): Rows {
  if (!licences.defender || alerts.cheapColumns !== null) return known;
  for (const row of analyzedEmailsOf(alerts)) if (known.get(row.id) === undefined) known.put(row);
  return known;
}

/** Each once for each recipient. */
function analyzedEmailsOf(alerts: Rows): Row[] {
  const found = new Map<string, { readonly message: Message; readonly alertIds: string[] }>();
  for (const alert of alerts) {
    for (const message of (alert['evidence'] as Message[]).filter(isMessage)) {
      const id = `${message.networkMessageId}-${hashOf(message.recipientEmailAddress)}-1`;
      const known = found.get(id);
      if (known === undefined) found.set(id, { message, alertIds: [alert.id] });
      else known.alertIds.push(alert.id);
    }
  }
  return [...found].map(([id, { message, alertIds }]) => analyzedEmail(id, message, alertIds));
}

function isMessage(evidence: Message): boolean {
  return evidence['@odata.type'] === '#microsoft.graph.security.analyzedMessageEvidence';
}

function analyzedEmail(id: string, message: Message, alertIds: readonly string[]): Row {
  const sender = message['p2Sender'] as Readonly<Record<string, string>>;
  const threats = message['threats'] as readonly string[];
  const location = LOCATIONS[String(message['deliveryLocation'])] ?? 'others';
  const delivery = { action: 'delivered', latestThreats: threats.join(', '), originalThreats: null };
  return analyzedEmailRow({
    id,
    alertIds,
    detectionMethods: message['threatDetectionMethods'],
    internetMessageId: message['internetMessageId'],
    latestDelivery: { ...delivery, location },
    loggedDateTime: message['receivedDateTime'],
    networkMessageId: message.networkMessageId,
    originalDelivery: { ...delivery, location: 'inbox_folder' },
    recipientDetail: { ccRecipients: [], domainName: message.recipientEmailAddress.split('@')[1] ?? null },
    recipientEmailAddress: message.recipientEmailAddress,
    returnPath: sender['emailAddress'],
    senderDetail: {
      displayName: sender['displayName'],
      domainCreationDateTime: null,
      domainName: sender['domainName'],
      domainOwner: null,
      fromAddress: sender['emailAddress'],
      ipv4: message['senderIp'],
      location: null,
      mailFromAddress: sender['emailAddress'],
      mailFromDomainName: sender['domainName'],
    },
    subject: message['subject'],
    timelineEvents: [
      {
        eventDateTime: message['receivedDateTime'],
        eventDetails: null,
        eventResult: 'Success',
        eventSource: 'system',
        eventThreats: threats,
        eventType: 'originalDelivery',
      },
    ],
    urls: (message['urls'] as readonly string[]).map((url) => ({
      ...{ detectionMethod: null, detonationDetails: null, tenantAllowBlockListDetailInfo: null },
      ...{ threatType: 'phish', url },
    })),
  });
}

/** What was done about the told attack, the latest last. The administrator's laptop was let go too early. */
export function toldMachineActions(startMs: number): Row[] {
  const done: readonly (readonly [name: string, machine: Machine, hoursAgo: number, words: string])[] = [
    ['RunAntiVirusScan', clerkLaptop, 66, 'Looking for what came with the mail.'],
    ['Isolate', adminLaptop, 44, 'Ravi installed it. Stopping the spread.'],
    ['Unisolate', adminLaptop, 40, 'Back on request of the user.'],
    ['Isolate', adminLaptop, 37, 'Lifted too early: isolating again.'],
    ['Isolate', fileServer, 30, 'Keep it isolated until it is rebuilt.'],
  ];
  return done.map(([type, host, hoursAgo, requestorComment]) => {
    const atMs = startMs - hoursAgo * HOUR_MS;
    return machineActionRow({
      id: guidOf(`machine-action/${type}/${host.key}/${String(hoursAgo)}`),
      type,
      scope: { RunAntiVirusScan: 'Full', Isolate: 'Full' }[type] ?? null,
      requestor: socLead.userPrincipalName,
      requestorComment,
      requestSource: 'Portal',
      status: 'Succeeded',
      machineId: host.defenderId,
      computerDnsName: dnsNameOf(home, host),
      creationDateTimeUtc: ticks(atMs),
      lastUpdateDateTimeUtc: ticks(atMs + 4 * MINUTE_MS),
    });
  });
}

/** Through Microsoft Graph: what the phishing led to is blocked. */
export function toldSecurityActions(startMs: number): Row[] {
  const blocked = [
    ['BlockUrl', 'URL', LURE_URL],
    ['BlockDomain', 'Domain', LURE_HOST],
  ] as const;
  return blocked.map(([name, parameter, value], index) => {
    const [createdDateTime, startedAt, completedDateTime] = [0, 1, 3].map((minutes) =>
      ticks(startMs - 65 * HOUR_MS + (index + minutes) * MINUTE_MS),
    ) as [string, string, string];
    const appId = guidOf('application/soc-automation');
    return securityActionRow({
      id: guidOf(`security-action/${name}/${value}`),
      actionReason: 'Leads to the sign-in proxy.',
      appId,
      azureTenantId: home.tenantId,
      completedDateTime,
      createdDateTime,
      lastActionDateTime: completedDateTime,
      name,
      parameters: [{ name: parameter, value }],
      states: [
        { appId, status: 'notStarted', updatedDateTime: createdDateTime, user: null },
        { appId, status: 'running', updatedDateTime: startedAt, user: null },
        { appId, status: 'completed', updatedDateTime: completedDateTime, user: null },
      ],
      status: 'completed',
      vendorInformation: {
        provider: 'Windows Defender ATP',
        providerVersion: null,
        subProvider: null,
        vendor: 'Microsoft',
      },
    });
  });
}
