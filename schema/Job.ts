import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';
import { words } from './words.js';

export const ItemState = words('ItemState', 'How far one item of a job is.', {
  PENDING: 'Not sent yet: Microsoft Graph has to be waited for. It goes on by itself.',
  SENT: 'On its way.',
  DONE: 'Done.',
  REFUSED: 'Not done; the code says why.',
  UNKNOWN: 'It was sent and no answer came: it may or may not have happened.',
});
export type ItemState = keyof typeof ItemState;

@InterfaceType({
  description: 'How the change of one thing went. Its type says whether it was done, refused, waits, or was only told.',
  resolveType: ({ __typename }: { readonly __typename: string }) => __typename,
})
export abstract class Outcome {
  @Field(() => ID, { description: 'What was to be changed, as it was given.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One thing that a job changes.' })
export class JobItem {
  @Field(() => ID, { description: 'What is changed: its global id, or the value that a new thing is made from.' })
  target!: string;

  @Field(() => ItemState, { description: 'How far it is.' })
  state!: ItemState;

  @Field(() => String, { nullable: true, description: 'A code of this service; null where it is done, or not yet.' })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What happened and what to do; null where it is done, or not yet.',
  })
  message!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A mutation as it was written down: it goes on when its caller has left, and waits where Microsoft Graph has to be waited for.',
})
export class Job {
  readonly __typename = 'Job';

  @Field(() => ID, { description: 'Id of the job; ask for it with the query job.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The idempotency key that the caller gave.' })
  idempotencyKey!: string | null;

  @Field(() => String, { description: 'The mutation, such as updateAlerts.' })
  verb!: string;

  @Field(() => String, { nullable: true, description: "Why, in the caller's words." })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: string;

  @Field(() => Boolean, { description: 'Whether every item has ended.' })
  isFinished!: boolean;

  @Field(() => Int, { description: 'Items that have ended.' })
  finished!: number;

  @Field(() => Int, { description: 'All items.' })
  total!: number;

  @Field(() => [JobItem], { description: 'The items, in the order asked.' })
  items!: readonly JobItem[];
}
