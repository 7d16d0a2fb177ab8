import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Alert } from '../schema/Alert.js';
import { Host } from '../schema/Host.js';
import { HuntResult, HuntRow } from '../schema/Hunt.js';
import { Duration, TenantId } from '../schema/scalars.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';

@Resolver()
export class HuntResolver {
  @Query(() => HuntResult, {
    nullable: true,
    description:
      'Runs a query of the Kusto language over the last 30 days of one tenant. Microsoft Graph allows 45 a minute and tenant; identical queries in flight are one. A query that cannot be run is BAD_USER_INPUT with line and column. Needs the role hunt.',
  })
  hunt(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('query', () => String, { description: 'The query, 10,000 characters at most.' }) query: string,
    @Arg('timespan', () => Duration, {
      nullable: true,
      description: 'How far back to look; the narrower of it and the time filter of the query wins. Default: 30 days.',
    })
    timespan?: string,
    @Arg('tenant', () => TenantId, { nullable: true, description: 'Needed where you may see several tenants.' })
    tenant?: string,
  ) {
    return ctx.root(info, { query, timespan, tenant });
  }
}

@Resolver(() => HuntRow)
export class HuntRowResolver {
  @FieldResolver(() => Alert, {
    nullable: true,
    description: 'The alert of the column AlertId; null where the row has none, or the alert is gone.',
  })
  alert(@Root() row: HuntRow, @Ctx() ctx: Context) {
    return ctx.pivot(row, 'alert');
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The user of the columns AccountObjectId, AccountUpn and AccountSid; null where the row names none, or none is there.',
  })
  user(@Root() row: HuntRow, @Ctx() ctx: Context) {
    return ctx.pivot(row, 'user');
  }

  @FieldResolver(() => Host, {
    nullable: true,
    description:
      'The machine of the columns AadDeviceId, DeviceId and DeviceName; null where the row names none, or none is there.',
  })
  host(@Root() row: HuntRow, @Ctx() ctx: Context) {
    return ctx.pivot(row, 'host');
  }
}
