import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Host } from '../schema/Host.js';
import { InvolvedHost, InvolvedUser, Match } from '../schema/Involved.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';

@Resolver(() => InvolvedUser)
export class InvolvedUserResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who that is in the directory; null: asked, and not there.',
  })
  user(@Root() involved: InvolvedUser, @Ctx() ctx: Context) {
    return ctx.pivot(involved, 'user');
  }

  @FieldResolver(() => Match, {
    nullable: true,
    description: 'Why we believe that the account is that person; null when nobody was found.',
  })
  match(@Root() involved: InvolvedUser, @Ctx() ctx: Context) {
    return ctx.pivot(involved, 'match');
  }
}

@Resolver(() => InvolvedHost)
export class InvolvedHostResolver {
  @FieldResolver(() => Host, {
    nullable: true,
    description: 'Which machine that is in the directory; null: asked, and not there.',
  })
  host(@Root() involved: InvolvedHost, @Ctx() ctx: Context) {
    return ctx.pivot(involved, 'host');
  }

  @FieldResolver(() => Match, {
    nullable: true,
    description: 'Why we believe that it is that machine; null when none was found.',
  })
  match(@Root() involved: InvolvedHost, @Ctx() ctx: Context) {
    return ctx.pivot(involved, 'match');
  }
}
