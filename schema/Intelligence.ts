import { Field, Float, Int, ObjectType } from 'type-graphql';
import { FlawSeverity, IntelProfileKind, IntelSource, ReputationClass } from './enums.js';
import type { OfTenant } from './Node.js';
import { Observable } from './Observable.js';
import { DateTime, Url } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'One reason for the reputation of a host.' })
export class ReputationRule {
  @Field(() => String, { description: 'Name of the rule.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it found.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'How much it weighs: low, medium, high.' })
  severity!: string | null;

  @Field(() => Url, { nullable: true, description: 'More about it.' })
  url!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What Microsoft Defender Threat Intelligence thinks of a host. Needs its licence and ThreatIntelligence.Read.All.',
})
export class Reputation {
  @Field(() => ReputationClass, { description: 'The verdict.' })
  classification!: ReputationClass;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for it." })
  classificationRaw!: string | null;

  @Field(() => Int, { nullable: true, description: '0 (nothing is known against it) to 100 (malicious).' })
  score!: number | null;

  @Field(() => [ReputationRule], { description: 'Why.' })
  rules!: readonly ReputationRule[];
}

@ObjectType({ simpleResolvers: true, description: 'Somebody in a registration; most are withheld nowadays.' })
export class WhoisContact {
  @Field(() => String, { nullable: true, description: 'Name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Organization.' })
  organization!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone.' })
  telephone!: string | null;

  @Field(() => String, { nullable: true, description: 'Country or region.' })
  country!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The registration of a domain or of a range of addresses.' })
export class Whois {
  @Field(() => WhoisContact, { nullable: true, description: 'Where it is registered.' })
  registrar!: WhoisContact | null;

  @Field(() => WhoisContact, { nullable: true, description: 'Who has registered it.' })
  registrant!: WhoisContact | null;

  @Field(() => WhoisContact, { nullable: true, description: 'To whom abuse is reported.' })
  abuse!: WhoisContact | null;

  @Field(() => WhoisContact, { nullable: true, description: 'Administrative contact.' })
  admin!: WhoisContact | null;

  @Field(() => WhoisContact, { nullable: true, description: 'Technical contact.' })
  technical!: WhoisContact | null;

  @Field(() => String, { nullable: true, description: 'States of the registration, such as clientHold.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'The server that told.' })
  server!: string | null;

  @Field(() => [String], { description: 'Name servers, as far as Microsoft Graph names them.' })
  nameservers!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'When it was registered.' })
  registeredAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  updatedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends.' })
  expiresAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When Microsoft first saw this record.' })
  firstSeenAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When Microsoft last saw it.' })
  lastSeenAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The whole text of the record.' })
  text!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'That a name led to an address, or to another name.' })
export class PassiveDnsRecord {
  @Field(() => String, { nullable: true, description: 'Type of the DNS record: A, AAAA, CNAME, MX …' })
  recordType!: string | null;

  @Field(() => String, { description: 'The other end.' })
  value!: string;

  @Field(() => Observable, { nullable: true, description: 'The same as an observable; null where it is none.' })
  observable!: Observable | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was first seen.' })
  firstSeenAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last seen.' })
  lastSeenAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that an article or a profile names.' })
export class IntelIndicator {
  @Field(() => IntelSource, { description: 'Who says so.' })
  source!: IntelSource;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the source." })
  sourceRaw!: string | null;

  @Field(() => String, { description: 'The name, address or hash.' })
  value!: string;

  @Field(() => Observable, { nullable: true, description: 'The same as an observable; null where it is none.' })
  observable!: Observable | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was first seen; articles do not say.' })
  firstSeenAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last seen; articles do not say.' })
  lastSeenAt!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An article of Microsoft Defender Threat Intelligence.' })
export class Article implements OfTenant {
  readonly __typename = 'Article';
  tenantId!: string;

  @Field(() => String, { description: "Microsoft Graph's own id." })
  graphId!: string;

  @Field(() => String, { nullable: true, description: 'Title.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'In a few lines, as plain text or Markdown: of HTML the words.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: 'The whole text, as plain text or Markdown: of HTML the words.' })
  body!: string | null;

  @Field(() => [String], { description: 'Tags, such as names of actors.' })
  tags!: readonly string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether Microsoft shows it first.' })
  isFeatured!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was written.' })
  createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  updatedAt!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An actor or a tool, as Microsoft Defender Threat Intelligence describes it.',
})
export class IntelProfile implements OfTenant {
  readonly __typename = 'IntelProfile';
  tenantId!: string;

  @Field(() => String, { description: "Microsoft Graph's own id." })
  graphId!: string;

  @Field(() => IntelProfileKind, { description: 'Actor or tool.' })
  kind!: IntelProfileKind;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the kind." })
  kindRaw!: string | null;

  @Field(() => String, { nullable: true, description: "Microsoft's name." })
  title!: string | null;

  @Field(() => [String], { description: 'Names that others give it.' })
  aliases!: readonly string[];

  @Field(() => [String], { description: 'Whom it is after.' })
  targets!: readonly string[];

  @Field(() => [String], { description: 'Where it is believed to come from.' })
  origins!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'When it was first active.' })
  firstActiveAt!: string | null;

  @Field(() => String, { nullable: true, description: 'In a few lines, as plain text or Markdown.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: 'The whole text, as plain text or Markdown.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'How it works, as plain text or Markdown.' })
  tradecraft!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A name and where it leads.' })
export class IntelLink {
  @Field(() => String, { nullable: true, description: 'Name.' })
  name!: string | null;

  @Field(() => Url, { nullable: true, description: 'Address; null where Microsoft Graph gives none of the web.' })
  url!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A published vulnerability, as Microsoft Defender Threat Intelligence knows it.',
})
export class Vulnerability implements OfTenant {
  readonly __typename = 'Vulnerability';
  tenantId!: string;

  @Field(() => String, { description: 'Such as CVE-2024-49138.' })
  cveId!: string;

  @Field(() => FlawSeverity, { description: 'How bad it is.' })
  severity!: FlawSeverity;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the severity." })
  severityRaw!: string | null;

  @Field(() => Int, { nullable: true, description: "Microsoft's priority, 0 to 100." })
  priorityScore!: number | null;

  @Field(() => Float, { nullable: true, description: 'CVSS 3 score, 0 to 10.' })
  cvss3!: number | null;

  @Field(() => String, { nullable: true, description: 'CVSS 3 vector.' })
  cvss3Vector!: string | null;

  @Field(() => Float, { nullable: true, description: 'CVSS 2 score, 0 to 10.' })
  cvss2!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether Microsoft has seen it exploited.' })
  isExploited!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an exploit is published.' })
  isExploitAvailable!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is talked about.' })
  hasChatter!: boolean | null;

  @Field(() => [String], { description: 'Weaknesses behind it, such as CWE-787.' })
  weaknesses!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it is about, as plain text or Markdown.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'What to do, as plain text or Markdown.' })
  remediation!: string | null;

  @Field(() => [IntelLink], { description: 'Published exploits.' })
  exploits!: readonly IntelLink[];

  @Field(() => [IntelLink], { description: 'More about it.' })
  references!: readonly IntelLink[];

  @Field(() => DateTime, { nullable: true, description: 'When it was published.' })
  publishedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the record was last changed.' })
  updatedAt!: string | null;
}
