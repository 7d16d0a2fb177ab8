import { GraphQLJSON } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  GraphProduct,
  IndicatorAction,
  IndicatorDeed,
  IndicatorTarget,
  ObservableKind,
  Severity,
  Tlp,
} from './enums.js';
import { Job, Outcome } from './Job.js';
import type { OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

/** What can be said of an indicator when it is new, and changed later. */
@InputType()
abstract class IndicatorWords {
  @Field(() => Severity, { nullable: true, description: 'How bad it is.' })
  severity?: Severity | null;

  @Field(() => String, {
    nullable: true,
    description: 'What people read in lists and alerts. Sent to Defender and Sentinel.',
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is and why it is here. Sent to all targets; Graph takes 100 characters.',
  })
  description?: string | null;

  @Field(() => Tlp, {
    nullable: true,
    description: 'To whom it may be told (TLP). Sent to Graph, which requires it, and Sentinel.',
  })
  tlp?: Tlp | null;

  @Field(() => Int, { nullable: true, description: 'How sure you are, 0 to 100. Sent to Graph and Sentinel.' })
  confidence?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Steps of the kill chain, such as Delivery or C2. Sent to Graph and Sentinel.',
  })
  killChain?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Names of malware. Sent to Graph and Sentinel.' })
  malwareFamilies?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of those who are behind it. Sent to Graph and Sentinel.',
  })
  activityGroups?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Words to find it by. Sent to Graph and Sentinel.' })
  tags?: readonly string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends. Sent to all targets; Graph requires it.' })
  expiresAt?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether users notice nothing of it. Sent to Graph.' })
  passiveOnly?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether an alert is raised when it is blocked. Sent to Defender.',
  })
  generateAlert?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'Groups of devices that it holds for. Sent to Defender.' })
  deviceGroups?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'What whoever gets the alert is told to do. Sent to Defender.' })
  recommendedActions?: string | null;
}

@InputType({ description: 'What to change of an indicator. What is left out stays as it is.' })
export class IndicatorChanges extends IndicatorWords {
  @Field(() => IndicatorAction, { nullable: true, description: 'What is done when it is met.' })
  action?: IndicatorAction | null;
}

@InputType({
  description:
    'An indicator that is to be submitted. What a target cannot say is refused for that target, by name, before anything is sent.',
})
export class IndicatorInput extends IndicatorWords {
  @Field(() => String, {
    description:
      'What it is about: an address, a range of addresses, a domain, a URL, a hash, a mail sender; defanged is understood.',
  })
  value!: string;

  @Field(() => ObservableKind, {
    nullable: true,
    description: 'What the value is, where it does not say so itself: CERTIFICATE or EMAIL_SUBJECT.',
  })
  kind?: ObservableKind | null;

  @Field(() => IndicatorAction, { description: 'What is done when it is met.' })
  action!: IndicatorAction;

  @Field(() => String, { nullable: true, description: 'Such as Phishing, C2, Malware. Graph requires it.' })
  threatType?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Your own id of it: submitted again under the same one, it is changed and not doubled. Made from the value where it is left out.',
  })
  externalId?: string | null;

  @Field(() => GraphProduct, {
    nullable: true,
    description: 'To which product Microsoft Graph passes it on. SENTINEL where it is left out.',
  })
  product?: GraphProduct | null;
}

@InputType({ description: 'One indicator that is there, and what to change of it.' })
export class IndicatorChange {
  @Field(() => ID, { nullable: true, description: 'Global id. Give either id or externalId.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Your own id of it, with target and tenant.' })
  externalId?: string | null;

  @Field(() => IndicatorTarget, { nullable: true, description: 'With externalId: where it is.' })
  target?: IndicatorTarget | null;

  @Field(() => String, {
    nullable: true,
    description: 'With externalId: id or label of the tenant, where there are several.',
  })
  tenant?: string | null;

  @Field(() => IndicatorChanges, { description: 'What to change.' })
  set!: IndicatorChanges;
}

/** What every outcome of one indicator at one target in one tenant has. */
@ObjectType()
abstract class OfIndicator implements Outcome, OfTenant {
  abstract readonly __typename: string;
  /** Empty where the id names none. */
  tenantId!: string;
  id!: string;

  @Field(() => IndicatorTarget, { nullable: true, description: 'Where; null where the id does not say.' })
  target!: IndicatorTarget | null;

  @Field(() => String, {
    nullable: true,
    description: 'Your own id of it, or the one that was made; null where it is not known.',
  })
  externalId!: string | null;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An indicator that its target has taken.' })
export class IndicatorDone extends OfIndicator {
  readonly __typename = 'IndicatorDone';
  /** The key in its global id; null where it is gone, or the target does not tell. */
  indicatorKey!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id by which it can be changed and deleted; null where it is gone, or the target gives no id.',
  })
  indicatorId!: string | null;

  @Field(() => IndicatorDeed, { description: 'What has become of it.' })
  deed!: IndicatorDeed;

  @Field(() => [String], { description: 'What its target does not honour; empty: everything was taken.' })
  notes!: readonly string[];
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'An indicator that was not taken, and why.' })
export class IndicatorRefused extends OfIndicator {
  readonly __typename = 'IndicatorRefused';

  @Field(() => String, { description: 'A code of this service, such as UNSUPPORTED_CHANGE or OUTCOME_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What the target itself said; its words, and not ours.' })
  targetSays!: string | null;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'An indicator that waits for the limits of its target. It goes on by itself: ask for the job.',
})
export class IndicatorPending extends OfIndicator {
  readonly __typename = 'IndicatorPending';

  @Field(() => String, { description: 'What it waits for.' })
  message!: string;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'What a dry run would send for an indicator.' })
export class IndicatorPreview extends OfIndicator {
  readonly __typename = 'IndicatorPreview';

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "In the target's own words; null where only an id is sent.",
  })
  sends!: unknown;

  @Field(() => [String], { description: 'What the target would not honour.' })
  notes!: readonly string[];
}

export const IndicatorOutcome = createUnionType({
  name: 'IndicatorOutcome',
  description: 'How the change of one indicator at one target in one tenant went.',
  types: () => [IndicatorDone, IndicatorRefused, IndicatorPending, IndicatorPreview] as const,
  resolveType: ({ __typename }: OfTenant) => __typename,
});
export type IndicatorOutcome = IndicatorDone | IndicatorRefused | IndicatorPending | IndicatorPreview;

@ObjectType({ simpleResolvers: true, description: 'How full Defender for Endpoint is in a tenant.' })
export class IndicatorQuota {
  readonly __typename = 'IndicatorQuota';
  tenantId!: string;

  @Field(() => Int, { nullable: true, description: 'Indicators in force; null where the list could not be read.' })
  used!: number | null;

  @Field(() => Int, { description: 'How many it keeps.' })
  limit!: number;
}

/** Payloads of all changes of indicators. */
@ObjectType()
abstract class OfIndicators {
  readonly tenantId = '*';
  /** Tenants in which Defender was concerned. */
  defenderTenantIds!: readonly string[];

  @Field(() => Job, { nullable: true, description: 'The change as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [IndicatorOutcome], {
    description: 'One for each indicator, target and tenant, in this order, as they were asked.',
  })
  outcomes!: readonly IndicatorOutcome[];
}

@ObjectType({ simpleResolvers: true, description: 'How the submission or change of indicators went.' })
export class SubmitIndicatorsPayload extends OfIndicators {
  readonly __typename = 'SubmitIndicatorsPayload';
}

@ObjectType({ simpleResolvers: true, description: 'How the deletion of indicators went.' })
export class DeleteIndicatorsPayload extends OfIndicators {
  readonly __typename = 'DeleteIndicatorsPayload';
}
