import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'A comment on an alert or incident.' })
export class Comment {
  @Field(() => String, { nullable: true, description: 'What was said.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Who said it, as Microsoft Graph has the name.' })
  by!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was said.' })
  at!: string | null;
}
