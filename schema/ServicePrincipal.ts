import { Field, ID, ObjectType } from 'type-graphql';
import { CredentialKind } from './enums.js';
import { Fetched, GraphRecord, Node, type OfTenant } from './Node.js';
import { DateTime } from './scalars.js';
import { UserRisk } from './User.js';

@ObjectType({
  simpleResolvers: true,
  description: 'With what an application proves who it is. Never the secret itself.',
})
export class AppCredential {
  @Field(() => ID, { description: 'Id of the key.' })
  keyId!: string;

  @Field(() => CredentialKind, { description: 'A secret or a certificate.' })
  kind!: CredentialKind;

  @Field(() => String, { nullable: true, description: 'Name that somebody gave it.' })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'Sign or Verify; certificates only.' })
  usage!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it is good.' })
  startsAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it is good; null: for ever.' })
  expiresAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it had expired when the application was read (asOf).' })
  isExpired!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A publisher whom Microsoft knows.' })
export class VerifiedPublisher {
  @Field(() => String, { nullable: true, description: 'Id in the partner network.' })
  publisherId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name.' })
  displayName!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when.' })
  verifiedAt!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Risk of an application as Entra ID Protection sees it. Needs IdentityRiskyServicePrincipal.Read.All and a premium licence.',
})
export class ServicePrincipalRisk extends UserRisk {}

@ObjectType({ simpleResolvers: true, description: 'A permission, as the application that grants it declares it.' })
export class ApiPermission {
  @Field(() => String, { nullable: true, description: 'Name, such as Mail.ReadWrite; null: it has none.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Name for people, as an administrator sees it.' })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'What it lets an application do.' })
  description!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether only an administrator may consent; null: not said.' })
  needsAdmin!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What an administrator has let an application do for itself, without a user.',
})
export class ApplicationPermission implements OfTenant {
  readonly __typename = 'ApplicationPermission';
  tenantId!: string;

  @Field(() => String, { description: "Microsoft Graph's own id of the assignment." })
  graphId!: string;

  @Field(() => String, { description: 'Id of the role, inside the application that declares it.' })
  roleId!: string;

  @Field(() => String, { description: 'What it was let in to: object id of a service principal.' })
  resourceId!: string;

  @Field(() => String, { nullable: true, description: 'Name of what it was let in to, such as Microsoft Graph.' })
  resourceName!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when.' })
  grantedAt!: string | null;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description: 'An application, or a managed identity, as one tenant has it.',
})
export class ServicePrincipal extends GraphRecord {
  readonly __typename = 'ServicePrincipal';

  @Field(() => String, { description: 'Entra object id, of this tenant alone.' })
  graphId!: string;

  @Field(() => String, { nullable: true, description: 'Application (client) id, the same in every tenant.' })
  appId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Display name; null where this service may not read applications of the tenant.',
  })
  displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is said to do.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Application, ManagedIdentity, Legacy, SocialIdp.' })
  servicePrincipalType!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it may sign in.' })
  accountEnabled!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why Microsoft has disabled it, such as DisabledDueToViolationOfServicesAgreement; null: it has not.',
  })
  disabledByMicrosoft!: string | null;

  @Field(() => String, { nullable: true, description: 'Tenant in which the application was registered.' })
  appOwnerTenantId!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was registered in another tenant; null where Graph does not say.',
  })
  isForeign!: boolean | null;

  @Field(() => VerifiedPublisher, {
    nullable: true,
    description: 'Who published it, where Microsoft has verified that; null: nobody has.',
  })
  verifiedPublisher!: VerifiedPublisher | null;

  @Field(() => String, { nullable: true, description: 'Home page, as the publisher writes it: not to be trusted.' })
  homepage!: string | null;

  @Field(() => [String], { description: 'Where tokens are sent to.' })
  replyUrls!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Who may sign in to it, such as AzureADMultipleOrgs.' })
  signInAudience!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether only who is assigned may use it.' })
  isAssignmentRequired!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Notes of an administrator.' })
  notes!: string | null;

  @Field(() => [String], { description: 'Tags, such as HideApp.' })
  tags!: readonly string[];

  @Field(() => [AppCredential], {
    description: 'Secrets and certificates of this service principal, the next to expire first. Never the secrets.',
  })
  credentials!: readonly AppCredential[];
}
