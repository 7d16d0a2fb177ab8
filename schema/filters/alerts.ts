import { Field, ID, InputType } from 'type-graphql';
import { AlertOrderBy, AlertStatus, Classification, Determination, OrderDirection, Severity } from '../enums.js';
import { DateTime } from '../scalars.js';

@InputType({
  description:
    'Which alerts. All fields given must hold; a list means any of its members. What Microsoft Graph can filter, it filters; the rest is finished here.',
})
export class AlertFilter {
  @Field(() => [Severity], { nullable: true, description: 'Any of these severities. Filtered by Graph.' })
  severity?: Severity[];

  @Field(() => [AlertStatus], { nullable: true, description: 'Any of these states. Filtered by Graph.' })
  status?: AlertStatus[];

  @Field(() => [Classification], { nullable: true, description: 'Any of these classifications. Filtered by Graph.' })
  classification?: Classification[];

  @Field(() => [Determination], { nullable: true, description: 'Any of these determinations. Filtered by Graph.' })
  determination?: Determination[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Any of these service sources, in the words of Graph, such as microsoftDefenderForEndpoint. Filtered by Graph.',
  })
  serviceSource?: string[];

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

  @Field(() => [String], {
    nullable: true,
    description: 'Raised by any of these products, as shown in the portal. Finished here.',
  })
  provider?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'In any of these categories, such as InitialAccess. Finished here.',
  })
  category?: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'With any of these MITRE techniques; T1566 includes T1566.002. Finished here.',
  })
  technique?: string[];

  @Field(() => [String], {
    nullable: true,
    description:
      'With any of these tags, in any letters: those of Microsoft and of legacy alerts, finished here, and those given here, which are found however old the alert is. Tags of incidents are not looked at: filter incidents by them.',
  })
  tag?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Names this user: object id, user principal name, SID or account name. Finished here.',
  })
  user?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Names this machine: device id, Defender id, DNS or host name. Finished here.',
  })
  host?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Names this address, domain, URL, hash or sender; defanged forms are understood. Finished here.',
  })
  observable?: string;

  @Field(() => ID, {
    nullable: true,
    description: "Belongs to this incident: global id, or Microsoft Graph's own id. Finished here.",
  })
  incident?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Title or description contains this text, in any case. Finished here.',
  })
  text?: string;

  @Field(() => [AlertFilter], { nullable: true, description: 'All of these hold.' })
  and?: AlertFilter[];

  @Field(() => [AlertFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: AlertFilter[];

  @Field(() => AlertFilter, { nullable: true, description: 'This does not hold.' })
  not?: AlertFilter;
}

@InputType({ description: 'The order of alerts.' })
export class AlertOrder {
  @Field(() => AlertOrderBy, { description: 'By which time.' })
  by!: AlertOrderBy;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}
