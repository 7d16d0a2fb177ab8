import { Field, ID, InputType } from 'type-graphql';
import { AuditOutcome } from '../AuditEntry.js';
import { DateTime } from '../scalars.js';

@InputType({
  description: 'Which entries of the audit trail. All fields given must hold; a list means any of its members.',
})
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'By any of these callers, by the names of their keys.' })
  caller?: string[];

  @Field(() => [String], { nullable: true, description: 'Any of these mutations, such as updateAlerts.' })
  verb?: string[];

  @Field(() => ID, { nullable: true, description: 'Of exactly this: a global id, or the text that target shows.' })
  target?: string;

  @Field(() => [String], { nullable: true, description: 'Of any of these tenants, by id or label.' })
  tenant?: string[];

  @Field(() => [AuditOutcome], { nullable: true, description: 'Ended in any of these ways.' })
  outcome?: AuditOutcome[];

  @Field(() => String, { nullable: true, description: 'Under exactly this idempotency key, of whichever caller.' })
  idempotencyKey?: string;

  @Field(() => ID, { nullable: true, description: 'Parts of this job.' })
  job?: string;

  @Field(() => DateTime, { nullable: true, description: 'Ended at or after.' })
  since?: string;

  @Field(() => DateTime, { nullable: true, description: 'Ended before.' })
  until?: string;
}
