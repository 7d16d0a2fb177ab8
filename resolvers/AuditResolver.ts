import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { AuditEntry } from '../schema/AuditEntry.js';
import { AuditConnection } from '../schema/connections.js';
import { AuditFilter } from '../schema/filters.js';
import { Node } from '../schema/Node.js';
import { Tenant } from '../schema/Tenant.js';
import type { Context } from '../src/context.js';
import { After } from './arguments.js';

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditConnection, {
    description:
      'What was changed through this service, and what was refused: in the tenants that you may read; for keys that may read all tenants also what is of none. Newest first. A page may hold fewer entries than asked for, even none: go on while hasNextPage. totalCount is counted for a target, a job or an idempotency key. Needs the role audit:read; costs nothing upstream.',
  })
  auditTrail(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'Which entries; all when left out.' })
    filter?: AuditFilter,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most, 1 to 200.' }) first?: number,
    @After() after?: string,
  ) {
    return ctx.root(info, { filter, first, after });
  }

  @FieldResolver(() => Tenant, {
    nullable: true,
    description: 'The tenant; null where the change is of none, or of one that this service does not read any more.',
  })
  tenant(@Root() entry: AuditEntry, @Ctx() ctx: Context) {
    return ctx.pivot(entry, 'tenant');
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What was to be changed, as it is now; null where target is no global id, or it is gone.',
  })
  node(@Root() entry: AuditEntry, @Ctx() ctx: Context) {
    return ctx.pivot(entry, 'node');
  }
}
