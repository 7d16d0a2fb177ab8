import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, HostConnection } from '../schema/connections.js';
import { DefenderMachine } from '../schema/DefenderMachine.js';
import { AlertFilter, HostFilter } from '../schema/filters.js';
import { Group } from '../schema/Group.js';
import { Host, IntuneDevice } from '../schema/Host.js';
import { HostVulnerability } from '../schema/HostVulnerability.js';
import { Incident } from '../schema/Incident.js';
import { InvolvedUser, Match } from '../schema/Involved.js';
import { Duration, TenantId } from '../schema/scalars.js';
import { Tenant } from '../schema/Tenant.js';
import { TimelineEvent } from '../schema/TimelineEvent.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

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
    @After() after?: string,
    @Tenants() tenants?: string[],
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
    @Arg('defenderId', () => String, {
      nullable: true,
      description: 'Machine id of Defender for Endpoint, 40 hexadecimal digits; found by hunting.',
    })
    defenderId?: string,
    @Arg('name', () => String, { nullable: true, description: 'Host name or DNS name; the likeliest of several.' })
    name?: string,
    @Arg('tenant', () => TenantId, {
      nullable: true,
      description: 'Needed where you may see several tenants, but with a global id.',
    })
    tenant?: string,
  ) {
    return ctx.root(info, { id, deviceId, defenderId, name, tenant });
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
    @After() after?: string,
  ) {
    return ctx.pivot(host, 'alerts', { filter, first, after });
  }

  @FieldResolver(() => DefenderMachine, {
    nullable: true,
    description:
      'The Defender record; null where Defender does not know the machine, or the tenant does not let us ask: see the coverage.',
  })
  defender(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'defender');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Machine id of Defender for Endpoint, from its Defender record; null where Defender does not know it.',
  })
  defenderId(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'defenderId');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Intune device id, from its Intune record; null where Intune does not know it.',
  })
  intuneId(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'intuneId');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'DNS name, from its Defender record: Entra knows none. Null where Defender does not know it.',
  })
  dnsName(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'dnsName');
  }

  @FieldResolver(() => Match, {
    nullable: true,
    description:
      'How its records in Entra, Intune and Defender were joined: by which id, other machines of the same name as candidates, and what the records say against each other. Null where one of the services did not answer.',
  })
  identity(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'identity');
  }

  @FieldResolver(() => [Group], {
    nullable: true,
    description: 'Groups that the device is a direct member of; null where Entra does not know it.',
  })
  groups(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'groups');
  }

  @FieldResolver(() => [InvolvedUser], {
    nullable: true,
    description:
      'Who was signed in when its sensor last reported, by one hunting query for all hosts; null where Defender does not know the machine, or the tenant does not let us hunt.',
  })
  loggedOnUsers(@Root() host: Host, @Ctx() ctx: Context) {
    return ctx.pivot(host, 'loggedOnUsers');
  }

  @FieldResolver(() => [HostVulnerability], {
    nullable: true,
    description:
      'Published vulnerabilities of its software, the worst first, by one hunting query for all hosts; null where Defender does not know the machine, or the tenant does not let us hunt.',
  })
  vulnerabilities(
    @Root() host: Host,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most.' }) first: number,
  ) {
    return ctx.pivot(host, 'vulnerabilities', { first });
  }

  @FieldResolver(() => [Incident], {
    nullable: true,
    description: 'Incidents whose alerts name the machine, the latest alert first.',
  })
  incidents(
    @Root() host: Host,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 50.' }) first?: number,
  ) {
    return ctx.pivot(host, 'incidents', { first });
  }

  @FieldResolver(() => [TimelineEvent], {
    nullable: true,
    description: 'What happened on the machine, by its alerts; newest first.',
  })
  timeline(
    @Root() host: Host,
    @Ctx() ctx: Context,
    @Arg('within', () => Duration, { defaultValue: 'P7D', description: 'How far back.' }) within?: string,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most, 1 to 500.' }) first?: number,
  ) {
    return ctx.pivot(host, 'timeline', { within, first });
  }
}
