import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Group } from '../schema/Group.js';
import { SecureScore } from '../schema/SecureScore.js';
import { SourceCoverage } from '../schema/SourceCoverage.js';
import { Tenant } from '../schema/Tenant.js';
import type { Context } from '../src/context.js';

@Resolver(() => Tenant)
export class TenantResolver {
  @Query(() => [Tenant], { description: 'The tenants that you may see.' })
  tenants(@Info() info: GraphQLResolveInfo, @Ctx() ctx: Context) {
    return ctx.root(info);
  }

  @Query(() => Tenant, { nullable: true, description: 'One tenant, by its id or a label that only it has.' })
  tenant(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Tenant id or label.' }) id: string,
  ) {
    return ctx.root(info, { id });
  }

  @FieldResolver(() => [SourceCoverage], {
    nullable: true,
    description: 'What can be read from this tenant, source by source, and what to do about the rest.',
  })
  coverage(@Root() tenant: Tenant, @Ctx() ctx: Context) {
    return ctx.pivot(tenant, 'coverage');
  }

  @FieldResolver(() => SecureScore, {
    nullable: true,
    description: 'Its newest Secure Score; null: there is none, or coverage says why it cannot be read.',
  })
  secureScore(@Root() tenant: Tenant, @Ctx() ctx: Context) {
    return ctx.pivot(tenant, 'secureScore');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its default domain, as Entra has it.' })
  defaultDomain(@Root() tenant: Tenant, @Ctx() ctx: Context) {
    return ctx.pivot(tenant, 'defaultDomain');
  }
}

@Resolver(() => SourceCoverage)
export class SourceCoverageResolver {
  @FieldResolver(() => Tenant, { description: 'The tenant that was asked.' })
  tenant(@Root() coverage: SourceCoverage, @Ctx() ctx: Context) {
    return ctx.pivot(coverage, 'tenant');
  }
}

@Resolver(() => Group)
export class GroupResolver {
  @FieldResolver(() => Tenant, { description: 'The tenant whose directory it is in.' })
  tenant(@Root() group: Group, @Ctx() ctx: Context) {
    return ctx.pivot(group, 'tenant');
  }
}
