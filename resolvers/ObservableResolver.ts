import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AlertConnection } from '../schema/connections.js';
import { Observable } from '../schema/Observable.js';
import { Cursor } from '../schema/scalars.js';
import type { Context } from '../src/context.js';

@Resolver(() => Observable)
export class ObservableResolver {
  @FieldResolver(() => AlertConnection, {
    description: 'Alerts that name it, newest first. The coverage says how they were found.',
  })
  alerts(
    @Root() observable: Observable,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 1 to 100.' }) first?: number,
    @Arg('after', () => Cursor, { nullable: true, description: 'endCursor of the page before.' }) after?: string,
  ) {
    return ctx.pivot(observable, 'alerts', { first, after });
  }
}
