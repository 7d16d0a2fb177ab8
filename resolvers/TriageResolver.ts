import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Alert } from '../schema/Alert.js';
import {
  AlertChanges,
  AlertMove,
  AlertPending,
  AlertPreview,
  AlertRefused,
  AlertUpdated,
  MoveAlertsPayload,
  UpdateAlertsPayload,
} from '../schema/AlertWrites.js';
import { Incident } from '../schema/Incident.js';
import { AlertFilter } from '../schema/filters.js';
import { DateTime } from '../schema/scalars.js';
import type { Context } from '../src/context.js';
import { DryRun, IdempotencyKey, Reason, Tenants } from './arguments.js';

@Resolver()
export class TriageResolver {
  @Mutation(() => UpdateAlertsPayload, {
    description:
      'Changes status, assignment, classification and determination of alerts, by ids or by a filter. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  updateAlerts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('set', () => AlertChanges, { description: 'What to change.' }) set: AlertChanges,
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Global ids of alerts, 1 to 1,000. Give either ids or where.',
    })
    ids?: string[],
    @Arg('where', () => AlertFilter, { nullable: true, description: 'All alerts that fit. Look at a dry run first.' })
    where?: AlertFilter,
    @Arg('atMost', () => Int, {
      defaultValue: 100,
      description: 'With where: nothing is changed when more alerts fit than this, 1 to 500.',
    })
    atMost?: number,
    @Tenants() tenants?: string[],
    @Arg('ifUnchangedSince', () => DateTime, {
      nullable: true,
      description: 'Refuse an alert with CONFLICT that was updated after this. Give updatedAt as you have seen it.',
    })
    ifUnchangedSince?: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, where, atMost, tenants, set, ifUnchangedSince, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => UpdateAlertsPayload, {
    description:
      'Adds a comment to alerts. It cannot be taken back. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  commentOnAlerts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Global ids of alerts, 1 to 1,000.' }) ids: string[],
    @Arg('comment', () => String, {
      description: 'What to say, in 1 to 1,000 characters. Legacy alerts take Closed in IPC and Closed in MCAS alone.',
    })
    comment: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, comment, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => UpdateAlertsPayload, {
    description:
      'Gives tags to alerts and takes tags off them, of any provider; they are kept by this service. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  tagAlerts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Global ids of alerts, 1 to 1,000.' }) ids: string[],
    @Arg('add', () => [String], {
      nullable: true,
      description: 'Tags of 1 to 50 characters; what differs in upper and lower case alone is the same tag.',
    })
    add?: string[],
    @Arg('remove', () => [String], { nullable: true, description: 'Tags that were given here, to be taken off.' })
    remove?: string[],
    @Arg('mirrorToIncident', () => Boolean, {
      defaultValue: false,
      description: 'Do the same to the custom tags of their incidents.',
    })
    mirrorToIncident?: boolean,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, add, remove, mirrorToIncident, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => MoveAlertsPayload, {
    description:
      'Moves alerts into another incident of their tenant, or into a new one. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  moveAlerts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Global ids of alerts, 1 to 1,000.' }) ids: string[],
    @Arg('toIncident', () => ID, {
      nullable: true,
      description: 'Global id of the incident; left out, or null: a new one in each tenant.',
    })
    toIncident?: string,
    @Arg('comment', () => String, {
      nullable: true,
      description: 'What to say on each of the alerts, in 1 to 1,000 characters.',
    })
    comment?: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, toIncident, comment, reason, dryRun, idempotencyKey });
  }
}

@Resolver(() => AlertMove)
export class AlertMoveResolver {
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident as it is now.' })
  incident(@Root() move: AlertMove, @Ctx() ctx: Context) {
    return ctx.pivot(move, 'incident');
  }
}

@Resolver(() => AlertUpdated)
export class AlertUpdatedResolver {
  @FieldResolver(() => Alert, { nullable: true, description: 'The alert as it is now.' })
  alert(@Root() outcome: AlertUpdated, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'alert');
  }
}

@Resolver(() => AlertRefused)
export class AlertRefusedResolver {
  @FieldResolver(() => Alert, {
    nullable: true,
    description: 'The alert as it is, to decide again; null where it cannot be read.',
  })
  current(@Root() outcome: AlertRefused, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'current');
  }
}

@Resolver(() => AlertPending)
export class AlertPendingResolver {
  @FieldResolver(() => Alert, { nullable: true, description: 'The alert as it is now.' })
  alert(@Root() outcome: AlertPending, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'alert');
  }
}

@Resolver(() => AlertPreview)
export class AlertPreviewResolver {
  @FieldResolver(() => Alert, { nullable: true, description: 'The alert as it is now.' })
  alert(@Root() outcome: AlertPreview, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'alert');
  }
}
