import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, IncidentConnection } from '../schema/connections.js';
import { IncidentFilter, IncidentOrder } from '../schema/filters.js';
import { Incident } from '../schema/Incident.js';
import { InvolvedHost, InvolvedUser } from '../schema/Involved.js';
import { Observable } from '../schema/Observable.js';
import { Cursor, TenantId } from '../schema/scalars.js';
import { Tenant } from '../schema/Tenant.js';
import { TimelineEvent } from '../schema/TimelineEvent.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

const NEWEST_FIRST = { by: 'CREATED', direction: 'DESC' };

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => IncidentConnection, {
    description: 'Incidents over all tenants that are named, or all that you may see, in one order.',
  })
  incidents(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => IncidentFilter, { nullable: true, description: 'Which incidents; all when left out.' })
    filter?: IncidentFilter,
    @Arg('orderBy', () => IncidentOrder, {
      defaultValue: NEWEST_FIRST,
      description: 'The order; newest first when left out.',
    })
    orderBy?: IncidentOrder,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 200; Graph gives 50 at a time.' })
    first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { filter, orderBy, first, after, tenants });
  }

  @Query(() => Incident, { nullable: true, description: 'One incident; null when the tenant does not know it.' })
  incident(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: "Global id, or Microsoft Graph's own id together with the tenant." })
    id: string,
    @Arg('tenant', () => TenantId, {
      nullable: true,
      description: 'Needed with an id of Microsoft Graph, where you may see several tenants.',
    })
    tenant?: string,
  ) {
    return ctx.root(info, { id, tenant });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant it happened in.' })
  tenant(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'tenant');
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who works on it, looked up in the directory; null when nobody does or the directory does not know the name.',
  })
  assignee(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'assignee');
  }

  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The incident that this one was merged into; null when it stands for itself.',
  })
  redirectedTo(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'redirectedTo');
  }

  @FieldResolver(() => AlertConnection, { description: 'Its alerts, newest first.' })
  alerts(
    @Root() incident: Incident,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before, of this incident.' })
    after?: string,
  ) {
    return ctx.pivot(incident, 'alerts', { first, after });
  }

  @FieldResolver(() => [InvolvedUser], {
    nullable: true,
    description: 'Every person or account that its newest 500 alerts name, once; null: not known.',
  })
  users(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'users');
  }

  @FieldResolver(() => [InvolvedHost], {
    nullable: true,
    description: 'Every machine that its newest 500 alerts name, once; null: not known.',
  })
  hosts(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'hosts');
  }

  @FieldResolver(() => [Observable], {
    nullable: true,
    description:
      'Every address, domain, URL, file hash and mail sender that its newest 500 alerts name, once; null: not known.',
  })
  indicators(@Root() incident: Incident, @Ctx() ctx: Context) {
    return ctx.pivot(incident, 'indicators');
  }

  @FieldResolver(() => [TimelineEvent], {
    nullable: true,
    description: 'Its story: when it was opened, what its alerts tell, what people said; newest first.',
  })
  timeline(
    @Root() incident: Incident,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most, 1 to 500.' }) first?: number,
  ) {
    return ctx.pivot(incident, 'timeline', { first });
  }
}
