import { Field, ObjectType } from 'type-graphql';
import type { OfTenant } from './Node.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What an application was let do on behalf of a user, or of everybody: the trace of consent phishing.',
})
export class OAuthGrant implements OfTenant {
  readonly __typename = 'OAuthGrant';
  tenantId!: string;

  @Field(() => String, { description: "Microsoft Graph's own id." })
  graphId!: string;

  @Field(() => String, { description: 'The application that was let in: object id of its service principal.' })
  clientId!: string;

  @Field(() => String, { description: 'What it was let in to: object id of a service principal.' })
  resourceId!: string;

  @Field(() => String, { nullable: true, description: 'Principal: for this user. AllPrincipals: for everybody.' })
  consentType!: string | null;

  @Field(() => String, { nullable: true, description: 'For whom: object id of the user; null: for everybody.' })
  principalId!: string | null;

  @Field(() => [String], { description: 'Delegated permissions, such as Mail.ReadWrite.' })
  scopes!: readonly string[];
}
