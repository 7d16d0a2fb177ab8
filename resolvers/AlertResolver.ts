import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Alert, Tag, TagOrigin } from '../schema/Alert.js';
import { AlertConnection } from '../schema/connections.js';
import { Evidence } from '../schema/evidence/Evidence.js';
import { EvidenceKind } from '../schema/evidence/EvidenceKind.js';
import { AlertFilter, AlertOrder } from '../schema/filters.js';
import { Incident } from '../schema/Incident.js';
import { RelatedAlert, RelatedBy } from '../schema/RelatedAlert.js';
import { Duration, TenantId } from '../schema/scalars.js';
import { Tenant } from '../schema/Tenant.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

const NEWEST_FIRST = { by: 'CREATED', direction: 'DESC' };

@Resolver(() => Alert)
export class AlertResolver {
  @Query(() => AlertConnection, {
    description: 'Alerts over all tenants that are named, or all that you may see, in one order.',
  })
  alerts(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which alerts; all when left out.' })
    filter?: AlertFilter,
    @Arg('orderBy', () => AlertOrder, {
      defaultValue: NEWEST_FIRST,
      description: 'The order; newest first when left out.',
    })
    orderBy?: AlertOrder,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 500.' }) first?: number,
    @After() after?: string,
    @Tenants() tenants?: string[],
  ) {
    return ctx.root(info, { filter, orderBy, first, after, tenants });
  }

  @Query(() => Alert, { nullable: true, description: 'One alert; null when the tenant does not know it.' })
  alert(
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

  @FieldResolver(() => Tenant, { description: 'The tenant it was raised in.' })
  tenant(@Root() alert: Alert, @Ctx() ctx: Context) {
    return ctx.pivot(alert, 'tenant');
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who works on it, looked up in the directory; null when nobody does or the directory does not know the name.',
  })
  assignee(@Root() alert: Alert, @Ctx() ctx: Context) {
    return ctx.pivot(alert, 'assignee');
  }

  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The incident it belongs to; null where it belongs to none, or incidents may not be read.',
  })
  incident(@Root() alert: Alert, @Ctx() ctx: Context) {
    return ctx.pivot(alert, 'incident');
  }

  @FieldResolver(() => [Tag], {
    nullable: true,
    description:
      'Tags, each saying who gave it: Microsoft, the provider of a legacy alert, its incident, this service. Tags of incidents cost a call for each incident. Null: they could not be read.',
  })
  tags(
    @Root() alert: Alert,
    @Ctx() ctx: Context,
    @Arg('from', () => [TagOrigin], { nullable: true, description: 'Given by these only; by all when left out.' })
    from?: TagOrigin[],
  ) {
    return ctx.pivot(alert, 'tags', { from });
  }

  @FieldResolver(() => [Evidence], { description: 'Everything that the provider collected, all kinds or some.' })
  evidence(
    @Root() alert: Alert,
    @Ctx() ctx: Context,
    @Arg('kinds', () => [EvidenceKind], { nullable: true, description: 'Only these kinds; all when left out.' })
    kinds?: EvidenceKind[],
  ) {
    return ctx.pivot(alert, 'evidence', { kinds });
  }

  @FieldResolver(() => GraphQLJSON, {
    nullable: true,
    description: "Microsoft Graph's own record. Needs the role alerts:raw.",
  })
  raw(@Root() alert: Alert, @Ctx() ctx: Context) {
    return ctx.raw(alert);
  }

  @FieldResolver(() => [RelatedAlert], {
    nullable: true,
    description:
      'Other alerts that share people, machines, observables, the incident or techniques, the most related first.',
  })
  related(
    @Root() alert: Alert,
    @Ctx() ctx: Context,
    @Arg('by', () => [RelatedBy], { nullable: true, description: 'What counts; everything when left out.' })
    by?: RelatedBy[],
    @Arg('within', () => Duration, { defaultValue: 'P7D', description: 'How far apart in time, before and after.' })
    within?: string,
    @Arg('excluding', () => [String], {
      nullable: true,
      description: 'Values that do not count, such as the address that a whole company shares.',
    })
    excluding?: string[],
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 100.' }) first?: number,
  ) {
    return ctx.pivot(alert, 'related', { by, within, excluding, first });
  }
}
