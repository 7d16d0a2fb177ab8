import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Info,
  Mutation,
  Resolver,
  Root,
  type ClassType,
  type NonEmptyArray,
} from 'type-graphql';
import { IndicatorTarget } from '../schema/enums.js';
import { Indicator } from '../schema/Indicator.js';
import {
  DeleteIndicatorsPayload,
  IndicatorChange,
  IndicatorDone,
  IndicatorInput,
  IndicatorPending,
  IndicatorPreview,
  IndicatorQuota,
  IndicatorRefused,
  SubmitIndicatorsPayload,
} from '../schema/IndicatorWrites.js';
import type { OfTenant } from '../schema/Node.js';
import { Tenant } from '../schema/Tenant.js';
import type { Context } from '../src/context.js';
import { DryRun, IdempotencyKey, Reason, Tenants } from './arguments.js';

@Resolver()
class IndicatorWriteResolver {
  @Mutation(() => SubmitIndicatorsPayload, {
    description:
      'Submits indicators to every target and tenant named: at most 1,000 indicators, and 6,000 with all their targets and tenants. What is there under the same externalId is changed, and not doubled. Needs the role indicators:write.',
  })
  submitIndicators(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('indicators', () => [IndicatorInput], { description: 'What to submit.' }) indicators: IndicatorInput[],
    @Arg('targets', () => [IndicatorTarget], { description: 'To where.' }) targets: IndicatorTarget[],
    @Tenants() tenants?: string[],
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { indicators, targets, tenants, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => SubmitIndicatorsPayload, {
    description:
      'Changes indicators that are there, 1 to 1,000. Microsoft Sentinel shows none: there, submitting again changes. Needs the role indicators:write.',
  })
  updateIndicators(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('changes', () => [IndicatorChange], { description: 'Which, and what to change of each.' })
    changes: IndicatorChange[],
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { changes, reason, dryRun, idempotencyKey });
  }

  @Mutation(() => DeleteIndicatorsPayload, {
    description:
      'Deletes indicators, 1 to 1,000, by global id or by your own id; at Microsoft Sentinel they are revoked, for good. Needs the role indicators:write.',
  })
  deleteIndicators(
    @Info() info: GraphQLResolveInfo,
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { nullable: true, description: 'Global ids. Give either ids or externalIds.' })
    ids?: string[],
    @Arg('externalIds', () => [String], { nullable: true, description: 'Your own ids, with target.' })
    externalIds?: string[],
    @Arg('target', () => IndicatorTarget, { nullable: true, description: 'With externalIds: where they are.' })
    target?: IndicatorTarget,
    @Tenants() tenants?: string[],
    @Reason() reason?: string,
    @DryRun() dryRun?: boolean,
    @IdempotencyKey() idempotencyKey?: string,
  ) {
    return ctx.change(info, { ids, externalIds, target, tenants, reason, dryRun, idempotencyKey });
  }
}

@Resolver(() => IndicatorDone)
class IndicatorDoneResolver {
  @FieldResolver(() => Indicator, {
    nullable: true,
    description: 'The indicator as its target lists it now; null at Microsoft Sentinel, and for what is gone.',
  })
  indicator(@Root() outcome: IndicatorDone, @Ctx() ctx: Context) {
    return ctx.pivot(outcome, 'indicator');
  }
}

function tenantOf(type: ClassType<OfTenant>) {
  @Resolver(() => type)
  class TenantOfOutcome {
    @FieldResolver(() => Tenant, { nullable: true, description: 'In which tenant; null where the id names none.' })
    tenant(@Root() outcome: OfTenant, @Ctx() ctx: Context) {
      return ctx.pivot(outcome, 'tenant');
    }
  }
  return TenantOfOutcome;
}

function quotasOf(type: ClassType<OfTenant>) {
  @Resolver(() => type)
  class QuotasOfPayload {
    @FieldResolver(() => [IndicatorQuota], {
      nullable: true,
      description: 'How full Defender for Endpoint is now, in each tenant in which it was concerned.',
    })
    quotas(@Root() payload: OfTenant, @Ctx() ctx: Context) {
      return ctx.pivot(payload, 'quotas');
    }
  }
  return QuotasOfPayload;
}

/** What writing indicators adds to the schema. */
export const indicatorWriteResolvers: Readonly<NonEmptyArray<ClassType<object>>> = [
  IndicatorWriteResolver,
  IndicatorDoneResolver,
  ...[IndicatorDone, IndicatorRefused, IndicatorPending, IndicatorPreview, IndicatorQuota].map(tenantOf),
  ...[SubmitIndicatorsPayload, DeleteIndicatorsPayload].map(quotasOf),
];
