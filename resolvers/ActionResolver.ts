import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  ActionAccepted,
  ActionFilter,
  ActionInput,
  ActionPending,
  ActionPreview,
  ActionRefused,
  InvokeActionsPayload,
} from '../schema/ActionWrites.js';
import { ActionConnection } from '../schema/connections.js';
import { Host } from '../schema/Host.js';
import { ActionCatalogueEntry, SecurityAction } from '../schema/SecurityAction.js';
import { ServicePrincipal } from '../schema/ServicePrincipal.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After, DryRun, IdempotencyKey, Tenants } from './arguments.js';

/** Why, which actions do not go without. */
function WithReason(): ParameterDecorator {
  const description =
    'Why, in 1 to 500 characters; sent along where its service takes it, and kept in the audit trail.';
  return Arg('reason', () => String, { description }) as ParameterDecorator;
}

@Resolver(() => SecurityAction)
export class ActionResolver {
  @Query(() => [ActionCatalogueEntry], {
    description:
      'Every response action there is: what it does, to what, what it needs and what undoes it. Costs nothing.',
  })
  actionCatalogue(@Info() info: GraphQLResolveInfo, @Ctx() ctx: Context) {
    return ctx.root(info);
  }

  @Query(() => ActionConnection, {
    description:
      'Response actions, newest first: those asked for here, and those of others that Defender for Endpoint and Microsoft Graph list.',
  })
  securityActions(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => ActionFilter, { nullable: true, description: 'Which actions; all when it is left out.' })
    filter?: ActionFilter,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many, 1 to 200.' }) first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { filter, first, after, tenants });
  }

  @Mutation(() => InvokeActionsPayload, {
    description:
      'Acts against an attack: isolates machines, blocks addresses and files, disables accounts and more; see actionCatalogue. One outcome for each, in the order asked; what goes on is followed, see securityActions. Look at a dry run first. Needs the role actions:invoke.',
  })
  invokeActions(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('actions', () => [ActionInput], { description: 'What to do, and to whom; 1 to 300.' }) actions: ActionInput[],
    @WithReason() reason: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { actions, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => InvokeActionsPayload, {
    description:
      'Calls off a response action that waits or goes on. Its outcome is refused where it has ended, or where its service cannot stop it. Needs the role actions:invoke.',
  })
  cancelAction(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Global id of the action.' }) id: string,
    @WithReason() reason: string,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { id, reason, idempotencyKey });
  }

  @FieldResolver(() => Host, { nullable: true, description: 'The machine; null where it is done to something else.' })
  host(@Root() action: SecurityAction, @Ctx() ctx: Context) {
    return ctx.pivot(action, 'host');
  }

  @FieldResolver(() => User, { nullable: true, description: 'The user; null where it is done to something else.' })
  user(@Root() action: SecurityAction, @Ctx() ctx: Context) {
    return ctx.pivot(action, 'user');
  }

  @FieldResolver(() => ServicePrincipal, {
    nullable: true,
    description: 'The application; null where it is done to something else.',
  })
  servicePrincipal(@Root() action: SecurityAction, @Ctx() ctx: Context) {
    return ctx.pivot(action, 'servicePrincipal');
  }
}

@Resolver(() => ActionAccepted)
export class ActionAcceptedResolver {
  @FieldResolver(() => SecurityAction, { nullable: true, description: 'The action as it is now.' })
  action(@Root() outcome: ActionAccepted, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'action');
  }
}

@Resolver(() => ActionRefused)
export class ActionRefusedResolver {
  @FieldResolver(() => SecurityAction, {
    nullable: true,
    description: 'The action that is in the way, or this one where it was sent; null where there is none.',
  })
  action(@Root() outcome: ActionRefused, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'action');
  }
}

@Resolver(() => ActionPending)
export class ActionPendingResolver {
  @FieldResolver(() => SecurityAction, { nullable: true, description: 'The action as it is now.' })
  action(@Root() outcome: ActionPending, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'action');
  }
}

@Resolver(() => ActionPreview)
export class ActionPreviewResolver {
  @FieldResolver(() => Host, { nullable: true, description: 'The machine; null for other targets.' })
  host(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'host');
  }

  @FieldResolver(() => User, { nullable: true, description: 'The user; null for other targets.' })
  user(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'user');
  }

  @FieldResolver(() => ServicePrincipal, { nullable: true, description: 'The application; null for other targets.' })
  servicePrincipal(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'servicePrincipal');
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether a user holds a privileged role of Entra; null for other targets, and where it is not known.',
  })
  isPrivileged(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'isPrivileged');
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Alerts of the last seven days that name the target and are not resolved; 50 may be more. Null for messages, and where it is not known.',
  })
  openAlerts(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'openAlerts');
  }

  @FieldResolver(() => [User], { nullable: true, description: 'Whose machine it is; null for other targets.' })
  owners(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'owners');
  }

  @FieldResolver(() => [Host], { nullable: true, description: "A user's machines; null for other targets." })
  devices(@Root() preview: ActionPreview, @Ctx() ctx: Context) {
    return ctx.pivot(preview, 'devices');
  }
}
