import { Field, InterfaceType } from 'type-graphql';
import { EvidenceRole, Remediation, Verdict } from '../enums.js';
import type { OfTenant } from '../Node.js';
import { DateTime } from '../scalars.js';
import { EvidenceKind } from './EvidenceKind.js';

@InterfaceType({
  description:
    'One piece of evidence of an alert: one type per kind that Microsoft Graph has, and OtherEvidence for a kind that this version does not know.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Evidence implements OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;

  @Field(() => EvidenceKind, { description: 'Which kind of thing this is.' })
  kind!: EvidenceKind;

  @Field(() => DateTime, { nullable: true, description: 'When the evidence was added to the alert.' })
  createdAt!: string | null;

  @Field(() => Verdict, { description: 'What the provider decided about it.' })
  verdict!: Verdict;

  @Field(() => Remediation, { description: 'What has been done about it.' })
  remediation!: Remediation;

  @Field(() => String, { nullable: true, description: 'Details of the remediation, in the words of the provider.' })
  remediationDetails!: string | null;

  @Field(() => [EvidenceRole], { description: 'The parts it plays in the alert.' })
  roles!: readonly EvidenceRole[];

  @Field(() => [String], { description: 'Roles in free words of the provider.' })
  detailedRoles!: readonly string[];

  @Field(() => [String], { description: 'Tags of the evidence, such as an asset group.' })
  tags!: readonly string[];
}
