import { Field, InputType } from 'type-graphql';
import { Classification, Determination, IncidentOrderBy, IncidentStatus, OrderDirection, Severity } from '../enums.js';
import { DateTime } from '../scalars.js';

@InputType({
  description:
    'Which incidents. All fields given must hold; a list means any of its members. What Microsoft Graph can filter, it filters; the rest is finished here.',
})
export class IncidentFilter {
  @Field(() => [Severity], { nullable: true, description: 'Any of these severities. Filtered by Graph.' })
  severity?: Severity[];

  @Field(() => [IncidentStatus], { nullable: true, description: 'Any of these states. Filtered by Graph.' })
  status?: IncidentStatus[];

  @Field(() => [Classification], { nullable: true, description: 'Any of these classifications. Filtered by Graph.' })
  classification?: Classification[];

  @Field(() => [Determination], { nullable: true, description: 'Any of these determinations. Filtered by Graph.' })
  determination?: Determination[];

  @Field(() => String, { nullable: true, description: 'Assigned to exactly this. Filtered by Graph.' })
  assignedTo?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: assigned to nobody; false: to somebody. Filtered by Graph.',
  })
  unassigned?: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Created at or after. Filtered by Graph.' })
  createdAfter?: string;

  @Field(() => DateTime, { nullable: true, description: 'Created before. Filtered by Graph.' })
  createdBefore?: string;

  @Field(() => DateTime, { nullable: true, description: 'Updated at or after. Filtered by Graph.' })
  updatedAfter?: string;

  @Field(() => DateTime, { nullable: true, description: 'Updated before. Filtered by Graph.' })
  updatedBefore?: string;

  @Field(() => [String], { nullable: true, description: 'With any of these tags, custom or system. Finished here.' })
  tag?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Name, description or summary contains this text, in any case. Finished here.',
  })
  text?: string;

  @Field(() => [IncidentFilter], { nullable: true, description: 'All of these hold.' })
  and?: IncidentFilter[];

  @Field(() => [IncidentFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: IncidentFilter[];

  @Field(() => IncidentFilter, { nullable: true, description: 'This does not hold.' })
  not?: IncidentFilter;
}

@InputType({ description: 'The order of incidents.' })
export class IncidentOrder {
  @Field(() => IncidentOrderBy, { description: 'By which time.' })
  by!: IncidentOrderBy;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}
