import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { AlertStatus, Classification, Determination } from './enums.js';
import { Job, Outcome } from './Job.js';
import type { OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

@InputType({
  description: 'What to change of alerts. What is left out stays as it is, and is not sent.',
})
export class AlertChanges {
  @Field(() => AlertStatus, {
    nullable: true,
    description: 'NEW, IN_PROGRESS or RESOLVED; DISMISSED for legacy alerts.',
  })
  status?: AlertStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Who works on it: me, a user principal name, or a user by global id or object id; null takes it off everybody.',
  })
  assignedTo?: string | null;

  @Field(() => Classification, {
    nullable: true,
    description: 'What it was found to be. Of legacy alerts it is the feedback.',
  })
  classification?: Classification | null;

  @Field(() => Determination, {
    nullable: true,
    description: 'The finer word, one that goes with the classification. Legacy alerts have none.',
  })
  determination?: Determination | null;
}

@ObjectType({ simpleResolvers: true, description: 'What triage can change of an alert, at one moment.' })
export class AlertState {
  @Field(() => AlertStatus, { nullable: true, description: 'Where it stood in triage.' })
  status!: AlertStatus | null;

  @Field(() => String, { nullable: true, description: 'Who worked on it; null: nobody.' })
  assignedTo!: string | null;

  @Field(() => Classification, { nullable: true, description: 'What it was found to be; null until then.' })
  classification!: Classification | null;

  @Field(() => Determination, { nullable: true, description: 'The finer word; null until then.' })
  determination!: Determination | null;

  @Field(() => DateTime, { nullable: true, description: 'When Microsoft Graph had updated it last.' })
  updatedAt!: string | null;
}

/** What every outcome of one alert has: by its key the alert is found. */
abstract class OfAlert implements Outcome, OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;
  id!: string;
  /** The key in the alert's global id; null for an id that is none. */
  alertKey!: string | null;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An alert that was changed.' })
export class AlertUpdated extends OfAlert {
  readonly __typename = 'AlertUpdated';

  @Field(() => AlertState, {
    nullable: true,
    description: 'What the change found; null where it was not known. Asking for it makes sure that it is.',
  })
  before!: AlertState | null;

  @Field(() => AlertState, {
    nullable: true,
    description: 'What it is now, as Microsoft Graph answered; null where the change was none of its fields.',
  })
  after!: AlertState | null;

  @Field(() => [String], {
    description: 'What of the change its source does not honour, or does not show yet; empty: everything was done.',
  })
  notes!: readonly string[];
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An alert that was not changed, and why.' })
export class AlertRefused extends OfAlert {
  readonly __typename = 'AlertRefused';

  @Field(() => String, { description: 'A code of this service, such as CONFLICT or OUTCOME_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'An alert whose change waits for the limits of Microsoft Graph. It goes on by itself: ask for the job.',
})
export class AlertPending extends OfAlert {
  readonly __typename = 'AlertPending';

  @Field(() => String, { description: 'What it waits for.' })
  message!: string;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'What a dry run would send for an alert.' })
export class AlertPreview extends OfAlert {
  readonly __typename = 'AlertPreview';

  @Field(() => AlertState, { nullable: true, description: 'The alert as it is, as far as it was read.' })
  before!: AlertState | null;

  @Field(() => [String], { description: 'Fields that would be sent.' })
  changes!: readonly string[];

  @Field(() => [String], { description: 'What of the change its source would not honour.' })
  notes!: readonly string[];
}

export const AlertOutcome = createUnionType({
  name: 'AlertOutcome',
  description: 'How the change of one alert went.',
  types: () => [AlertUpdated, AlertRefused, AlertPending, AlertPreview] as const,
  resolveType: ({ __typename }: OfTenant) => __typename,
});
export type AlertOutcome = AlertUpdated | AlertRefused | AlertPending | AlertPreview;

@ObjectType({
  simpleResolvers: true,
  description: 'How a change of alerts went, one outcome for each, in the order asked.',
})
export class UpdateAlertsPayload {
  readonly __typename = 'UpdateAlertsPayload';

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [AlertOutcome], { description: 'One for each alert, in the order asked.' })
  outcomes!: readonly AlertOutcome[];
}

@ObjectType({ simpleResolvers: true, description: 'Alerts that were moved into one incident.' })
export class AlertMove implements OfTenant {
  readonly __typename = 'AlertMove';
  tenantId!: string;
  /** Key of the incident. */
  incidentKey!: string | null;

  @Field(() => [ID], { description: 'The alerts, by their global ids.' })
  ids!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'How alerts were moved, one outcome for each, in the order asked.',
})
export class MoveAlertsPayload {
  readonly __typename = 'MoveAlertsPayload';

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [AlertOutcome], { description: 'One for each alert, in the order asked.' })
  outcomes!: readonly AlertOutcome[];

  @Field(() => [AlertMove], { description: 'Where they are now: of each tenant, one incident with what came into it.' })
  moves!: readonly AlertMove[];
}
