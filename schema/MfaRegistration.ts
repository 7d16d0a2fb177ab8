import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'What a user has registered to prove who they are, by the report of Entra: hours late. Needs Entra ID P1 and AuditLog.Read.All.',
})
export class MfaRegistration {
  @Field(() => Boolean, { nullable: true, description: 'Whether a second factor is registered.' })
  isRegistered!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether one is registered that the tenant accepts.' })
  isCapable!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the user can do without a password.' })
  isPasswordlessCapable!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the user holds an administrator’s role.' })
  isAdmin!: boolean | null;

  @Field(() => [String], {
    description: 'Registered methods in the words of Microsoft Graph, such as mobilePhone or fido2SecurityKey.',
  })
  methods!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Preferred second factor: push, oath, sms … or none.' })
  preferredMethod!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the user can reset the password alone.' })
  isSsprCapable!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When Entra last updated this row of the report.' })
  updatedAt!: string | null;

  @Field(() => DateTime, { description: 'When the report was read.' })
  asOf!: string;
}
