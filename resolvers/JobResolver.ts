import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Job } from '../schema/Job.js';
import type { Context } from '../src/context.js';

@Resolver()
export class JobResolver {
  @Query(() => Job, {
    nullable: true,
    description:
      'A mutation of yours as it stands, by the id of its job or by the idempotency key that you gave; null: none is known.',
  })
  job(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { nullable: true, description: 'Id of the job. Give either id or idempotencyKey.' })
    id?: string,
    @Arg('idempotencyKey', () => String, { nullable: true, description: 'The key that you gave.' })
    idempotencyKey?: string,
  ) {
    return ctx.root(info, { id, idempotencyKey });
  }
}
