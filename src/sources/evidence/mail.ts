import type { FileEvidence } from '../../../schema/evidence/file.js';
import type {
  AnalyzedMessageEvidence,
  MailboxConfigurationEvidence,
  MailboxEvidence,
  MailClusterEvidence,
  SubmissionMailEvidence,
  TeamsMessageEvidence,
} from '../../../schema/evidence/mail.js';
import type { UrlEvidence } from '../../../schema/evidence/network.js';
import { normalIp, normalSender, normalSubject } from '../../identity/observable.js';
import { bool, long, moment, text, texts } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { normalLink } from './network.js';
import { emailSender, userAccount, userRef } from './parts.js';
import { sighting } from './sighting.js';

export const MAIL_EVIDENCE = [
  kind<MailboxEvidence>({
    type: 'MailboxEvidence',
    wire: '#microsoft.graph.security.mailboxEvidence',
    kind: 'MAILBOX',
    read: (wire) => {
      const account = userAccount(wire);
      const primaryAddress = text(wire, 'primaryAddress');
      const userPrincipalName = text(wire, 'upn');
      return {
        userRef: userRef(account, { mail: primaryAddress, userPrincipalName }),
        displayName: text(wire, 'displayName'),
        primaryAddress,
        userPrincipalName,
        account,
      };
    },
  }),
  kind<MailboxConfigurationEvidence>({
    type: 'MailboxConfigurationEvidence',
    wire: '#microsoft.graph.security.mailboxConfigurationEvidence',
    kind: 'MAILBOX_CONFIGURATION',
    read: (wire) => {
      const objectId = text(wire, 'externalDirectoryObjectId');
      const primaryAddress = text(wire, 'mailboxPrimaryAddress');
      const userPrincipalName = text(wire, 'upn');
      return {
        userRef: userRef(null, { objectId, mail: primaryAddress, userPrincipalName }),
        configurationId: text(wire, 'configurationId'),
        configurationType: text(wire, 'configurationType'),
        displayName: text(wire, 'displayName'),
        objectId,
        primaryAddress,
        userPrincipalName,
      };
    },
  }),
  kind<AnalyzedMessageEvidence>({
    type: 'AnalyzedMessageEvidence',
    wire: '#microsoft.graph.security.analyzedMessageEvidence',
    kind: 'ANALYZED_MESSAGE',
    read: (wire) => ({
      subject: text(wire, 'subject'),
      headerSender: emailSender(wire, 'p2Sender'),
      envelopeSender: emailSender(wire, 'p1Sender'),
      senderIp: text(wire, 'senderIp'),
      recipient: text(wire, 'recipientEmailAddress'),
      direction: text(wire, 'antiSpamDirection'),
      receivedAt: moment(wire, 'receivedDateTime'),
      deliveryAction: text(wire, 'deliveryAction'),
      deliveryLocation: text(wire, 'deliveryLocation'),
      internetMessageId: text(wire, 'internetMessageId'),
      networkMessageId: text(wire, 'networkMessageId'),
      language: text(wire, 'language'),
      attachmentCount: long(wire, 'attachmentsCount'),
      urlCount: long(wire, 'urlCount'),
      urls: texts(wire, 'urls'),
      threats: texts(wire, 'threats'),
      threatDetectionMethods: texts(wire, 'threatDetectionMethods'),
      urn: text(wire, 'urn'),
    }),
    observables: (mail) => [
      sighting(mail, normalSender, mail.headerSender?.address ?? null),
      sighting(mail, normalSender, mail.envelopeSender?.address ?? null),
      sighting(mail, normalIp, mail.senderIp),
      ...mail.urls.map((url) => sighting(mail, normalLink, url)),
      sighting(mail, normalSubject, mail.subject),
    ],
  }),
  kind<MailClusterEvidence>({
    type: 'MailClusterEvidence',
    wire: '#microsoft.graph.security.mailClusterEvidence',
    kind: 'MAIL_CLUSTER',
    read: (wire) => ({
      clusterBy: text(wire, 'clusterBy'),
      clusterByValue: text(wire, 'clusterByValue'),
      mailCount: long(wire, 'emailCount'),
      networkMessageIds: texts(wire, 'networkMessageIds'),
      query: text(wire, 'query'),
      urn: text(wire, 'urn'),
    }),
  }),
  kind<SubmissionMailEvidence>({
    type: 'SubmissionMailEvidence',
    wire: '#microsoft.graph.security.submissionMailEvidence',
    kind: 'SUBMISSION_MAIL',
    read: (wire) => ({
      submissionId: text(wire, 'submissionId'),
      submittedAt: moment(wire, 'submissionDateTime'),
      submitter: text(wire, 'submitter'),
      reportType: text(wire, 'reportType'),
      senderAddress: text(wire, 'sender'),
      senderIp: text(wire, 'senderIp'),
      recipient: text(wire, 'recipient'),
      subject: text(wire, 'subject'),
      networkMessageId: text(wire, 'networkMessageId'),
    }),
    observables: (mail) => [
      sighting(mail, normalSender, mail.senderAddress),
      sighting(mail, normalIp, mail.senderIp),
      sighting(mail, normalSubject, mail.subject),
    ],
  }),
  kind<TeamsMessageEvidence>({
    type: 'TeamsMessageEvidence',
    wire: '#microsoft.graph.security.teamsMessageEvidence',
    kind: 'TEAMS_MESSAGE',
    read: (wire, scope) => ({
      messageId: text(wire, 'messageId'),
      parentMessageId: text(wire, 'parentMessageId'),
      threadId: text(wire, 'threadId'),
      threadType: text(wire, 'threadType'),
      channelId: text(wire, 'channelId'),
      groupId: text(wire, 'groupId'),
      campaignId: text(wire, 'campaignId'),
      subject: text(wire, 'subject'),
      senderAddress: text(wire, 'senderFromAddress'),
      senderIp: text(wire, 'senderIP'),
      recipients: texts(wire, 'recipients'),
      suspiciousRecipients: texts(wire, 'suspiciousRecipients'),
      direction: text(wire, 'messageDirection'),
      isExternal: bool(wire, 'isExternal'),
      isOwned: bool(wire, 'isOwned'),
      owningTenantId: text(wire, 'owningTenantId'),
      receivedAt: moment(wire, 'receivedDateTime'),
      lastModifiedAt: moment(wire, 'lastModifiedDateTime'),
      deliveryAction: text(wire, 'deliveryAction'),
      deliveryLocation: text(wire, 'deliveryLocation'),
      sourceAppName: text(wire, 'sourceAppName'),
      sourceId: text(wire, 'sourceId'),
      files: scope.many<FileEvidence>(wire, 'files', 'FileEvidence'),
      urlEvidence: scope.many<UrlEvidence>(wire, 'urls', 'UrlEvidence'),
    }),
    observables: (message) => [
      sighting(message, normalSender, message.senderAddress),
      sighting(message, normalIp, message.senderIp),
    ],
  }),
];
