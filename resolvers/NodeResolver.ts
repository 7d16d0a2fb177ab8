import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Caller } from '../schema/Caller.js';
import { Node } from '../schema/Node.js';
import type { Context } from '../src/context.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its global id; null when it is no longer there.' })
  node(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Global id, as the field id of any answer has it.' }) id: string,
  ) {
    return ctx.root(info, { id });
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Many things by their global ids, in the order asked; null for what is no longer there.',
  })
  nodes(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'At most 100 global ids.' }) ids: string[],
  ) {
    return ctx.root(info, { ids });
  }

  @Query(() => Caller, { description: 'Who you are to this service.' })
  me(@Ctx() ctx: Context): Caller {
    return ctx.caller;
  }
}
