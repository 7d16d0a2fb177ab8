import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { Classification, Determination, IncidentStatus } from './enums.js';
import { Job, Outcome } from './Job.js';
import type { OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

@InputType({
  description: 'What to change of incidents. What is left out stays as it is, and is not sent.',
})
export class IncidentChanges {
  @Field(() => IncidentStatus, { nullable: true, description: 'ACTIVE, IN_PROGRESS or RESOLVED.' })
  status?: IncidentStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Who works on it: me, a user principal name, or a user by global id or object id; null takes it off everybody.',
  })
  assignedTo?: string | null;

  @Field(() => Classification, { nullable: true, description: 'What it was found to be.' })
  classification?: Classification | null;

  @Field(() => Determination, {
    nullable: true,
    description: 'The finer word, one that goes with the classification.',
  })
  determination?: Determination | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Tags of analysts, in place of all that are there; an empty list takes all away.',
  })
  customTags?: readonly string[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'What triage can change of an incident, at one moment.' })
export class IncidentState {
  @Field(() => IncidentStatus, { nullable: true, description: 'Where it stood.' })
  status!: IncidentStatus | null;

  @Field(() => String, { nullable: true, description: 'Who worked on it; null: nobody.' })
  assignedTo!: string | null;

  @Field(() => Classification, { nullable: true, description: 'What it was found to be; null until then.' })
  classification!: Classification | null;

  @Field(() => Determination, { nullable: true, description: 'The finer word; null until then.' })
  determination!: Determination | null;

  @Field(() => [String], { description: 'Tags that analysts gave.' })
  customTags!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'When Microsoft Graph had updated it last.' })
  updatedAt!: string | null;
}

/** What every outcome of one incident has: by its key the incident is found. */
abstract class OfIncident implements Outcome, OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;
  id!: string;
  /** The key in the incident's global id; null for an id that is none. */
  incidentKey!: string | null;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An incident that was changed.' })
export class IncidentUpdated extends OfIncident {
  readonly __typename = 'IncidentUpdated';

  @Field(() => IncidentState, {
    nullable: true,
    description: 'What the change found; null where it was not known. Asking for it makes sure that it is.',
  })
  before!: IncidentState | null;

  @Field(() => IncidentState, {
    nullable: true,
    description: 'What it is now, as Microsoft Graph answered; null where the change was none of its fields.',
  })
  after!: IncidentState | null;

  @Field(() => [String], { description: 'What of the change is not shown yet; empty: everything is.' })
  notes!: readonly string[];
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An incident that was not changed, and why.' })
export class IncidentRefused extends OfIncident {
  readonly __typename = 'IncidentRefused';

  @Field(() => String, { description: 'A code of this service, such as CONFLICT or OUTCOME_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description:
    'An incident whose change waits for the limits of Microsoft Graph. It goes on by itself: ask for the job.',
})
export class IncidentPending extends OfIncident {
  readonly __typename = 'IncidentPending';

  @Field(() => String, { description: 'What it waits for.' })
  message!: string;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'What a dry run would send for an incident.',
})
export class IncidentPreview extends OfIncident {
  readonly __typename = 'IncidentPreview';

  @Field(() => IncidentState, { nullable: true, description: 'The incident as it is, as far as it was read.' })
  before!: IncidentState | null;

  @Field(() => [String], { description: 'Fields that would be sent.' })
  changes!: readonly string[];
}

export const IncidentOutcome = createUnionType({
  name: 'IncidentOutcome',
  description: 'How the change of one incident went.',
  types: () => [IncidentUpdated, IncidentRefused, IncidentPending, IncidentPreview] as const,
  resolveType: ({ __typename }: OfTenant) => __typename,
});
export type IncidentOutcome = IncidentUpdated | IncidentRefused | IncidentPending | IncidentPreview;

@ObjectType({
  simpleResolvers: true,
  description: 'How a change of incidents went, one outcome for each, in the order asked.',
})
export class UpdateIncidentsPayload {
  readonly __typename = 'UpdateIncidentsPayload';

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [IncidentOutcome], { description: 'One for each incident, in the order asked.' })
  outcomes!: readonly IncidentOutcome[];
}

@ObjectType({ simpleResolvers: true, description: 'How a merge went: all incidents are one now, or none was touched.' })
export class MergeIncidentsPayload implements OfTenant {
  readonly __typename = 'MergeIncidentsPayload';
  tenantId!: string;
  /** Key of the incident that has the alerts of all; null where there is none. */
  incidentKey!: string | null;

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [IncidentOutcome], { description: 'One for each incident, in the order asked.' })
  outcomes!: readonly IncidentOutcome[];
}
