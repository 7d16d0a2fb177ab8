import type { UserRef } from '../references.js';
import { Evidence } from './Evidence.js';
import { Flag, Kind, Long, Many, Moment, One, Text, Texts } from './fields.js';
import { FileEvidence } from './file.js';
import { UrlEvidence } from './network.js';
import { EmailSender, UserAccount } from './parts.js';

@Kind('A mailbox.')
export class MailboxEvidence extends Evidence {
  readonly __typename = 'MailboxEvidence';
  userRef!: UserRef | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text('Primary mail address.')
  primaryAddress!: string | null;

  @Text('User principal name.')
  userPrincipalName!: string | null;

  @One(() => UserAccount, 'Account that the mailbox belongs to.')
  account!: UserAccount | null;
}

@Kind('A setting of a mailbox, such as a rule that forwards mail.')
export class MailboxConfigurationEvidence extends Evidence {
  readonly __typename = 'MailboxConfigurationEvidence';
  userRef!: UserRef | null;

  @Text('Id of the setting.')
  configurationId!: string | null;

  @Text("What it is, in Graph's word: mailForwardingRule, owaSettings, ewsSettings, mailDelegation or userInboxRule.")
  configurationType!: string | null;

  @Text('Name of the mailbox for people.')
  displayName!: string | null;

  @Text('Object id in Entra of the account that the mailbox belongs to.')
  objectId!: string | null;

  @Text('Primary mail address of the mailbox.')
  primaryAddress!: string | null;

  @Text('User principal name of the account that the mailbox belongs to.')
  userPrincipalName!: string | null;
}

@Kind('A mail that Defender for Office 365 has looked at.')
export class AnalyzedMessageEvidence extends Evidence {
  readonly __typename = 'AnalyzedMessageEvidence';

  @Text('Subject.')
  subject!: string | null;

  @One(() => EmailSender, 'Sender that the reader sees: the From line (P2).')
  headerSender!: EmailSender | null;

  @One(() => EmailSender, 'Sender that the mail servers agreed on: the envelope (P1).')
  envelopeSender!: EmailSender | null;

  @Text('Address of the mail server that delivered it.')
  senderIp!: string | null;

  @Text('Address of the receiver.')
  recipient!: string | null;

  @Text("Which way it went, in the provider's word, such as inbound.")
  direction!: string | null;

  @Moment('When it was received.')
  receivedAt!: string | null;

  @Text("What was done at delivery, in the provider's word, such as delivered, junked, blocked or replaced.")
  deliveryAction!: string | null;

  @Text("Where it was delivered, in the provider's word, such as inbox, junkFolder or quarantine.")
  deliveryLocation!: string | null;

  @Text('Message-ID of the internet, which the sender chose.')
  internetMessageId!: string | null;

  @Text('Id in Microsoft 365: the same for all copies of one message.')
  networkMessageId!: string | null;

  @Text('Language of the text.')
  language!: string | null;

  @Long('Number of attachments.')
  attachmentCount!: number | null;

  @Long('Number of links.')
  urlCount!: number | null;

  @Texts('Links in it.')
  urls!: readonly string[];

  @Texts('Threats found, such as Phish.')
  threats!: readonly string[];

  @Texts('How they were found.')
  threatDetectionMethods!: readonly string[];

  @Text('Name of the mail in the automated investigation.')
  urn!: string | null;
}

@Kind('Mails that resemble each other.')
export class MailClusterEvidence extends Evidence {
  readonly __typename = 'MailClusterEvidence';

  @Text('What they have in common, such as Subject;SenderIp.')
  clusterBy!: string | null;

  @Text('The value that they have in common.')
  clusterByValue!: string | null;

  @Long('How many there are.')
  mailCount!: number | null;

  @Texts('Their ids in Microsoft 365.')
  networkMessageIds!: readonly string[];

  @Text('Query that finds them in Defender.')
  query!: string | null;

  @Text('Name of the cluster in the automated investigation.')
  urn!: string | null;
}

@Kind('A mail that someone has reported.')
export class SubmissionMailEvidence extends Evidence {
  readonly __typename = 'SubmissionMailEvidence';

  @Text('Id of the report.')
  submissionId!: string | null;

  @Moment('When it was reported.')
  submittedAt!: string | null;

  @Text('Who reported it.')
  submitter!: string | null;

  @Text('As what it was reported, such as Phish, Junk or NotJunk.')
  reportType!: string | null;

  @Text('Address of the sender.')
  senderAddress!: string | null;

  @Text('Address of the mail server that delivered it.')
  senderIp!: string | null;

  @Text('Address of the receiver.')
  recipient!: string | null;

  @Text('Subject.')
  subject!: string | null;

  @Text('Id in Microsoft 365.')
  networkMessageId!: string | null;
}

@Kind('A message in Teams.')
export class TeamsMessageEvidence extends Evidence {
  readonly __typename = 'TeamsMessageEvidence';

  @Text('Id of the message.')
  messageId!: string | null;

  @Text('Id of the message that it answers.')
  parentMessageId!: string | null;

  @Text('Id of the chat or channel thread.')
  threadId!: string | null;

  @Text('Kind of thread, such as chat, space or meeting.')
  threadType!: string | null;

  @Text('Channel; null for a chat.')
  channelId!: string | null;

  @Text('Team that the channel belongs to.')
  groupId!: string | null;

  @Text('Campaign that it is part of.')
  campaignId!: string | null;

  @Text('Subject.')
  subject!: string | null;

  @Text('Mail address of the sender.')
  senderAddress!: string | null;

  @Text('Address that the sender wrote from.')
  senderIp!: string | null;

  @Texts('Who received it.')
  recipients!: readonly string[];

  @Texts('Receivers that are suspicious themselves.')
  suspiciousRecipients!: readonly string[];

  @Text("Which way it went, in Graph's word: inbound, outbound or intraorg.")
  direction!: string | null;

  @Flag('Whether somebody from outside takes part in the thread.')
  isExternal!: boolean | null;

  @Flag('Whether the tenant owns the thread.')
  isOwned!: boolean | null;

  @Text('Tenant that owns the thread.')
  owningTenantId!: string | null;

  @Moment('When it was received.')
  receivedAt!: string | null;

  @Moment('When it was last changed.')
  lastModifiedAt!: string | null;

  @Text("What was done at delivery, in Graph's word: delivered, deliveredAsSpam, blocked or replaced.")
  deliveryAction!: string | null;

  @Text("Where it was delivered, in Graph's word: teams, quarantine or failed.")
  deliveryLocation!: string | null;

  @Text('Application that sent it.')
  sourceAppName!: string | null;

  @Text('Id of what sent it.')
  sourceId!: string | null;

  @Many(() => FileEvidence, 'Files in it.')
  files!: readonly FileEvidence[];

  @Many(() => UrlEvidence, 'Links in it.')
  urlEvidence!: readonly UrlEvidence[];
}
