import { Field, ObjectType } from 'type-graphql';
import { RiskLevel, RiskState } from './enums.js';
import { Fetched, GraphRecord, Node } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'What an on-premises directory knows of a synchronised user.' })
export class OnPremisesIdentity {
  @Field(() => Boolean, { nullable: true, description: 'Whether the user is synchronised now; null: never was.' })
  isSynced!: boolean | null;

  @Field(() => String, { nullable: true, description: 'sAMAccountName.' })
  accountName!: string | null;

  @Field(() => String, { nullable: true, description: 'DNS name of the domain.' })
  domain!: string | null;

  @Field(() => String, { nullable: true, description: 'On-premises security identifier.' })
  sid!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Risk of a user as Entra ID Protection sees it. Needs Entra ID P2.' })
export class UserRisk {
  @Field(() => RiskLevel, {
    description: 'How much at risk. NONE: the list of risky users was read whole and does not name the user.',
  })
  level!: RiskLevel;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the level." })
  levelRaw!: string | null;

  @Field(() => RiskState, { description: 'What became of the risk.' })
  state!: RiskState;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the state." })
  stateRaw!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the risk is what it is, in the word of Microsoft Graph, such as userPerformedSecuredPasswordReset.',
  })
  detail!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the risk last changed; null where there is none.' })
  updatedAt!: string | null;

  @Field(() => DateTime, { description: 'When the list of risky users was read.' })
  asOf!: string;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description: 'A person or account of the Entra directory.',
})
export class User extends GraphRecord {
  readonly __typename = 'User';

  @Field(() => String, { description: 'Entra object id.' })
  graphId!: string;

  @Field(() => String, { nullable: true, description: 'Display name.' })
  displayName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'User principal name; null where this service may not read users of the tenant.',
  })
  userPrincipalName!: string | null;

  @Field(() => String, { nullable: true, description: 'Primary mail address; null where the user has no mailbox.' })
  mail!: string | null;

  @Field(() => String, { nullable: true, description: 'Job title.' })
  jobTitle!: string | null;

  @Field(() => String, { nullable: true, description: 'Department.' })
  department!: string | null;

  @Field(() => String, { nullable: true, description: 'Company.' })
  companyName!: string | null;

  @Field(() => String, { nullable: true, description: 'Office.' })
  officeLocation!: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'Country where licences are used, two letters.' })
  usageLocation!: string | null;

  @Field(() => String, { nullable: true, description: 'Member or Guest.' })
  userType!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the account may sign in.' })
  accountEnabled!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When the account was created.' })
  createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the password was last changed.' })
  lastPasswordChangeAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Cloud security identifier (S-1-12-1-…).' })
  sid!: string | null;

  @Field(() => OnPremisesIdentity, {
    nullable: true,
    description: 'What the on-premises directory knows; null for a cloud-only user.',
  })
  onPremises!: OnPremisesIdentity | null;
}
