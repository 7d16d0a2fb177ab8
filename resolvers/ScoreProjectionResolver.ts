import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import { TenantId } from '../schema/scalars.js';
import { ControlRanking, ProjectionPlan, ScoreProjection } from '../schema/ScoreProjection.js';
import type { Context } from '../src/context.js';
import { Tenants } from './arguments.js';

@Resolver()
export class ScoreProjectionResolver {
  @Query(() => ScoreProjection, {
    nullable: true,
    description:
      'What the newest Secure Score of a tenant would be if some controls were done in full. Give either controls or plan. Null: there is no score, or it could not be read.',
  })
  projectScore(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('tenant', () => TenantId, { nullable: true, description: 'Needed where you may see several tenants.' })
    tenant?: string,
    @Arg('controls', () => [String], {
      nullable: true,
      description: 'Exactly these, by name as in ControlScore.name, 1 to 500; also those whose risk is accepted.',
    })
    controls?: string[],
    @Arg('plan', () => ProjectionPlan, {
      nullable: true,
      description: 'The controls that bring most within these limits; {} for all that is worth doing.',
    })
    plan?: ProjectionPlan,
  ) {
    return ctx.root(info, { tenant, controls, plan });
  }

  @Query(() => ControlRanking, {
    description:
      'Which controls would bring most points over all tenants that are named, or all that you may see. What a third party does is left out.',
  })
  controlRanking(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many controls at most, 1 to 500.' }) first?: number,
    @Arg('includeIgnored', () => Boolean, {
      defaultValue: false,
      description: 'Also where somebody has accepted the risk.',
    })
    includeIgnored?: boolean,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { first, includeIgnored, tenants });
  }
}
