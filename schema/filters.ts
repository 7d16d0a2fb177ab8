import { Field, ID, InputType } from 'type-graphql';
import {
  AlertOrderBy,
  AlertStatus,
  Classification,
  ControlOrderBy,
  ControlState,
  Determination,
  IncidentOrderBy,
  IncidentStatus,
  IndicatorAction,
  IndicatorTarget,
  Level,
  ObservableKind,
  OrderDirection,
  Severity,
  Tlp,
} from './enums.js';
import { AuditOutcome } from './AuditEntry.js';
import { DateTime } from './scalars.js';

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

@InputType({ description: 'Which users. All fields given must hold; Graph filters them all.' })
export class UserFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether the account may sign in.' })
  accountEnabled?: boolean;

  @Field(() => String, { nullable: true, description: 'Member or Guest.' })
  userType?: string;

  @Field(() => [String], { nullable: true, description: 'In any of these departments, at most 15.' })
  department?: string[];

  @Field(() => String, { nullable: true, description: 'Display name starts with this.' })
  displayNameStartsWith?: string;
}

@InputType({ description: 'Which hosts. All fields given must hold; Graph filters them all.' })
export class HostFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it meets the compliance policies.' })
  isCompliant?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a device management manages it.' })
  isManaged?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the device may sign in.' })
  accountEnabled?: boolean;

  @Field(() => [String], { nullable: true, description: 'Any of these operating systems, such as Windows.' })
  operatingSystem?: string[];

  @Field(() => String, { nullable: true, description: 'Name starts with this.' })
  nameStartsWith?: string;
}

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

@InputType({
  description:
    'Which indicators. All fields given must hold; a list means any of its members. Finished here, over lists that are kept.',
})
export class IndicatorFilter {
  @Field(() => [IndicatorTarget], {
    nullable: true,
    description: 'Submitted to any of these targets; the others are not asked.',
  })
  target?: IndicatorTarget[];

  @Field(() => [ObservableKind], { nullable: true, description: 'About any of these kinds.' })
  kind?: ObservableKind[];

  @Field(() => [IndicatorAction], { nullable: true, description: 'With any of these actions.' })
  action?: IndicatorAction[];

  @Field(() => [Severity], { nullable: true, description: 'Of any of these severities.' })
  severity?: Severity[];

  @Field(() => [Tlp], { nullable: true, description: 'With any of these TLP levels.' })
  tlp?: Tlp[];

  @Field(() => [String], { nullable: true, description: 'Of any of these types of threat, such as C2.' })
  threatType?: string[];

  @Field(() => [String], { nullable: true, description: 'With any of these tags.' })
  tag?: string[];

  @Field(() => [String], { nullable: true, description: "With any of these ids of the submitter's own." })
  externalId?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they are in force: neither withdrawn nor expired.',
  })
  isActive?: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Those that cover this address, domain, URL, hash or sender: exactly, as a range, or as a parent domain.',
  })
  covers?: string;

  @Field(() => DateTime, { nullable: true, description: 'Created at or after.' })
  createdAfter?: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Ending before this moment; those that never end are left out.',
  })
  expiresBefore?: string;

  @Field(() => String, { nullable: true, description: 'Value, title or description contains this text, in any case.' })
  text?: string;
}

@InputType({
  description: 'Which entries of the audit trail. All fields given must hold; a list means any of its members.',
})
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'By any of these callers, by the names of their keys.' })
  caller?: string[];

  @Field(() => [String], { nullable: true, description: 'Any of these mutations, such as updateAlerts.' })
  verb?: string[];

  @Field(() => ID, { nullable: true, description: 'Of exactly this: a global id, or the text that target shows.' })
  target?: string;

  @Field(() => [String], { nullable: true, description: 'Of any of these tenants, by id or label.' })
  tenant?: string[];

  @Field(() => [AuditOutcome], { nullable: true, description: 'Ended in any of these ways.' })
  outcome?: AuditOutcome[];

  @Field(() => String, { nullable: true, description: 'Under exactly this idempotency key, of whichever caller.' })
  idempotencyKey?: string;

  @Field(() => ID, { nullable: true, description: 'Parts of this job.' })
  job?: string;

  @Field(() => DateTime, { nullable: true, description: 'Ended at or after.' })
  since?: string;

  @Field(() => DateTime, { nullable: true, description: 'Ended before.' })
  until?: string;
}
