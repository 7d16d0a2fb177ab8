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
