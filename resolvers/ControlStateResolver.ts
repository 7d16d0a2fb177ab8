import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Resolver, Root } from 'type-graphql';
import { ControlProfile } from '../schema/ControlProfile.js';
import {
  ControlChanged,
  ControlPending,
  ControlPreview,
  ControlRefused,
  SetControlStatePayload,
} from '../schema/ControlWrites.js';
import { ControlState } from '../schema/enums.js';
import type { Context } from '../src/context.js';
import { DryRun, IdempotencyKey, Reason } from './arguments.js';

@Resolver()
export class ControlStateResolver {
  @Mutation(() => SetControlStatePayload, {
    description:
      'Writes down what was decided about controls of Secure Score. Points follow after one or two days. One outcome for each, in the order asked. Needs the role scores:write.',
  })
  setControlState(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('controls', () => [ID], { description: 'Global ids of controls, 1 to 1,000.' }) controls: string[],
    @Arg('state', () => ControlState, { description: 'DEFAULT, IGNORED, THIRD_PARTY or REVIEWED.' })
    state: ControlState,
    @Arg('comment', () => String, {
      nullable: true,
      description: 'Why, in 1 to 500 characters: whoever looks at the control in Microsoft Graph sees it.',
    })
    comment?: string,
    @Arg('assignedTo', () => String, {
      nullable: true,
      description: 'Who is to do it: me, a user principal name, or a user by global id or object id.',
    })
    assignedTo?: string,
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { controls, state, comment, assignedTo, reason, dryRun, idempotencyKey });
  }
}

@Resolver(() => ControlChanged)
export class ControlChangedResolver {
  @FieldResolver(() => ControlProfile, { nullable: true, description: 'The control as it is now.' })
  control(@Root() outcome: ControlChanged, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'control');
  }
}

@Resolver(() => ControlRefused)
export class ControlRefusedResolver {
  @FieldResolver(() => ControlProfile, {
    nullable: true,
    description: 'The control as it is, where nobody knows whether it was changed; else null.',
  })
  current(@Root() outcome: ControlRefused, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'current');
  }
}

@Resolver(() => ControlPending)
export class ControlPendingResolver {
  @FieldResolver(() => ControlProfile, { nullable: true, description: 'The control as it is now.' })
  control(@Root() outcome: ControlPending, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'control');
  }
}

@Resolver(() => ControlPreview)
export class ControlPreviewResolver {
  @FieldResolver(() => ControlProfile, { nullable: true, description: 'The control as it is now.' })
  control(@Root() outcome: ControlPreview, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'control');
  }
}
