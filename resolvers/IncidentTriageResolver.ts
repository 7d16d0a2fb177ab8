import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import { IncidentFilter } from '../schema/filters.js';
import { Incident } from '../schema/Incident.js';
import {
  IncidentChanges,
  IncidentPending,
  IncidentPreview,
  IncidentRefused,
  IncidentUpdated,
  MergeIncidentsPayload,
  UpdateIncidentsPayload,
} from '../schema/IncidentWrites.js';
import { DateTime } from '../schema/scalars.js';
import type { Context } from '../src/context.js';
import { DryRun, IdempotencyKey, Reason, Tenants } from './arguments.js';

@Resolver()
export class IncidentTriageResolver {
  @Mutation(() => UpdateIncidentsPayload, {
    description:
      'Changes status, assignment, classification, determination and tags of incidents, by ids or by a filter. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  updateIncidents(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('set', () => IncidentChanges, { description: 'What to change.' }) set: IncidentChanges,
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Global ids of incidents, 1 to 1,000. Give either ids or where.',
    })
    ids?: string[],
    @Arg('where', () => IncidentFilter, {
      nullable: true,
      description: 'All incidents that fit. Look at a dry run first.',
    })
    where?: IncidentFilter,
    @Arg('atMost', () => Int, {
      defaultValue: 100,
      description: 'With where: nothing is changed when more incidents fit than this, 1 to 200.',
    })
    atMost?: number,
    @Tenants() tenants?: string[],
    @Arg('ifUnchangedSince', () => DateTime, {
      nullable: true,
      description: 'Refuse an incident with CONFLICT that was updated after this. Give updatedAt as you have seen it.',
    })
    ifUnchangedSince?: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, where, atMost, tenants, set, ifUnchangedSince, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => UpdateIncidentsPayload, {
    description:
      'Adds a comment to incidents. It cannot be taken back. One outcome for each, in the order asked. Needs the role alerts:write.',
  })
  commentOnIncidents(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Global ids of incidents, 1 to 1,000.' }) ids: string[],
    @Arg('comment', () => String, { description: 'What to say, in 1 to 1,000 characters.' }) comment: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, comment, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => MergeIncidentsPayload, {
    description:
      'Makes one incident of several of one tenant: all that are named, or none. It cannot be taken back; the others lead to the one that remains. Needs the role alerts:write.',
  })
  mergeIncidents(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Global ids of incidents of one tenant, 2 to 1,000.' }) ids: string[],
    @Arg('comment', () => String, {
      nullable: true,
      description: 'What to say on the incident that remains, in 1 to 1,000 characters.',
    })
    comment?: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, comment, reason, dryRun, idempotencyKey });
  }
}

@Resolver(() => IncidentUpdated)
export class IncidentUpdatedResolver {
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident as it is now.' })
  incident(@Root() outcome: IncidentUpdated, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'incident');
  }
}

@Resolver(() => IncidentRefused)
export class IncidentRefusedResolver {
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The incident as it is, to decide again; null where it cannot be read.',
  })
  current(@Root() outcome: IncidentRefused, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'current');
  }
}

@Resolver(() => IncidentPending)
export class IncidentPendingResolver {
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident as it is now.' })
  incident(@Root() outcome: IncidentPending, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'incident');
  }
}

@Resolver(() => IncidentPreview)
export class IncidentPreviewResolver {
  @FieldResolver(() => Incident, { nullable: true, description: 'The incident as it is now.' })
  incident(@Root() outcome: IncidentPreview, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'incident');
  }
}

@Resolver(() => MergeIncidentsPayload)
export class MergeIncidentsPayloadResolver {
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The incident that has the alerts of all now; null where nothing was merged.',
  })
  incident(@Root() payload: MergeIncidentsPayload, @Ctx() ctx: Context) {
    return ctx.pivot(payload, 'incident');
  }
}
