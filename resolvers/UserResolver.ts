import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, UserConnection } from '../schema/connections.js';
import { AlertFilter, UserFilter } from '../schema/filters.js';
import { Group } from '../schema/Group.js';
import { Host } from '../schema/Host.js';
import { Cursor, TenantId } from '../schema/scalars.js';
import { Tenant } from '../schema/Tenant.js';
import { User, UserRisk } from '../schema/User.js';
import type { Context } from '../src/context.js';

@Resolver(() => User)
export class UserResolver {
  @Query(() => UserConnection, {
    description: 'Users over all tenants that are named, or all that you may see, tenant after tenant.',
  })
  users(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which users; all when left out.' })
    filter?: UserFilter,
    @Arg('search', () => String, { nullable: true, description: 'Words in the display name.' }) search?: string,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before.' }) after?: string,
    @Arg('tenants', () => [String], { nullable: true, description: 'Ids or labels of tenants, such as region:eu.' })
    tenants?: string[],
  ) {
    return ctx.root(info, { filter, search, first, after, tenants });
  }

  @Query(() => User, {
    nullable: true,
    description: 'One user, by exactly one key; null when the tenant does not know it.',
  })
  user(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { nullable: true, description: 'Global id, or Entra object id.' }) id?: string,
    @Arg('userPrincipalName', () => String, { nullable: true, description: 'User principal name.' })
    userPrincipalName?: string,
    @Arg('mail', () => String, { nullable: true, description: 'Mail address.' }) mail?: string,
    @Arg('sid', () => String, { nullable: true, description: 'Security identifier, on-premises or cloud.' })
    sid?: string,
    @Arg('tenant', () => TenantId, {
      nullable: true,
      description: 'Needed where you may see several tenants, but with a global id.',
    })
    tenant?: string,
  ) {
    return ctx.root(info, { id, userPrincipalName, mail, sid, tenant });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant whose directory it is in.' })
  tenant(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'tenant');
  }

  @FieldResolver(() => User, { nullable: true, description: 'The manager; null when there is none.' })
  manager(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'manager');
  }

  @FieldResolver(() => [User], { nullable: true, description: 'From the manager up to the top.' })
  managerChain(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'managerChain');
  }

  @FieldResolver(() => [User], { nullable: true, description: 'Who reports to this user directly.' })
  directReports(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most.' }) first: number,
  ) {
    return ctx.pivot(user, 'directReports', { first });
  }

  @FieldResolver(() => [Group], { nullable: true, description: 'Groups that the user is a direct member of.' })
  groups(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most.' }) first: number,
  ) {
    return ctx.pivot(user, 'groups', { first });
  }

  @FieldResolver(() => [Host], { nullable: true, description: 'Machines that the user owns or is registered on.' })
  devices(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'devices');
  }

  @FieldResolver(() => UserRisk, {
    nullable: true,
    description: 'Risk; null where the tenant has no Entra ID P2 or no consent: see the coverage.',
  })
  risk(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'risk');
  }

  @FieldResolver(() => AlertConnection, {
    description: 'Alerts that name the user, newest first. The coverage says how they were found.',
  })
  alerts(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which of them; all when left out.' })
    filter?: AlertFilter,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before.' }) after?: string,
  ) {
    return ctx.pivot(user, 'alerts', { filter, first, after });
  }
}
