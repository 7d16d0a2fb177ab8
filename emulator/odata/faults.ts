import type { Engine, EntityModel } from '../model/EntityModel.js';
import { GraphFault } from './GraphFault.js';

const PREFIXES = {
  filter: 'Invalid filter clause: ',
  select: 'Parsing OData Select and Expand failed: ',
  expand: 'Parsing OData Select and Expand failed: ',
  orderby: 'Invalid orderby clause: ',
  search: 'Invalid search clause: ',
} as const;

export function badRequest(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}

/** The directory's refusal of what it understands but does not do. */
export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, 'Request_UnsupportedQuery', message);
}

/** @param typeName with or without `#` */
export function unknownProperty(
  name: string,
  typeName: string,
  where: keyof typeof PREFIXES,
  engine: Engine,
): GraphFault {
  const code = engine === 'directory' ? 'Request_UnsupportedQuery' : 'BadRequest';
  const type = typeName.replace(/^#/, '');
  return new GraphFault(400, code, `${PREFIXES[where]}Could not find a property named '${name}' on type '${type}'.`);
}

/** `User` in "of resource 'User'". */
export function resourceName(model: EntityModel): string {
  const name = model.type.slice(model.type.lastIndexOf('.') + 1);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
