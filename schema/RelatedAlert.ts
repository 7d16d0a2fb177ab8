import { Field, Float, ObjectType } from 'type-graphql';
import { Alert } from './Alert.js';
import type { OfTenant } from './Node.js';
import { words } from './words.js';

export const RelatedBy = words('RelatedBy', 'What two alerts have in common.', {
  USER: 'An account.',
  HOST: 'A machine.',
  IP: 'An address.',
  FILE: 'A file, by its hash.',
  URL: 'A URL or domain.',
  INCIDENT: 'The incident they belong to.',
  TECHNIQUE: 'A technique of MITRE ATT&CK.',
});
export type RelatedBy = keyof typeof RelatedBy;

@ObjectType({ simpleResolvers: true, description: 'An alert that has something in common with another.' })
export class RelatedAlert implements OfTenant {
  readonly __typename = 'RelatedAlert';
  tenantId!: string;

  @Field(() => Alert, { description: 'The other alert.' })
  alert!: Alert;

  @Field(() => [RelatedBy], { description: 'What they have in common, the weightiest first.' })
  because!: readonly RelatedBy[];

  @Field(() => [String], { description: 'The values that they share, such as an address or a user principal name.' })
  shared!: readonly string[];

  @Field(() => Float, {
    description:
      'How much they have in common: each shared value counts with the weight of its kind (incident 5, file 4, user and host 3, URL 3, address 2, technique 0.5).',
  })
  score!: number;
}
