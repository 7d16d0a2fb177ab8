import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { ControlProfileConnection, SecureScoreConnection } from '../schema/connections.js';
import { ControlProfile } from '../schema/ControlProfile.js';
import { ControlState } from '../schema/enums.js';
import { ControlFilter, ControlOrder } from '../schema/filters.js';
import { DateTime, TenantId } from '../schema/scalars.js';
import { ControlScore, ScoreCategory, SecureScore } from '../schema/SecureScore.js';
import { Tenant } from '../schema/Tenant.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

@Resolver(() => SecureScore)
export class SecureScoreResolver {
  @Query(() => SecureScore, { nullable: true, description: 'The Secure Score of a tenant; null: there is none.' })
  secureScore(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('tenant', () => TenantId, { nullable: true, description: 'Needed where you may see several tenants.' })
    tenant?: string,
    @Arg('date', () => DateTime, {
      nullable: true,
      description: 'Any moment of the day (UTC) whose score is wanted, of the last 90; the newest when left out.',
    })
    date?: string,
  ) {
    return ctx.root(info, { tenant, date });
  }

  @Query(() => SecureScoreConnection, {
    description: 'Secure Scores over time and over all tenants that are named, or all that you may see; newest first.',
  })
  secureScores(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 30, description: 'How many at most, 1 to 90: one a day and tenant.' })
    first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { first, after, tenants });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant whose score it is.' })
  tenant(@Root() score: SecureScore, @Ctx() ctx: Context) {
    return ctx.pivot(score, 'tenant');
  }

  @FieldResolver(() => [ScoreCategory], {
    nullable: true,
    description:
      'Points by category, over the controls that count; what they can bring, by the profiles of today. Null: not known.',
  })
  categories(@Root() score: SecureScore, @Ctx() ctx: Context) {
    return ctx.pivot(score, 'categories');
  }

  @FieldResolver(() => [ControlScore], {
    nullable: true,
    description: 'What each control brings; those that Microsoft has given up are left out. Null: not known.',
  })
  controls(
    @Root() score: SecureScore,
    @Ctx() ctx: Context,
    @Arg('state', () => ControlState, { nullable: true, description: 'Those about which this was decided.' })
    state?: ControlState,
    @Arg('orderBy', () => ControlOrder, { nullable: true, description: 'As Graph has them when left out.' })
    orderBy?: ControlOrder,
  ) {
    return ctx.pivot(score, 'controls', { state, orderBy });
  }
}

@Resolver(() => ControlScore)
export class ControlScoreResolver {
  @FieldResolver(() => ControlProfile, {
    nullable: true,
    description: 'What the control is and what to do; null where Microsoft has published nothing.',
  })
  profile(@Root() score: ControlScore, @Ctx() ctx: Context) {
    return ctx.pivot(score, 'profile');
  }
}

@Resolver(() => ControlProfile)
export class ControlProfileResolver {
  @Query(() => ControlProfileConnection, {
    description: "What tenants can do for their score, tenant after tenant, each in Microsoft's own order.",
  })
  controlProfiles(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => ControlFilter, {
      nullable: true,
      description: 'Which controls; all that are current when left out.',
    })
    filter?: ControlFilter,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most, 1 to 500.' }) first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { filter, first, after, tenants });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant that stands to it so.' })
  tenant(@Root() profile: ControlProfile, @Ctx() ctx: Context) {
    return ctx.pivot(profile, 'tenant');
  }

  @FieldResolver(() => ControlScore, {
    nullable: true,
    description: 'What it brings to the newest score; null where it does not count there, or is given up.',
  })
  score(@Root() profile: ControlProfile, @Ctx() ctx: Context) {
    return ctx.pivot(profile, 'score');
  }
}
