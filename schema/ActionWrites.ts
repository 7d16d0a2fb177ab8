import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { ActionKind, ActionService, ActionState, ActionTargetKind, Isolation, MailRemedy, ScanType } from './enums.js';
import { Job, Outcome } from './Job.js';
import type { OfTenant } from './Node.js';
import type { AlertSubject, HostRef, ServicePrincipalRef, UserRef } from './references.js';
import { DateTime } from './scalars.js';

@InputType({ description: 'What can be said of a response action. Each kind takes its own: see actionCatalogue.' })
export class ActionParameters {
  @Field(() => Isolation, { nullable: true, description: 'Of ISOLATE_HOST; FULL where it is left out.' })
  isolation?: Isolation | null;

  @Field(() => ScanType, { nullable: true, description: 'Of SCAN_HOST; QUICK where it is left out.' })
  scan?: ScanType | null;

  @Field(() => String, { nullable: true, description: 'Of STOP_AND_QUARANTINE_FILE: SHA-1 of the file.' })
  sha1?: string | null;

  @Field(() => MailRemedy, { nullable: true, description: 'Of REMEDIATE_MAIL: what to do with the message.' })
  remedy?: MailRemedy | null;

  @Field(() => String, { nullable: true, description: 'Of REMEDIATE_MAIL: address of the mailbox.' })
  recipient?: string | null;
}

@InputType({ description: 'A response action to one target.' })
export class ActionInput {
  @Field(() => ActionKind, { description: 'What to do.' })
  kind!: ActionKind;

  @Field(() => ID, {
    description:
      "To whom or what. Global id of a host, user or service principal; an address, domain, URL or hash; a message by the id that Defender has of it, or by its networkMessageId. A host also by Defender's own machine id.",
  })
  target!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Id or label of the tenant, where the target is no global id; may be left out where there is one only.',
  })
  tenant?: string | null;

  @Field(() => ActionParameters, { nullable: true, description: 'What the kind takes beside its target.' })
  parameters?: ActionParameters | null;
}

@InputType({ description: 'Which response actions. All fields given must hold; a list means any of its members.' })
export class ActionFilter {
  @Field(() => [ActionKind], { nullable: true, description: 'Of any of these kinds.' })
  kind?: ActionKind[];

  @Field(() => [ActionState], { nullable: true, description: 'In any of these states.' })
  state?: ActionState[];

  @Field(() => [ID], {
    nullable: true,
    description:
      'Done to any of these: as SecurityAction.target says it, which for actions of others is their own word.',
  })
  target?: string[];

  @Field(() => Boolean, { nullable: true, description: 'True: only those asked for here; false: only the others.' })
  isOurs?: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Asked for at or after this. Of others, those of the last 30 days are read where it is left out.',
  })
  requestedAfter?: string;
}

abstract class OfAction implements Outcome, OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;
  id!: string;
  /** Id of an action in the journal; null where there is none. */
  actionId!: string | null;
}

@ObjectType({ implements: Outcome, simpleResolvers: true, description: 'A response action that was taken.' })
export class ActionAccepted extends OfAction {
  readonly __typename = 'ActionAccepted';

  @Field(() => Boolean, {
    description: 'Whether the same was under way already: then nothing was sent, and the action is that one.',
  })
  joined!: boolean;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'A response action that was not taken, or of which nobody knows (OUTCOME_UNKNOWN).',
})
export class ActionRefused extends OfAction {
  readonly __typename = 'ActionRefused';

  @Field(() => String, { description: 'A code of this service, such as CONFLICT or OUTCOME_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;

  @Field(() => [ID], { description: 'What the target may have meant, where it fits several; else empty.' })
  candidates!: readonly string[];
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'A response action that waits for the limits of Microsoft Graph. It goes on by itself: ask for the job.',
})
export class ActionPending extends OfAction {
  readonly __typename = 'ActionPending';

  @Field(() => String, { description: 'What it waits for.' })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A permission that a response action needs.' })
export class ActionPermission {
  @Field(() => String, { description: 'The least application permission.' })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether our token for the tenant carries it; null where that cannot be told.',
  })
  isGranted!: boolean | null;
}

@ObjectType({
  implements: Outcome,
  simpleResolvers: true,
  description: 'What a dry run says of a response action: whom it would hit, and what would undo it.',
})
export class ActionPreview extends OfAction {
  readonly __typename = 'ActionPreview';
  hostRef!: HostRef | null;
  /** Entra device id of the machine; null where Entra does not know it. */
  deviceId!: string | null;
  userRef!: UserRef | null;
  servicePrincipalRef!: ServicePrincipalRef | null;
  subject!: AlertSubject | null;

  @Field(() => ActionKind, { description: 'What would be done.' })
  kind!: ActionKind;

  @Field(() => ActionTargetKind, { description: 'What it would be done to.' })
  targetKind!: ActionTargetKind;

  @Field(() => String, { description: 'What it would be done to, for people.' })
  targetLabel!: string;

  @Field(() => ActionService, { description: 'Who would run it.' })
  runsAt!: ActionService;

  @Field(() => ActionKind, { nullable: true, description: 'What would undo it; null: nothing would.' })
  reversedBy!: ActionKind | null;

  @Field(() => ActionPermission, { description: 'What it needs in the tenant.' })
  permission!: ActionPermission;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a user may not sign in already; null for other targets, and where it is not known.',
  })
  isDisabledAlready!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a user looks like an account of a service. Guessed from its names (svc-…, sync_…, "service account"); null for other targets.',
  })
  isServiceAccount!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a machine is a server, by its operating system; null for other targets, and where it is not known.',
  })
  isServer!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a server looks like a domain controller. Guessed from its name (DC01, ams-dc2); null for other targets.',
  })
  isDomainController!: boolean | null;

  @Field(() => [String], { description: 'What to think of before it is done.' })
  warnings!: readonly string[];
}

export const ActionOutcome = createUnionType({
  name: 'ActionOutcome',
  description: 'How one response action went.',
  types: () => [ActionAccepted, ActionRefused, ActionPending, ActionPreview] as const,
  resolveType: ({ __typename }: OfTenant) => __typename,
});
export type ActionOutcome = ActionAccepted | ActionRefused | ActionPending | ActionPreview;

@ObjectType({
  simpleResolvers: true,
  description: 'How response actions went, one outcome for each, in the order asked.',
})
export class InvokeActionsPayload {
  readonly __typename = 'InvokeActionsPayload';

  @Field(() => Job, { nullable: true, description: 'The mutation as it was written down; null for a dry run.' })
  job!: Job | null;

  @Field(() => [ActionOutcome], { description: 'One for each action, in the order asked.' })
  outcomes!: readonly ActionOutcome[];
}
