import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'One service inside a licence.' })
export class ServicePlan {
  @Field(() => ID, { description: 'Id of the plan, the same in every tenant.' })
  planId!: string;

  @Field(() => String, { nullable: true, description: 'Name, such as AAD_PREMIUM_P2.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Success, Disabled, PendingActivation …' })
  status!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A licence that a user holds.' })
export class License {
  @Field(() => ID, { description: 'Id of the product, the same in every tenant.' })
  skuId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the product, such as SPE_E5.' })
  skuPartNumber!: string | null;

  @Field(() => [ServicePlan], { description: 'Services inside.' })
  servicePlans!: readonly ServicePlan[];
}
