import { parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { UsageError } from '../Command.js';

/** A list that can be written to a file. */
export interface Exported {
  readonly pageSize: number;
  /** The source without which there are no rows. */
  readonly source: string;
  /** Columns when none are asked for. */
  readonly fields: readonly string[];
}

const FROM = ['id', 'graphId', 'tenant.tenantId', 'tenant.displayName'] as const;

/** The lists by the root field that answers them. */
export const LISTS: Readonly<Record<string, Exported>> = {
  alerts: {
    pageSize: 200,
    source: 'ALERTS',
    fields: [
      ...FROM,
      ...['createdAt', 'updatedAt', 'severity', 'status', 'title', 'categories', 'provider.product', 'assignedTo'],
      ...['classification', 'determination', 'mitreTechniques.id', 'webUrl'],
    ],
  },
  incidents: {
    pageSize: 50,
    source: 'INCIDENTS',
    fields: [
      ...FROM,
      ...['createdAt', 'updatedAt', 'severity', 'status', 'displayName', 'assignedTo', 'classification'],
      ...['determination', 'customTags', 'webUrl'],
    ],
  },
  users: {
    pageSize: 100,
    source: 'USERS',
    fields: [
      ...FROM,
      ...[
        'userPrincipalName',
        'displayName',
        'mail',
        'department',
        'jobTitle',
        'userType',
        'accountEnabled',
        'createdAt',
      ],
    ],
  },
  hosts: {
    pageSize: 100,
    source: 'DEVICES',
    fields: [
      ...FROM,
      ...['deviceId', 'name', 'operatingSystem', 'osVersion', 'trustType', 'isCompliant', 'isManaged', 'lastSeenAt'],
    ],
  },
};

/**
 * The question for one page of a list.
 *
 * @throws UsageError when the schema has no such field
 */
export function pageDocument(schema: GraphQLSchema, list: string, fields: readonly string[]): DocumentNode {
  const field = schema.getQueryType()?.getFields()[list];
  const filterType = field?.args.find(({ name }) => name === 'filter')?.type;
  const text = `query Export($first: Int!, $after: Cursor, $tenants: [String!], $filter: ${String(filterType)}) {
    ${list}(first: $first, after: $after, tenants: $tenants, filter: $filter) {
      nodes { ${selectionOf(fields)} }
      pageInfo { hasNextPage endCursor }
      coverage { source state message tenant { displayName } }
    }
  }`;
  const document = parse(text);
  const [fault] = validate(schema, document);
  if (fault) throw new UsageError(`--fields: ${fault.message}`);
  return document;
}

/** Names, and what is read inside each. */
type Tree = Map<string, Branch>;
interface Branch {
  readonly below: Tree;
}

/** `['a', 'b.c', 'b.d']` is `a b { c d }`. */
export function selectionOf(fields: readonly string[]): string {
  const root: Tree = new Map();
  for (const field of fields) {
    if (!/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(field)) {
      throw new UsageError(`--fields: "${field}" is no field. Write a,b.c with names of the schema.`);
    }
    if (/\.(nodes|edges)\b/.test(field)) {
      throw new UsageError(
        `--fields: "${field}" is a page of a longer list and would be cut off. Export that list itself.`,
      );
    }
    let at = root;
    for (const step of field.split('.')) {
      const branch = at.get(step) ?? { below: new Map<string, Branch>() };
      at.set(step, branch);
      at = branch.below;
    }
  }
  return written(root);
}

function written(tree: Tree): string {
  return [...tree].map(([name, { below }]) => (below.size > 0 ? `${name} { ${written(below)} }` : name)).join(' ');
}
