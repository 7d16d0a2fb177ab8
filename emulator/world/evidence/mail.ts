import { guidOf } from '../random.js';
import { evidenceOf } from './evidence.js';
import type { Evidence, Mark } from './evidence.js';

/** A message that was sent to several mailboxes. */
export interface Mailing {
  readonly subject: string;
  readonly senderName: string;
  readonly sender: string;
  readonly senderIp: string;
  readonly urls: readonly string[];
  readonly threats: readonly string[];
  readonly detectionMethods: readonly string[];
}

export function messageEvidence(mark: Mark, mailing: Mailing, recipient: string, delivery: Delivery): Evidence {
  const domainName = mailing.sender.split('@')[1] ?? null;
  const sender = { displayName: mailing.senderName, emailAddress: mailing.sender, domainName };
  const networkMessageId = messageIdOf(mailing, recipient);
  return evidenceOf('analyzedMessageEvidence', mark, {
    antiSpamDirection: 'Inbound',
    attachmentsCount: 0,
    deliveryAction: delivery.action,
    deliveryLocation: delivery.location,
    internetMessageId: `<${networkMessageId}@${domainName ?? 'unknown.invalid'}>`,
    language: 'en',
    networkMessageId,
    p1Sender: sender,
    p2Sender: sender,
    receivedDateTime: mark.at,
    recipientEmailAddress: recipient,
    senderIp: mailing.senderIp,
    subject: mailing.subject,
    threatDetectionMethods: mailing.detectionMethods,
    threats: mailing.threats,
    urlCount: mailing.urls.length,
    urls: mailing.urls,
    urn: `urn:MailEntity:${networkMessageId}`,
  });
}

interface Delivery {
  readonly action: 'Delivered' | 'Blocked' | 'DeliveredAsSpam';
  readonly location: 'Inbox' | 'Quarantine' | 'JunkFolder';
}

export function mailClusterEvidence(mark: Mark, mailing: Mailing, recipients: readonly string[]): Evidence {
  return evidenceOf('mailClusterEvidence', mark, {
    clusterBy: 'Subject;SenderIp;BodyFingerprintBin1',
    clusterByValue: `${mailing.subject};${mailing.senderIp};2190832`,
    emailCount: recipients.length,
    networkMessageIds: recipients.map((recipient) => messageIdOf(mailing, recipient)),
    query: `(Subject == "${mailing.subject}") AND (SenderIp == "${mailing.senderIp}")`,
    urn: `urn:MailCluster:${guidOf(`cluster/${mailing.subject}/${mailing.sender}`)}`,
  });
}

export function messageIdOf(mailing: Mailing, recipient: string): string {
  return guidOf(`message/${mailing.subject}/${mailing.sender}/${recipient}`);
}
