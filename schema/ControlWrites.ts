import { createUnionType, Field, ObjectType } from 'type-graphql';
import { ControlStateUpdate } from './ControlProfile.js';
import { Job, Outcome } from './Job.js';
import type { OfTenant } from './Node.js';

/** What every outcome of one control has: by its key the control is found. */
abstract class OfControl implements Outcome, OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;
  id!: string;
  /** The key in the control's global id; null for an id that is none. */
  controlKey!: string | null;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'A control about which something was decided.' })
export class ControlChanged extends OfControl {
  readonly __typename = 'ControlChanged';

  @Field(() => ControlStateUpdate, { nullable: true, description: 'The decision before; null where there was none.' })
  before!: ControlStateUpdate | null;

  @Field(() => ControlStateUpdate, {
    nullable: true,
    description: 'The decision as Microsoft Graph shows it; null where it shows none yet.',
  })
  after!: ControlStateUpdate | null;

  @Field(() => [String], { description: 'What Microsoft may make of it; empty: nothing is to be said.' })
  notes!: readonly string[];
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'A control that was not changed, and why.' })
export class ControlRefused extends OfControl {
  readonly __typename = 'ControlRefused';

  @Field(() => String, { description: 'A code of this service, such as UPSTREAM_NOT_FOUND or OUTCOME_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'A control whose change waits for the limits of Microsoft Graph. It goes on by itself: ask for the job.',
})
export class ControlPending extends OfControl {
  readonly __typename = 'ControlPending';

  @Field(() => String, { description: 'What it waits for.' })
  message!: string;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'What a dry run would send for a control.' })
export class ControlPreview extends OfControl {
  readonly __typename = 'ControlPreview';

  @Field(() => ControlStateUpdate, { nullable: true, description: 'The decision as it is; null where there is none.' })
  before!: ControlStateUpdate | null;

  @Field(() => [String], { description: 'Fields that would be sent.' })
  changes!: readonly string[];

  @Field(() => [String], { description: 'What Microsoft may make of it.' })
  notes!: readonly string[];
}

export const ControlOutcome = createUnionType({
  name: 'ControlOutcome',
  description: 'How the change of one control went.',
  types: () => [ControlChanged, ControlRefused, ControlPending, ControlPreview] as const,
  resolveType: ({ __typename }: OfTenant) => __typename,
});
export type ControlOutcome = ControlChanged | ControlRefused | ControlPending | ControlPreview;

@ObjectType({
  simpleResolvers: true,
  description: 'How a decision about controls went, one outcome for each, in the order asked.',
})
export class SetControlStatePayload {
  readonly __typename = 'SetControlStatePayload';

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [ControlOutcome], { description: 'One for each control, in the order asked.' })
  outcomes!: readonly ControlOutcome[];
}
