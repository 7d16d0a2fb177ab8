import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { HostVulnerability } from '../schema/HostVulnerability.js';
import { Article, IntelIndicator, IntelProfile, Vulnerability } from '../schema/Intelligence.js';
import { TenantId } from '../schema/scalars.js';
import type { Context } from '../src/context.js';

@Resolver(() => Vulnerability)
export class VulnerabilityResolver {
  @Query(() => Vulnerability, {
    nullable: true,
    description:
      'A published vulnerability; null where Microsoft does not know it, or the tenant has no licence: see coverage.',
  })
  vulnerability(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => String, { description: 'Such as CVE-2024-49138.' }) id: string,
    @Arg('tenant', () => TenantId, { nullable: true, description: 'Needed where you may see several tenants.' })
    tenant?: string,
  ) {
    return ctx.root(info, { id, tenant });
  }
}

@Resolver(() => HostVulnerability)
export class HostVulnerabilityResolver {
  @FieldResolver(() => Vulnerability, {
    nullable: true,
    description: 'What Microsoft Defender Threat Intelligence knows of it; null where nothing, or without its licence.',
  })
  intelligence(@Root() vulnerability: HostVulnerability, @Ctx() ctx: Context) {
    return ctx.pivot(vulnerability, 'intelligence');
  }
}

@Resolver(() => Article)
export class ArticleResolver {
  @FieldResolver(() => [IntelIndicator], { nullable: true, description: 'What it names.' })
  indicators(
    @Root() article: Article,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
  ) {
    return ctx.pivot(article, 'indicators', { first });
  }
}

@Resolver(() => IntelProfile)
export class IntelProfileResolver {
  @FieldResolver(() => [IntelIndicator], { nullable: true, description: 'What it is known by.' })
  indicators(
    @Root() profile: IntelProfile,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
  ) {
    return ctx.pivot(profile, 'indicators', { first });
  }
}
