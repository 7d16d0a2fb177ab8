import { lazily } from '../kql/run.js';
import type { Cells, Table } from '../kql/values.js';
import type { Row, Rows, TenantWorld } from '../world/World.js';
import { at, cell, columnsOf, filled } from './columns.js';
import { entityOf, type EvidenceRecord } from './entities.js';

const ALERT_INFO = columnsOf(
  'Timestamp:date AlertId Title Category Severity ServiceSource DetectionSource AttackTechniques',
);
const ALERT_EVIDENCE = columnsOf(`
  Timestamp:date AlertId Title Categories AttackTechniques ServiceSource DetectionSource EntityType EvidenceRole
  EvidenceDirection FileName FolderPath SHA1 SHA256 FileSize:long ThreatFamily RemoteIP RemoteUrl AccountName
  AccountDomain AccountSid AccountObjectId AccountUpn DeviceId DeviceName LocalIP NetworkMessageId EmailSubject
  Application ApplicationId:int OAuthApplicationId ProcessCommandLine RegistryKey RegistryValueName RegistryValueData
  AdditionalFields Severity CloudResource CloudPlatform ResourceType ResourceID SubscriptionId`);
const EMAIL_EVENTS = columnsOf(`
  Timestamp:date NetworkMessageId InternetMessageId SenderMailFromAddress SenderFromAddress SenderDisplayName
  SenderFromDomain SenderIPv4 RecipientEmailAddress RecipientObjectId Subject EmailDirection DeliveryAction
  DeliveryLocation ThreatTypes DetectionMethods UrlCount:int AttachmentCount:int EmailLanguage ReportId`);

/** Products as hunting names them. */
const PRODUCTS: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  microsoftDefenderForCloudApps: 'Microsoft Defender for Cloud Apps',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  microsoft365Defender: 'Microsoft Defender XDR',
  azureAdIdentityProtection: 'AAD Identity Protection',
  microsoftAppGovernance: 'App Governance',
  dataLossPrevention: 'Microsoft Data Loss Prevention',
  microsoftDefenderForCloud: 'Microsoft Defender for Cloud',
  microsoftSentinel: 'Microsoft Sentinel',
};

export function alertInfo({ alerts }: TenantWorld): Table {
  return {
    columns: ALERT_INFO,
    rows: lazily(function* () {
      for (const alert of newest(alerts))
        yield filled(ALERT_INFO, { ...aboutAlert(alert), Category: cell(alert['category']) });
    }),
  };
}

/** Making all alerts of a large world takes a minute; its hunters see the newest of them. */
const MOST_MADE = 2000;

/** The alerts that hunting sees: all of them, where they need not be made first. */
export function* newest(alerts: Rows): Generator<Row> {
  let left = alerts.cheapColumns === null ? Infinity : MOST_MADE;
  for (const alert of alerts) {
    if (left === 0) return;
    left -= 1;
    yield alert;
  }
}

/** One row for each entity of each alert. */
export function alertEvidence({ alerts }: TenantWorld): Table {
  return {
    columns: ALERT_EVIDENCE,
    rows: lazily(function* () {
      for (const alert of newest(alerts)) yield* evidenceOf(alert);
    }),
  };
}

/** The messages that alerts are about. */
export function emailEvents({ alerts, users }: TenantWorld): Table {
  return {
    columns: EMAIL_EVENTS,
    rows: lazily(function* () {
      const ids = new Map([...users].map((user) => [cell(user['mail']).toLowerCase(), user.id]));
      for (const alert of newest(alerts)) {
        for (const message of messagesOf(alert)) {
          const recipient = cell(message['recipientEmailAddress']);
          yield filled(EMAIL_EVENTS, {
            ...emailOf(message),
            RecipientObjectId: ids.get(recipient.toLowerCase()) ?? '',
          });
        }
      }
    }),
  };
}

function* evidenceOf(alert: Row): Generator<Cells> {
  const about = aboutAlert(alert);
  for (const evidence of listed(alert)) {
    const seen = at(evidence['createdDateTime']) ?? about['Timestamp'] ?? null;
    const roles = Array.isArray(evidence['roles']) ? (evidence['roles'] as string[]) : [];
    yield filled(ALERT_EVIDENCE, {
      ...about,
      Timestamp: seen,
      Categories: JSON.stringify([alert['category']]),
      EvidenceRole: roles.length > 0 ? 'Impacted' : 'Related',
      ThreatFamily: cell(alert['threatFamilyName']),
      ...entityOf(evidence),
    });
  }
}

function aboutAlert(alert: Row): Cells {
  const source = cell(alert['serviceSource']);
  const severity = cell(alert['severity']);
  return {
    Timestamp: at(alert['createdDateTime']),
    AlertId: alert.id,
    Title: cell(alert['title']),
    Severity: severity.charAt(0).toUpperCase() + severity.slice(1),
    ServiceSource: PRODUCTS[source] ?? source,
    DetectionSource: cell(alert['detectionSource']),
    AttackTechniques: JSON.stringify(alert['mitreTechniques'] ?? []),
  };
}

function listed(alert: Row): readonly EvidenceRecord[] {
  return Array.isArray(alert['evidence']) ? (alert['evidence'] as EvidenceRecord[]) : [];
}

function messagesOf(alert: Row): readonly EvidenceRecord[] {
  return listed(alert).filter(
    ({ '@odata.type': type }) => type === '#microsoft.graph.security.analyzedMessageEvidence',
  );
}

function emailOf(message: EvidenceRecord): Cells {
  const sender = (message['p1Sender'] ?? {}) as EvidenceRecord;
  const from = (message['p2Sender'] ?? {}) as EvidenceRecord;
  const texts = (name: string): string => (Array.isArray(message[name]) ? (message[name] as string[]).join(', ') : '');
  return {
    Timestamp: at(message['receivedDateTime']) ?? at(message['createdDateTime']),
    NetworkMessageId: cell(message['networkMessageId']),
    InternetMessageId: cell(message['internetMessageId']),
    SenderMailFromAddress: cell(sender['emailAddress']),
    SenderFromAddress: cell(from['emailAddress']),
    SenderDisplayName: cell(from['displayName']),
    SenderFromDomain: cell(from['domainName']),
    SenderIPv4: cell(message['senderIp']),
    RecipientEmailAddress: cell(message['recipientEmailAddress']),
    Subject: cell(message['subject']),
    EmailDirection: cell(message['antiSpamDirection']),
    DeliveryAction: cell(message['deliveryAction']),
    DeliveryLocation: cell(message['deliveryLocation']),
    ThreatTypes: texts('threats'),
    DetectionMethods: texts('threatDetectionMethods'),
    UrlCount: Number(message['urlCount'] ?? 0),
    AttachmentCount: Number(message['attachmentsCount'] ?? 0),
    EmailLanguage: cell(message['language']),
    ReportId: cell(message['networkMessageId']),
  };
}
