import { Field, Int, ObjectType } from 'type-graphql';
import { Cloud } from './enums.js';
import { Node, type OfTenant } from './Node.js';
import { DateTime, TenantId } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What is left of one rate limit of Microsoft Graph, as this service sees it.',
})
export class UpstreamBudget {
  @Field(() => String, { description: 'Row of the limits table, such as security or directory.' })
  workload!: string;

  @Field(() => Int, { description: 'Calls (or resource units) per window.' })
  limit!: number;

  @Field(() => Int, { description: 'Length of the window in seconds.' })
  windowSeconds!: number;

  @Field(() => Int, { description: 'What is left now.' })
  remaining!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when Microsoft Graph asked us to wait; null: it did not.',
  })
  throttledUntil!: string | null;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A tenant that this service reads.' })
export class Tenant implements Node, OfTenant {
  readonly __typename = 'Tenant';
  id!: string;

  @Field(() => TenantId, { description: 'Id of the Entra tenant.' })
  tenantId!: string;

  @Field(() => String, { description: 'Name, from the settings of this service.' })
  displayName!: string;

  @Field(() => Cloud, { description: 'National cloud.' })
  cloud!: Cloud;

  @Field(() => [String], { description: 'Labels that the argument tenants accepts, such as region:eu.' })
  labels!: readonly string[];

  @Field(() => [UpstreamBudget], { description: 'What is left of each rate limit of Microsoft Graph.' })
  budget!: readonly UpstreamBudget[];
}
