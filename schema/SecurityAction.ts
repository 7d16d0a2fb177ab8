import { Field, ID, ObjectType } from 'type-graphql';
import { ActionKind, ActionService, ActionState, ActionTargetKind, ObservableKind } from './enums.js';
import { Node, type OfTenant } from './Node.js';
import { Observable } from './Observable.js';
import type { HostRef, ServicePrincipalRef, UserRef } from './references.js';
import { DateTime } from './scalars.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A response action: one that was asked for here, or that Defender for Endpoint or Microsoft Graph list of others.',
})
export class SecurityAction implements Node, OfTenant {
  readonly __typename = 'SecurityAction';
  tenantId!: string;
  id!: string;
  /** What its pivots ask by; null where it is done to something else. */
  hostRef!: HostRef | null;
  userRef!: UserRef | null;
  servicePrincipalRef!: ServicePrincipalRef | null;

  @Field(() => ActionKind, { nullable: true, description: 'What it does; null for what this service does not know.' })
  kind!: ActionKind | null;

  @Field(() => String, { nullable: true, description: "The service's own word for it, such as Isolate." })
  kindRaw!: string | null;

  @Field(() => ActionState, { description: 'How far it is.' })
  state!: ActionState;

  @Field(() => ActionService, { description: 'Who runs it.' })
  runsAt!: ActionService;

  @Field(() => ActionTargetKind, { nullable: true, description: 'What it is done to; null where that is not told.' })
  targetKind!: ActionTargetKind | null;

  @Field(() => String, { description: 'What it is done to: a global id, the id that its service uses, or a value.' })
  target!: string;

  @Field(() => String, { description: 'What it is done to, for people.' })
  targetLabel!: string;

  @Field(() => Observable, { nullable: true, description: 'What it is done to, where that is an observable.' })
  observable!: Observable | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who asked for it.' })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who asked for it: the caller of this service, or whom the service that runs it names.',
  })
  requestedBy!: string | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null until then.' })
  finishedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Who called it off; null where nobody did.' })
  cancelledBy!: string | null;

  @Field(() => String, { nullable: true, description: 'What is to be said of it, and what to do.' })
  message!: string | null;

  @Field(() => String, { nullable: true, description: 'Its id where it runs; null where it has none there.' })
  remoteId!: string | null;

  @Field(() => String, { nullable: true, description: 'request-id of Microsoft Graph, for a support case.' })
  requestId!: string | null;

  @Field(() => Boolean, { description: 'Whether it was asked for here.' })
  isOurs!: boolean;

  @Field(() => ID, { nullable: true, description: 'The mutation it belongs to; null where it was not asked for here.' })
  jobId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A parameter of a response action.' })
export class ActionParameterInfo {
  @Field(() => String, { description: 'Name of the field in ActionParameters.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it has to be given.' })
  isRequired!: boolean;

  @Field(() => String, { description: 'What it means, and what holds where it is left out.' })
  meaning!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What there is to know of one response action.' })
export class ActionCatalogueEntry {
  @Field(() => ActionKind, { description: 'The action.' })
  kind!: ActionKind;

  @Field(() => String, { description: 'What it does.' })
  does!: string;

  @Field(() => ActionTargetKind, { description: 'What it is done to.' })
  target!: ActionTargetKind;

  @Field(() => [ObservableKind], { description: 'Kinds of observables that it takes; none where it takes none.' })
  observables!: readonly ObservableKind[];

  @Field(() => ActionService, { description: 'Who runs it.' })
  runsAt!: ActionService;

  @Field(() => String, { description: 'What is sent.' })
  call!: string;

  @Field(() => String, { description: 'Of the actions with the same slot a target has one at a time.' })
  slot!: string;

  @Field(() => ActionKind, { nullable: true, description: 'What undoes it; null: nothing does.' })
  reversedBy!: ActionKind | null;

  @Field(() => Boolean, { description: 'Whether it goes on after it was accepted, and is followed to its end.' })
  isFollowed!: boolean;

  @Field(() => String, { description: 'The least application permission.' })
  permission!: string;

  @Field(() => String, { nullable: true, description: 'What the tenant must have bought; null: nothing more.' })
  licence!: string | null;

  @Field(() => [ActionParameterInfo], { description: 'What can be said of it.' })
  parameters!: readonly ActionParameterInfo[];
}
