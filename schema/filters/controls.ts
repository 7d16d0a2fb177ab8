import { Field, InputType } from 'type-graphql';
import { ControlOrderBy, ControlState, Level, OrderDirection } from '../enums.js';

@InputType({ description: 'The order of the controls of a score. What has no value comes last.' })
export class ControlOrder {
  @Field(() => ControlOrderBy, { description: 'By what.' })
  by!: ControlOrderBy;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({
  description: 'Which controls. All fields given must hold; a list means any of its members. Finished here.',
})
export class ControlFilter {
  @Field(() => [String], { nullable: true, description: 'In any of these categories, such as Identity.' })
  category?: string[];

  @Field(() => [String], { nullable: true, description: 'Of any of these services, such as EXO.' })
  service?: string[];

  @Field(() => [String], { nullable: true, description: 'Of any of these tiers, such as Core.' })
  tier?: string[];

  @Field(() => [ControlState], { nullable: true, description: 'In any of these states.' })
  state?: ControlState[];

  @Field(() => [Level], { nullable: true, description: 'At any of these costs.' })
  implementationCost?: Level[];

  @Field(() => [Level], { nullable: true, description: 'With any of these impacts on users.' })
  userImpact?: Level[];

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether Microsoft has given them up; null: both. Left out: those that are not.',
  })
  deprecated?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Title or id contains this text, in any case.' })
  text?: string;
}
