import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';
import { words } from './words.js';

export const AuditOutcome = words('AuditOutcome', 'How a change ended.', {
  DONE: 'Done.',
  REFUSED: 'Not done, by this service or by Microsoft Graph; the code says why.',
  UNKNOWN: 'It was sent and no answer came: it may or may not have happened.',
});
export type AuditOutcome = keyof typeof AuditOutcome;

@ObjectType({
  simpleResolvers: true,
  description:
    'One change that was made or refused, as it was written down. Entries are numbered without a gap, and each names the hash of the one before it: secgraph audit verify checks that none was altered.',
})
export class AuditEntry {
  readonly __typename = 'AuditEntry';

  @Field(() => Int, { description: 'Its place in the trail: 1, 2, 3 …' })
  seq!: number;

  @Field(() => DateTime, { description: 'When it ended.' })
  at!: string;

  @Field(() => String, {
    description: 'Who: the name of the key; retention where this service took away what was kept long enough.',
  })
  caller!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the application with which the tenant was changed; null where nothing reached a tenant.',
  })
  app!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the tenant, as it was then; null where it is of none.' })
  tenantId!: string | null;

  /** Whether the service has the tenant today, and the reader may read it. */
  isTenantOpen!: boolean;

  @Field(() => String, { description: 'The mutation, such as updateAlerts.' })
  verb!: string;

  @Field(() => String, {
    description:
      'What was to be changed: a global id, the value that a new thing was made from, or the text that was given.',
  })
  target!: string;

  @Field(() => AuditOutcome, { description: 'How it ended.' })
  outcome!: AuditOutcome;

  @Field(() => String, { nullable: true, description: 'A code of this service; null where it was done.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was not done; null where it was.' })
  message!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What the change found, as far as it was read; null: not known.',
  })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it made of it; null where it was not done.' })
  after!: unknown;

  @Field(() => String, { nullable: true, description: "Why, in the caller's words." })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Microsoft Graph's id of the request, for its support; null where none was sent, or no answer came.",
  })
  requestId!: string | null;

  @Field(() => String, { nullable: true, description: 'The idempotency key that the caller gave.' })
  idempotencyKey!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the job that it was a part of.' })
  jobId!: string | null;

  @Field(() => String, { description: 'SHA-256 over all of the entry, the hash before it included.' })
  hash!: string;

  @Field(() => String, { description: 'Hash of the entry before it.' })
  previousHash!: string;
}
