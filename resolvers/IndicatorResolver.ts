import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, IndicatorConnection } from '../schema/connections.js';
import { IndicatorFilter } from '../schema/filters.js';
import { Indicator } from '../schema/Indicator.js';
import { Tenant } from '../schema/Tenant.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => Indicator, {
    nullable: true,
    description: 'One indicator, by its global id; null when it is not there.',
  })
  indicator(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ) {
    return ctx.root(info, { id });
  }

  @Query(() => IndicatorConnection, {
    description:
      'Indicators that were submitted to Microsoft Graph and to Defender for Endpoint, over all tenants that are named, or all that you may see; newest first. Microsoft Sentinel has no list: the coverage says so.',
  })
  indicators(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => IndicatorFilter, {
      nullable: true,
      description: 'Which indicators; all when left out.',
    })
    filter?: IndicatorFilter,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 500.' }) first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { filter, first, after, tenants });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant that has submitted it.' })
  tenant(@Root() indicator: Indicator, @Ctx() ctx: Context) {
    return ctx.pivot(indicator, 'tenant');
  }

  @FieldResolver(() => AlertConnection, {
    nullable: true,
    description:
      'Alerts that name what it covers, newest first; for a range or a domain the newest alerts are looked through, and the coverage says how far. Null for what no alert shows.',
  })
  alerts(
    @Root() indicator: Indicator,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @After() after?: string,
  ) {
    return ctx.pivot(indicator, 'alerts', { first, after });
  }
}
