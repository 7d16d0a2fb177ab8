import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection } from '../schema/connections.js';
import { Indicator } from '../schema/Indicator.js';
import { Article, IntelProfile, PassiveDnsRecord, Reputation, Whois } from '../schema/Intelligence.js';
import { Observable } from '../schema/Observable.js';
import { TenantId } from '../schema/scalars.js';
import type { Context } from '../src/context.js';
import { After } from './arguments.js';

@Resolver(() => Observable)
export class ObservableResolver {
  @Query(() => Observable, {
    nullable: true,
    description: 'An address, domain, URL, file hash, mail or hardware address, to ask what is known of it.',
  })
  observable(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('value', () => String, { description: 'In any usual form; defanged ones (evil[.]example) are understood.' })
    value: string,
    @Arg('tenant', () => TenantId, { nullable: true, description: 'Needed where you may see several tenants.' })
    tenant?: string,
  ) {
    return ctx.root(info, { value, tenant });
  }

  @FieldResolver(() => AlertConnection, {
    description: 'Alerts that name it, newest first. The coverage says how they were found.',
  })
  alerts(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 100.' }) first?: number,
    @After() after?: string,
  ) {
    return ctx.pivot(observable, 'alerts', { first, after });
  }

  @FieldResolver(() => [Indicator], {
    nullable: true,
    description:
      'Our own indicators that cover it: exactly, as a range of addresses, or as a domain above. Null: neither Microsoft Graph nor Defender lets us read them; Sentinel has no list.',
  })
  indicators(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('activeOnly', () => Boolean, { defaultValue: true, description: 'Whether those not in force are left out.' })
    activeOnly?: boolean,
  ) {
    return ctx.pivot(observable, 'indicators', { activeOnly });
  }

  @FieldResolver(() => Reputation, {
    nullable: true,
    description:
      'What Microsoft thinks of the host (of a URL: its host, of a sender: the domain); null where it does not know it, for files, and without the licence: see coverage.',
  })
  reputation(@Root() observable: Observable, @Ctx() ctx: Context) {
    return ctx.pivot(observable, 'reputation');
  }

  @FieldResolver(() => Whois, {
    nullable: true,
    description: 'The registration of the host; null where Microsoft has none, for files, and without the licence.',
  })
  whois(@Root() observable: Observable, @Ctx() ctx: Context) {
    return ctx.pivot(observable, 'whois');
  }

  @FieldResolver(() => [PassiveDnsRecord], {
    nullable: true,
    description:
      'Where the host has led to; null where Microsoft does not know it, for files, and without the licence.',
  })
  passiveDns(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
  ) {
    return ctx.pivot(observable, 'passiveDns', { first });
  }

  @FieldResolver(() => [PassiveDnsRecord], {
    nullable: true,
    description: 'What has led to the host; null where Microsoft does not know it, for files, and without the licence.',
  })
  passiveDnsReverse(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
  ) {
    return ctx.pivot(observable, 'passiveDnsReverse', { first });
  }

  @FieldResolver(() => [Article], {
    nullable: true,
    description: "Articles that Microsoft's search finds for it (for a URL: for its host); null without the licence.",
  })
  articles(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 25.' }) first?: number,
  ) {
    return ctx.pivot(observable, 'articles', { first });
  }

  @FieldResolver(() => [IntelProfile], {
    nullable: true,
    description: "Actors and tools that Microsoft's search finds for it; null without the licence.",
  })
  intelProfiles(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 25.' }) first?: number,
  ) {
    return ctx.pivot(observable, 'intelProfiles', { first });
  }
}
