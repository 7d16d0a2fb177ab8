import { Field, Int, ObjectType } from 'type-graphql';
import { Comment } from './Comment.js';
import { Classification, Determination, IncidentStatus, Severity } from './enums.js';
import { Fetched, GraphRecord, Node } from './Node.js';
import { DateTime, Url } from './scalars.js';

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description:
    'Alerts that Microsoft Defender XDR takes for one attack. Walk from it to the alerts, and to everybody and everything they name.',
})
export class Incident extends GraphRecord {
  readonly __typename = 'Incident';
  /** Graph's id of the incident that this one was merged into. */
  redirectIncidentId!: string | null;

  @Field(() => String, { description: "Microsoft Graph's own id of the incident: a number, as text." })
  graphId!: string;

  @Field(() => String, { nullable: true, description: 'Name, in the words of Defender XDR or of an analyst.' })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'What happened; null when nobody has described it.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Short account of the attack; null when there is none.' })
  summary!: string | null;

  @Field(() => Severity, {
    description: 'How bad it is: as bad as its worst alert, unless somebody decided otherwise.',
  })
  severity!: Severity;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the severity." })
  severityRaw!: string | null;

  @Field(() => IncidentStatus, { description: 'Where it stands.' })
  status!: IncidentStatus;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the status." })
  statusRaw!: string | null;

  @Field(() => Classification, { nullable: true, description: 'What an analyst found it to be; null until then.' })
  classification!: Classification | null;

  @Field(() => Determination, {
    nullable: true,
    description: 'The finer word beside the classification; null until then.',
  })
  determination!: Determination | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who works on it, as Microsoft Graph has it (free text, mostly a user principal name); null: nobody.',
  })
  assignedTo!: string | null;

  @Field(() => [String], { description: 'Tags that analysts gave.' })
  customTags!: readonly string[];

  @Field(() => [String], { description: 'Tags that Microsoft gave, such as Attack Disruption.' })
  systemTags!: readonly string[];

  @Field(() => [Comment], { description: 'Comments, oldest first.' })
  comments!: readonly Comment[];

  @Field(() => String, { nullable: true, description: 'What was said when it was resolved; null until then.' })
  resolvingComment!: string | null;

  @Field(() => String, { nullable: true, description: 'Who or what changed it last, as Microsoft Graph has it.' })
  lastModifiedBy!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How urgent Defender XDR thinks it is, 0 to 100; null where it does not say.',
  })
  priorityScore!: number | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last updated, by whomever.' })
  updatedAt!: string;

  @Field(() => Url, { nullable: true, description: 'The incident in the Microsoft portal.' })
  webUrl!: string | null;
}
