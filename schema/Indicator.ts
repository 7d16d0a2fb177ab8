import { Field, Int, ObjectType } from 'type-graphql';
import { IndicatorAction, IndicatorTarget, ObservableKind, Severity, Tlp } from './enums.js';
import { Fetched, GraphRecord, Node } from './Node.js';
import { Observable } from './Observable.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'One thing that an indicator is about.' })
export class IndicatorValue {
  @Field(() => ObservableKind, {
    nullable: true,
    description:
      'What it is; a range has the kind of its addresses. Null for what no alert shows, such as a user agent.',
  })
  kind!: ObservableKind | null;

  @Field(() => String, { description: 'In its normal form; a range as 198.51.100.16/28.' })
  value!: string;

  @Field(() => Boolean, { description: 'Whether it is a range of addresses.' })
  isRange!: boolean;

  @Field(() => String, { description: "The target's own word: the property of Graph, or Defender's indicatorType." })
  property!: string;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description:
    'An indicator of compromise that your organization has submitted: to Microsoft Graph (tiIndicators, beta; an application sees its own), or to Defender for Endpoint.',
})
export class Indicator extends GraphRecord {
  readonly __typename = 'Indicator';

  @Field(() => String, { description: "The target's own id." })
  graphId!: string;

  @Field(() => IndicatorTarget, { description: 'Where it was submitted.' })
  target!: IndicatorTarget;

  @Field(() => ObservableKind, { nullable: true, description: 'Kind of the first of its values.' })
  kind!: ObservableKind | null;

  @Field(() => String, { description: 'The first of its values; empty where the target sends none that it knows.' })
  value!: string;

  @Field(() => [IndicatorValue], { description: 'All that it is about; it covers what any of them covers.' })
  values!: readonly IndicatorValue[];

  @Field(() => Observable, {
    nullable: true,
    description: 'Its value as an observable; null for a range, and for what no alert shows.',
  })
  observable!: Observable | null;

  @Field(() => IndicatorAction, { description: 'What the target does when it meets it.' })
  action!: IndicatorAction;

  @Field(() => String, { nullable: true, description: "The target's own word for the action." })
  actionRaw!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether Defender raises an alert; null for Microsoft Graph.' })
  generateAlert!: boolean | null;

  @Field(() => Severity, {
    description: 'Graph counts from 0 to 5: up to 1 informational, 2 low, 3 medium, from 4 high.',
  })
  severity!: Severity;

  @Field(() => String, { nullable: true, description: "The target's own word, or number, for the severity." })
  severityRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'Title; null for Microsoft Graph, which has none.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  description!: string | null;

  @Field(() => Tlp, { nullable: true, description: 'To whom it may be told; null for Defender.' })
  tlp!: Tlp | null;

  @Field(() => String, { nullable: true, description: "Graph's own word for tlp." })
  tlpRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'Such as Phishing, C2, Malware; null for Defender.' })
  threatType!: string | null;

  @Field(() => Int, { nullable: true, description: 'How sure the submitter is, 0 to 100; null for Defender.' })
  confidence!: number | null;

  @Field(() => [String], { description: 'Steps of the kill chain: Delivery, C2, Actions …; none for Defender.' })
  killChain!: readonly string[];

  @Field(() => [String], { description: 'Names of malware.' })
  malwareFamilies!: readonly string[];

  @Field(() => [String], { description: 'Names of those who are behind it.' })
  activityGroups!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Adversary, capability, infrastructure or victim.' })
  diamondModel!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is known to be wrong.' })
  knownFalsePositives!: string | null;

  @Field(() => [String], { description: 'Tags.' })
  tags!: readonly string[];

  @Field(() => String, { nullable: true, description: "The submitter's own id." })
  externalId!: string | null;

  @Field(() => String, { nullable: true, description: 'Product that Graph passes it on to; null for Defender.' })
  targetProduct!: string | null;

  @Field(() => [String], { description: 'Groups of devices that it holds for; none: all. Defender only.' })
  deviceGroups!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What to do when it is met; Defender only.' })
  recommendedActions!: string | null;

  @Field(() => Boolean, { description: 'Whether it was in force when it was read: not withdrawn, and not expired.' })
  isActive!: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether users notice nothing of it; null for Defender.' })
  passiveOnly!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null: never.' })
  expiresAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the target took it.' })
  createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed; Graph does not say.' })
  updatedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last met, as far as Graph was told; null for Defender.',
  })
  lastReportedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Who submitted it; Graph does not say.' })
  createdBy!: string | null;
}
