import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { AlertStats } from '../schema/AlertStats.js';
import { AlertDimension } from '../schema/enums.js';
import { AlertFilter } from '../schema/filters.js';
import { Duration } from '../schema/scalars.js';
import type { Context } from '../src/context.js';
import { Tenants } from './arguments.js';

@Resolver()
export class AlertStatsResolver {
  @Query(() => AlertStats, {
    description:
      'How many alerts there are of each kind. Microsoft Graph does not count by kind: the newest 2,000 alerts of each tenant are read and counted here.',
  })
  alertStats(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('by', () => [AlertDimension], { description: 'By what; each combination that occurs is a bucket.' })
    by: AlertDimension[],
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which alerts; all when left out.' })
    filter?: AlertFilter,
    @Arg('interval', () => Duration, {
      nullable: true,
      description: 'Counts by time of creation, too: in intervals of this length, UTC, a minute or more.',
    })
    interval?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { by, filter, interval, tenants });
  }
}
