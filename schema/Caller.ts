import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Who is asking.' })
export class Caller {
  @Field(() => String, { description: 'Name of the caller, from the settings of this service.' })
  name!: string;

  @Field(() => [String], { description: 'Roles of the caller, such as alerts:raw.' })
  roles!: readonly string[];
}
