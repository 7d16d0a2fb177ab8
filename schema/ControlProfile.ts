import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ControlState, Level } from './enums.js';
import { Fetched, GraphRecord, Node } from './Node.js';
import { DateTime, Url } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'What somebody decided about a control.' })
export class ControlStateUpdate {
  @Field(() => ControlState, { description: 'The decision.' })
  state!: ControlState;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for it." })
  stateRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'Who is to do it.' })
  assignedTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  comment!: string | null;

  @Field(() => String, { nullable: true, description: 'Who decided.' })
  updatedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When.' })
  updatedAt!: string | null;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description: 'One thing that the tenant can do for its Secure Score. Needs SecurityEvents.Read.All.',
})
export class ControlProfile extends GraphRecord {
  readonly __typename = 'ControlProfile';

  @Field(() => String, { description: "Microsoft Graph's own id, which is the name of the control in scores." })
  graphId!: string;

  @Field(() => String, { description: 'What to do, in a few words; the id where Microsoft gives none.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Identity, Data, Device, Apps, Infrastructure.' })
  category!: string | null;

  @Field(() => String, { nullable: true, description: 'Service, in the short code of Microsoft, such as EXO.' })
  service!: string | null;

  @Field(() => String, { nullable: true, description: 'Core, Defense in Depth or Advanced.' })
  tier!: string | null;

  @Field(() => Int, { nullable: true, description: "Place in Microsoft's own order; a small number comes first." })
  rank!: number | null;

  @Field(() => Float, { description: 'Points that it brings when it is done; 0 where Graph does not say.' })
  maxScore!: number;

  @Field(() => Level, { nullable: true, description: 'What it costs to do.' })
  implementationCost!: Level | null;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the cost." })
  implementationCostRaw!: string | null;

  @Field(() => Level, { nullable: true, description: 'How much users notice.' })
  userImpact!: Level | null;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the impact." })
  userImpactRaw!: string | null;

  @Field(() => [String], { description: 'What it helps against, such as Account Breach.' })
  threats!: readonly string[];

  @Field(() => String, { nullable: true, description: 'How to do it, as plain text: Graph sends HTML.' })
  remediation!: string | null;

  @Field(() => String, { nullable: true, description: 'What users will notice, as plain text.' })
  remediationImpact!: string | null;

  @Field(() => Url, { nullable: true, description: 'Where to do it; null where Graph gives no https address.' })
  actionUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Config, Review or Behavior.' })
  actionType!: string | null;

  @Field(() => Boolean, { description: 'Whether Microsoft has given it up.' })
  deprecated!: boolean;

  @Field(() => ControlState, { description: 'The last decision about it; DEFAULT where there is none.' })
  state!: ControlState;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the state." })
  stateRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'Who is to do it, by the last decision.' })
  assignedTo!: string | null;

  @Field(() => [ControlStateUpdate], { description: 'All decisions about it, newest first.' })
  stateHistory!: readonly ControlStateUpdate[];

  @Field(() => DateTime, { nullable: true, description: 'When Microsoft last changed it.' })
  updatedAt!: string | null;
}
