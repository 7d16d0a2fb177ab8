import { Field, ObjectType } from 'type-graphql';
import type { OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A role of the Entra directory that a user holds now. Roles that one may activate (PIM, eligible) are not among them.',
})
export class DirectoryRole implements OfTenant {
  readonly __typename = 'DirectoryRole';
  tenantId!: string;
  /** Group that holds it for the user, by object id. */
  groupId!: string | null;

  @Field(() => String, {
    description: 'Id of the role’s template, for built-in roles the same in every tenant.',
  })
  roleTemplateId!: string;

  @Field(() => String, { nullable: true, description: 'Name, such as Global Administrator.' })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False for a role that the tenant made for itself.' })
  isBuiltIn!: boolean | null;

  @Field(() => Boolean, {
    description: 'Whether Microsoft calls it privileged. Roles that a tenant made for itself never are.',
  })
  isPrivileged!: boolean;

  @Field(() => String, { description: 'What it holds over: / for the whole directory, else a part of it.' })
  scope!: string;

  @Field(() => Boolean, { description: 'Whether it holds over the whole directory.' })
  isTenantWide!: boolean;

  @Field(() => DateTime, { description: 'When the list of role assignments was read.' })
  asOf!: string;
}
