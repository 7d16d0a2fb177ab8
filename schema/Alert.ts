import { Field, ID, ObjectType } from 'type-graphql';
import { Comment } from './Comment.js';
import { AlertApi, AlertStatus, Classification, Determination, Severity } from './enums.js';
import type { Evidence } from './evidence/Evidence.js';
import { InvolvedHost, InvolvedUser } from './Involved.js';
import { Fetched, GraphRecord, Node } from './Node.js';
import { Observable } from './Observable.js';
import { DateTime, Url } from './scalars.js';
import { words } from './words.js';

export const TagOrigin = words('TagOrigin', 'Who gave a tag.', {
  SYSTEM: 'Microsoft, such as the Defender Experts.',
  LEGACY: 'The provider of a legacy alert.',
  INCIDENT: 'The custom tags of the incident.',
  OURS: 'This service.',
});
export type TagOrigin = keyof typeof TagOrigin;

@ObjectType({ simpleResolvers: true, description: 'A tag of an alert, and who gave it.' })
export class Tag {
  @Field(() => String, { description: 'The tag.' })
  name!: string;

  @Field(() => TagOrigin, { description: 'Who gave it.' })
  origin!: TagOrigin;
}

@ObjectType({ simpleResolvers: true, description: 'A technique of MITRE ATT&CK that the provider saw.' })
export class MitreTechnique {
  @Field(() => ID, { description: 'Id, such as T1566.002.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name; null for an id that this version does not know.' })
  name!: string | null;

  @Field(() => [String], {
    description: 'Tactics that the technique serves; empty for an id that this version does not know.',
  })
  tactics!: readonly string[];

  @Field(() => Url, { nullable: true, description: 'Its page at attack.mitre.org; null where the id is not one.' })
  url!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The threat that the provider names.' })
export class Threat {
  @Field(() => String, { nullable: true, description: 'Name of the threat, such as Trojan:Win32/Emotet.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Family of the threat.' })
  family!: string | null;

  @Field(() => String, { nullable: true, description: 'Activity group or actor behind it.' })
  actor!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The security product that raised an alert. The words are those of Microsoft Graph.',
})
export class Provider {
  @Field(() => String, { nullable: true, description: 'Vendor; Microsoft for every v2 alert.' })
  vendor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Product as shown in the portal; of a legacy alert the keyword of its provider.',
  })
  product!: string | null;

  @Field(() => String, { nullable: true, description: 'Service that raised it, such as microsoftDefenderForEndpoint.' })
  serviceSource!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Sensor or technology that noticed, such as antivirus; of a legacy alert its sub-provider.',
  })
  detectionSource!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the detection logic.' })
  detectorId!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's own id of the alert." })
  alertId!: string | null;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description:
    'One alert in one schema, whichever product it came from. Walk from it to the people, machines and observables behind it.',
})
export class Alert extends GraphRecord {
  readonly __typename = 'Alert';
  evidence!: readonly Evidence[];
  incidentId!: string | null;
  /** Those on its own record. */
  tags!: readonly Tag[];
  raw!: unknown;

  @Field(() => String, { description: "Microsoft Graph's own id of the alert." })
  graphId!: string;

  @Field(() => AlertApi, { description: 'Generation of the API it came from.' })
  api!: AlertApi;

  @Field(() => String, { nullable: true, description: 'Title, in the words of the provider.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'What happened, in the words of the provider.' })
  description!: string | null;

  @Field(() => [String], { description: 'What the provider suggests to do, step by step.' })
  recommendedActions!: readonly string[];

  @Field(() => Severity, { description: 'How bad the provider thinks it is.' })
  severity!: Severity;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the severity." })
  severityRaw!: string | null;

  @Field(() => AlertStatus, { description: 'Where it stands in triage.' })
  status!: AlertStatus;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the status." })
  statusRaw!: string | null;

  @Field(() => [String], {
    description: 'Stages of the kill chain, in the words of the provider, such as InitialAccess.',
  })
  categories!: readonly string[];

  @Field(() => Classification, { nullable: true, description: 'What an analyst found it to be; null until then.' })
  classification!: Classification | null;

  @Field(() => Determination, {
    nullable: true,
    description: 'The finer word beside the classification; null until then.',
  })
  determination!: Determination | null;

  @Field(() => Provider, { description: 'The security product that raised it.' })
  provider!: Provider;

  @Field(() => String, {
    nullable: true,
    description: 'Who works on it, as Microsoft Graph has it (free text, mostly a user principal name); null: nobody.',
  })
  assignedTo!: string | null;

  @Field(() => [Comment], { description: 'Comments, oldest first.' })
  comments!: readonly Comment[];

  @Field(() => [MitreTechnique], { description: 'Techniques of MITRE ATT&CK that the provider saw.' })
  mitreTechniques!: readonly MitreTechnique[];

  @Field(() => Threat, { nullable: true, description: 'The threat that the provider names; null where it names none.' })
  threat!: Threat | null;

  @Field(() => DateTime, { description: 'When the alert was created.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last updated, by whomever.' })
  updatedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'First activity that belongs to it.' })
  firstActivityAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest activity that belongs to it.' })
  lastActivityAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was resolved; null: not yet.' })
  resolvedAt!: string | null;

  @Field(() => Url, { nullable: true, description: 'The alert in the Microsoft portal.' })
  webUrl!: string | null;

  @Field(() => Url, { nullable: true, description: 'Its incident in the Microsoft portal.' })
  incidentWebUrl!: string | null;

  @Field(() => [InvolvedUser], { description: 'Every person or account that its evidence names, once.' })
  users!: readonly InvolvedUser[];

  @Field(() => [InvolvedHost], { description: 'Every machine that its evidence names, once.' })
  hosts!: readonly InvolvedHost[];

  @Field(() => [Observable], {
    description: 'Every address, domain, URL, file hash and mail sender that its evidence names, once.',
  })
  indicators!: readonly Observable[];
}
