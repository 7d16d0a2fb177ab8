import { Field, ObjectType } from 'type-graphql';
import { Fetched, GraphRecord, Node } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: [Node, Fetched], simpleResolvers: true, description: 'A group of the Entra directory.' })
export class Group extends GraphRecord {
  readonly __typename = 'Group';

  @Field(() => String, { description: 'Entra object id.' })
  graphId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Display name; null where this service may not read groups of the tenant.',
  })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'Description.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  mail!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it can be given access to resources.' })
  isSecurityGroup!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it can hold directory roles: its members are privileged.',
  })
  isRoleAssignable!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is synchronised from an on-premises directory.' })
  isSynced!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was created.' })
  createdAt!: string | null;
}
