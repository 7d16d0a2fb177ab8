import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ComparisonBasis } from './enums.js';
import { Fetched, GraphRecord, Node, type OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'Points of one category of controls, such as Identity.' })
export class ScoreCategory {
  @Field(() => String, { description: 'Identity, Data, Device, Apps, Infrastructure, or what Microsoft adds.' })
  name!: string;

  @Field(() => Float, { description: 'Points reached.' })
  score!: number;

  @Field(() => Float, { description: 'Points that its controls can bring, by their profiles.' })
  max!: number;

  @Field(() => Float, { description: 'Points reached in percent of that, 0 to 100; 0 where there are none to reach.' })
  percent!: number;

  @Field(() => Float, { description: 'Points that are missing.' })
  gap!: number;

  @Field(() => Int, { description: 'Controls that count towards it.' })
  controls!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How others do in one category.' })
export class CategoryComparison {
  @Field(() => String, { description: 'Name of the category, as in ScoreCategory.' })
  name!: string;

  @Field(() => Float, { description: 'Points reached on average, in percent of those that can be, 0 to 100.' })
  percent!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How others do, as Microsoft averages them.' })
export class ScoreComparison {
  @Field(() => ComparisonBasis, { description: 'With whom the tenant is compared.' })
  basis!: ComparisonBasis;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for it." })
  basisRaw!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Their average in percent, 0 to 100. Null where Microsoft has none to give, as for a tenant that has not told its industry.',
  })
  percent!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats of the smallest tenant compared with; null: any.' })
  seatsFrom!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seats of the largest tenant compared with; null: any.' })
  seatsTo!: number | null;

  @Field(() => [CategoryComparison], { description: 'The same by category, where Microsoft says it.' })
  categories!: readonly CategoryComparison[];
}

/** A control as the score of a day has it, before it meets its profile. */
export interface ScoredControl {
  readonly name: string;
  readonly category: string;
  readonly score: number;
  /** How much of it is done, 0 to 100; null where Graph does not say. */
  readonly percent: number | null;
  readonly implementationStatus: string | null;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description: 'Microsoft Secure Score of a tenant on one day. Needs SecurityEvents.Read.All.',
})
export class SecureScore extends GraphRecord {
  readonly __typename = 'SecureScore';
  /** Undecorated: they become ControlScore where they meet their profiles. */
  scoredControls!: readonly ScoredControl[];

  @Field(() => String, { description: "Microsoft Graph's own id." })
  graphId!: string;

  @Field(() => DateTime, { description: 'The day, as midnight UTC.' })
  date!: string;

  @Field(() => Float, { description: 'Points reached.' })
  current!: number;

  @Field(() => Float, { description: 'Points that can be reached with what the tenant has bought.' })
  max!: number;

  @Field(() => Float, { description: 'Points reached in percent, 0 to 100, with two decimals.' })
  percent!: number;

  @Field(() => Int, { nullable: true, description: 'Active users.' })
  activeUsers!: number | null;

  @Field(() => Int, { nullable: true, description: 'Users with a licence.' })
  licensedUsers!: number | null;

  @Field(() => [String], { description: 'Services that count, in the words of Graph, such as HasExchange.' })
  enabledServices!: readonly string[];

  @Field(() => [ScoreComparison], { description: 'How others do.' })
  comparisons!: readonly ScoreComparison[];
}

@ObjectType({ simpleResolvers: true, description: 'What one control brings to the score of a day.' })
export class ControlScore implements OfTenant {
  readonly __typename = 'ControlScore';
  tenantId!: string;

  @Field(() => String, { description: 'Name of the control, which is the id of its profile.' })
  name!: string;

  @Field(() => String, { description: 'Category, such as Identity.' })
  category!: string;

  @Field(() => Float, { description: 'Points reached.' })
  score!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Points that it can bring, by its profile; null where Microsoft has published none.',
  })
  max!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How much of it is done, 0 to 100; null where nobody can say.',
  })
  percent!: number | null;

  @Field(() => Float, { nullable: true, description: 'Points that are missing; null where max is.' })
  gap!: number | null;

  @Field(() => String, { nullable: true, description: 'How far it is, in the words of Microsoft.' })
  implementationStatus!: string | null;
}
