import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, HostConnection } from '../schema/connections.js';
import { AlertFilter, HostFilter } from '../schema/filters.js';
import { Host, IntuneDevice } from '../schema/Host.js';
import { Cursor, TenantId } from '../schema/scalars.js';
import { Tenant } from '../schema/Tenant.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';

@Resolver(() => Host)
export class HostResolver {
  @Query(() => HostConnection, {
    description: 'Hosts over all tenants that are named, or all that you may see, tenant after tenant.',
  })
  hosts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => HostFilter, { nullable: true, description: 'Which hosts; all when left out.' })
    filter?: HostFilter,
    @Arg('search', () => String, { nullable: true, description: 'Words in the name.' }) search?: string,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before.' }) after?: string,
    @Arg('tenants', () => [String], { nullable: true, description: 'Ids or labels of tenants, such as region:eu.' })
    tenants?: string[],
  ) {
    return ctx.root(info, { filter, search, first, after, tenants });
  }

  @Query(() => Host, {
    nullable: true,
    description: 'One host, by exactly one key; null when the tenant does not know it.',
  })
  host(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { nullable: true, description: 'Global id, or Entra device id.' }) id?: string,
    @Arg('deviceId', () => String, { nullable: true, description: 'Entra device id.' }) deviceId?: string,
    @Arg('name', () => String, { nullable: true, description: 'Host name or DNS name; the likeliest of several.' })
    name?: string,
    @Arg('tenant', () => TenantId, {
      nullable: true,
      description: 'Needed where you may see several tenants, but with a global id.',
    })
    tenant?: string,
  ) {
    return ctx.root(info, { id, deviceId, name, tenant });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant whose directory it is in.' })
  tenant(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'tenant');
  }

  @FieldResolver(() => [User], { nullable: true, description: 'Registered owners.' })
  owners(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'owners');
  }

  @FieldResolver(() => [User], { nullable: true, description: 'Registered users.' })
  users(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'users');
  }

  @FieldResolver(() => IntuneDevice, {
    nullable: true,
    description:
      'The Intune record; null where Intune does not know the machine, or the tenant has no Intune: see the coverage.',
  })
  intune(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'intune');
  }

  @FieldResolver(() => AlertConnection, {
    description: 'Alerts that name the machine, newest first. The coverage says how they were found.',
  })
  alerts(
    @Root() host: Host,
    @Ctx() ctx: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which of them; all when left out.' })
    filter?: AlertFilter,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before.' }) after?: string,
  ) {
    return ctx.pivot(host, 'alerts', { filter, first, after });
  }
}
