import { Field, ObjectType } from 'type-graphql';
import { Confidence, EvidenceRole, MatchKey, Verdict } from './enums.js';
import { Node, type OfTenant } from './Node.js';
import type { HostRef, UserRef } from './references.js';

@ObjectType({
  simpleResolvers: true,
  description: 'How a reference was found in the directory: by which key, how sure, and who else it could be.',
})
export class Match {
  @Field(() => MatchKey, {
    description: 'The key that found it: the strongest one that the reference carries and the directory knows.',
  })
  by!: MatchKey;

  @Field(() => Confidence, { description: 'How sure we are.' })
  confidence!: Confidence;

  @Field(() => [Node], {
    description: 'Other records that the same key fits, best first; empty when it fits only one.',
  })
  candidates!: readonly Node[];

  @Field(() => String, {
    nullable: true,
    description:
      'What speaks against the match, such as two keys that lead to different records; null when nothing does.',
  })
  conflict!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A person or account named in an alert, once, and who that is in the directory.',
})
export class InvolvedUser implements OfTenant {
  readonly __typename = 'InvolvedUser';
  tenantId!: string;
  userRef!: UserRef;

  @Field(() => String, { nullable: true, description: 'Account name as the alert has it, without domain.' })
  accountName!: string | null;

  @Field(() => String, { nullable: true, description: 'Domain of the account as the alert has it.' })
  domain!: string | null;

  @Field(() => String, { nullable: true, description: 'User principal name as the alert has it.' })
  userPrincipalName!: string | null;

  @Field(() => String, { nullable: true, description: 'Security identifier as the alert has it.' })
  sid!: string | null;

  @Field(() => String, { nullable: true, description: 'Name as the alert has it.' })
  displayName!: string | null;

  @Field(() => [EvidenceRole], { description: 'All parts that the account plays in the alert.' })
  roles!: readonly EvidenceRole[];

  @Field(() => Verdict, { description: 'The worst verdict over all evidence that names the account.' })
  verdict!: Verdict;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A machine named in an alert, once, and which one that is in the directory.',
})
export class InvolvedHost implements OfTenant {
  readonly __typename = 'InvolvedHost';
  tenantId!: string;
  hostRef!: HostRef;

  @Field(() => String, { nullable: true, description: 'Host name as the alert has it.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'DNS name as the alert has it.' })
  dnsName!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating system as the alert has it.' })
  os!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Risk score of Defender for Endpoint at the time of the alert: none, informational, low, medium, high.',
  })
  riskScore!: string | null;

  @Field(() => String, { nullable: true, description: 'Health of the Defender sensor at the time of the alert.' })
  healthStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whether Defender for Endpoint was onboarded at the time of the alert.',
  })
  onboardingStatus!: string | null;

  @Field(() => [EvidenceRole], { description: 'All parts that the machine plays in the alert.' })
  roles!: readonly EvidenceRole[];

  @Field(() => Verdict, { description: 'The worst verdict over all evidence that names the machine.' })
  verdict!: Verdict;
}
