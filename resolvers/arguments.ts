import { Arg } from 'type-graphql';
import { Cursor } from '../schema/scalars.js';

/** Where a page begins. */
export function After(): ParameterDecorator {
  return Arg('after', () => Cursor, {
    nullable: true,
    description: 'endCursor of the page before.',
  }) as ParameterDecorator;
}

/** Over which tenants a list goes; all that the caller may see when left out. */
export function Tenants(): ParameterDecorator {
  const description = 'Ids or labels of tenants, such as region:eu.';
  return Arg('tenants', () => [String], { nullable: true, description }) as ParameterDecorator;
}

/** Why a change is made. */
export function Reason(): ParameterDecorator {
  const description = 'Why, in 1 to 500 characters; kept in the audit trail.';
  return Arg('reason', () => String, { nullable: true, description }) as ParameterDecorator;
}

/** Whether a change is only to be told. */
export function DryRun(): ParameterDecorator {
  const description = 'Tell what would be sent, and send nothing.';
  return Arg('dryRun', () => Boolean, { defaultValue: false, description }) as ParameterDecorator;
}

/** By what a repeated change is known again. */
export function IdempotencyKey(): ParameterDecorator {
  const description =
    'A new one for every change, such as a UUID: the same key with the same input is answered as it stands, and nothing is sent twice.';
  return Arg('idempotencyKey', () => String, { nullable: true, description }) as ParameterDecorator;
}
