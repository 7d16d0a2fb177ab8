import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AlertConnection, UserConnection } from '../schema/connections.js';
import { DirectoryRole } from '../schema/DirectoryRole.js';
import { AlertFilter, UserFilter } from '../schema/filters.js';
import { Group } from '../schema/Group.js';
import { Host } from '../schema/Host.js';
import { Incident } from '../schema/Incident.js';
import { License } from '../schema/License.js';
import { MfaRegistration } from '../schema/MfaRegistration.js';
import { OAuthGrant } from '../schema/OAuthGrant.js';
import { RiskDetection } from '../schema/RiskDetection.js';
import { DateTime, Duration, TenantId } from '../schema/scalars.js';
import { SignIn, SignInActivity } from '../schema/SignIn.js';
import { Tenant } from '../schema/Tenant.js';
import { TimelineEvent } from '../schema/TimelineEvent.js';
import { User, UserRisk } from '../schema/User.js';
import type { Context } from '../src/context.js';
import { After, Tenants } from './arguments.js';

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
    @After() after?: string,
    @Tenants() tenants?: string[],
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
    @After() after?: string,
  ) {
    return ctx.pivot(user, 'alerts', { filter, first, after });
  }

  @FieldResolver(() => [RiskDetection], {
    nullable: true,
    description:
      'Why the user is at risk, newest first. Microsoft Graph allows one such call a second and tenant. Null where the tenant has no Entra ID P2 or no consent: see the coverage.',
  })
  riskDetections(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most.' }) first: number,
  ) {
    return ctx.pivot(user, 'riskDetections', { first });
  }

  @FieldResolver(() => [SignIn], {
    nullable: true,
    description:
      'Interactive sign-ins, newest first. One HTTP request per user, for at most 5 users in a question, because Microsoft Graph allows 5 in 10 seconds; null for more of them, and where the tenant has no Entra ID P1 or no consent: see the coverage.',
  })
  signIns(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('since', () => DateTime, {
      nullable: true,
      description: 'From when on; the last 7 days when left out. Microsoft keeps 30 days.',
    })
    since?: string,
  ) {
    return ctx.pivot(user, 'signIns', { first, since });
  }

  @FieldResolver(() => SignInActivity, {
    nullable: true,
    description:
      'When the user last signed in, up to a day late; for many users read from the list of all. Null where the tenant has no Entra ID P1 or no consent: see the coverage.',
  })
  lastSignIn(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'lastSignIn');
  }

  @FieldResolver(() => MfaRegistration, {
    nullable: true,
    description:
      'Registered second factors, from the report of the tenant. Null for who is not in it, and where the tenant has no Entra ID P1 or no consent: see the coverage.',
  })
  mfa(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'mfa');
  }

  @FieldResolver(() => [DirectoryRole], {
    nullable: true,
    description:
      'Roles of the directory that the user holds now, also through groups. Null where this service may not read roles: see the coverage.',
  })
  directoryRoles(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'directoryRoles');
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether one of the roles is privileged, by Microsoft’s list. Null where this service may not read roles, or could not read all of them: see the coverage.',
  })
  isPrivileged(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'isPrivileged');
  }

  @FieldResolver(() => [License], { nullable: true, description: 'Licences that the user holds.' })
  licenses(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'licenses');
  }

  @FieldResolver(() => [OAuthGrant], {
    nullable: true,
    description:
      'What the user has let applications do on their behalf; what administrators granted for all is not here.',
  })
  oauthGrants(@Root() user: User, @Ctx() ctx: Context) {
    return ctx.pivot(user, 'oauthGrants');
  }

  @FieldResolver(() => [Incident], {
    nullable: true,
    description: 'Incidents whose alerts name the user, the latest alert first.',
  })
  incidents(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 50.' }) first?: number,
  ) {
    return ctx.pivot(user, 'incidents', { first });
  }

  @FieldResolver(() => [TimelineEvent], {
    nullable: true,
    description: 'What happened to the user: alerts, sign-ins, risk detections; newest first.',
  })
  timeline(
    @Root() user: User,
    @Ctx() ctx: Context,
    @Arg('within', () => Duration, { defaultValue: 'P7D', description: 'How far back.' }) within?: string,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most, 1 to 500.' }) first?: number,
  ) {
    return ctx.pivot(user, 'timeline', { within, first });
  }
}

@Resolver(() => SignIn)
export class SignInResolver {
  @FieldResolver(() => Host, {
    nullable: true,
    description: 'The machine it came from; null where Entra does not know the machine.',
  })
  host(@Root() signIn: SignIn, @Ctx() ctx: Context) {
    return ctx.pivot(signIn, 'host');
  }
}

@Resolver(() => DirectoryRole)
export class DirectoryRoleResolver {
  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group that holds the role for the user; null where the user holds it directly.',
  })
  group(@Root() role: DirectoryRole, @Ctx() ctx: Context) {
    return ctx.pivot(role, 'group');
  }
}
