import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection } from '../schema/connections.js';
import { AlertFilter } from '../schema/filters.js';
import { OAuthGrant } from '../schema/OAuthGrant.js';
import { TenantId } from '../schema/scalars.js';
import {
  ApiPermission,
  ApplicationPermission,
  ServicePrincipal,
  ServicePrincipalRisk,
} from '../schema/ServicePrincipal.js';
import { Tenant } from '../schema/Tenant.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After } from './arguments.js';

@Resolver(() => ServicePrincipal)
export class ServicePrincipalResolver {
  @Query(() => ServicePrincipal, {
    nullable: true,
    description: 'One application as a tenant has it; null when the tenant does not know it.',
  })
  servicePrincipal(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { nullable: true, description: 'Global id, or Entra object id of the service principal.' })
    id?: string,
    @Arg('appId', () => String, { nullable: true, description: 'Application (client) id.' }) appId?: string,
    @Arg('tenant', () => TenantId, {
      nullable: true,
      description: 'Needed with ids of Entra, where you may see several tenants.',
    })
    tenant?: string,
  ) {
    return ctx.root(info, { id, appId, tenant });
  }

  @FieldResolver(() => Tenant, { description: 'The tenant that has it.' })
  tenant(@Root() app: ServicePrincipal, @Ctx() ctx: Context) {
    return ctx.pivot(app, 'tenant');
  }

  @FieldResolver(() => AlertConnection, {
    description: 'Alerts that name the application, newest first. The coverage says how they were found.',
  })
  alerts(
    @Root() app: ServicePrincipal,
    @Ctx() ctx: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which of them; all when left out.' })
    filter?: AlertFilter,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most, 1 to 100.' }) first?: number,
    @After() after?: string,
  ) {
    return ctx.pivot(app, 'alerts', { filter, first, after });
  }

  @FieldResolver(() => [ApplicationPermission], {
    nullable: true,
    description: 'What an administrator has let it do for itself, without a user. Null: not known.',
  })
  applicationPermissions(@Root() app: ServicePrincipal, @Ctx() ctx: Context) {
    return ctx.pivot(app, 'applicationPermissions');
  }

  @FieldResolver(() => [OAuthGrant], {
    nullable: true,
    description: 'What users, or an administrator for all of them, have let it do on their behalf. Null: not known.',
  })
  delegatedPermissions(@Root() app: ServicePrincipal, @Ctx() ctx: Context) {
    return ctx.pivot(app, 'delegatedPermissions');
  }

  @FieldResolver(() => [User], {
    nullable: true,
    description: 'The people who may change it; applications that own it are left out. Null: not known.',
  })
  owners(@Root() app: ServicePrincipal, @Ctx() ctx: Context) {
    return ctx.pivot(app, 'owners');
  }

  @FieldResolver(() => ServicePrincipalRisk, {
    nullable: true,
    description: 'Whether it is at risk; null without licence or consent, and coverage says which.',
  })
  risk(@Root() app: ServicePrincipal, @Ctx() ctx: Context) {
    return ctx.pivot(app, 'risk');
  }
}

@Resolver(() => ApplicationPermission)
export class ApplicationPermissionResolver {
  @FieldResolver(() => ApiPermission, {
    nullable: true,
    description: 'The permission; null where what declares it is gone, or the role has been removed.',
  })
  permission(@Root() assigned: ApplicationPermission, @Ctx() ctx: Context) {
    return ctx.pivot(assigned, 'permission');
  }

  @FieldResolver(() => ServicePrincipal, { nullable: true, description: 'What it was let in to.' })
  resource(@Root() assigned: ApplicationPermission, @Ctx() ctx: Context) {
    return ctx.pivot(assigned, 'resource');
  }
}

@Resolver(() => OAuthGrant)
export class OAuthGrantResolver {
  @FieldResolver(() => [ApiPermission], {
    nullable: true,
    description: 'The permissions, as the application that declares them describes them. Null: not known.',
  })
  permissions(@Root() grant: OAuthGrant, @Ctx() ctx: Context) {
    return ctx.pivot(grant, 'permissions');
  }

  @FieldResolver(() => ServicePrincipal, { nullable: true, description: 'The application that was let in.' })
  application(@Root() grant: OAuthGrant, @Ctx() ctx: Context) {
    return ctx.pivot(grant, 'application');
  }

  @FieldResolver(() => ServicePrincipal, { nullable: true, description: 'What it was let in to.' })
  resource(@Root() grant: OAuthGrant, @Ctx() ctx: Context) {
    return ctx.pivot(grant, 'resource');
  }

  @FieldResolver(() => User, { nullable: true, description: 'For whom; null: for everybody.' })
  user(@Root() grant: OAuthGrant, @Ctx() ctx: Context) {
    return ctx.pivot(grant, 'user');
  }
}
