import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Limits } from '../../config/settings.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { aliasesOf } from './aliases.js';
import { costliest, fittingPageSize, type Estimate, type Estimator } from './cost.js';
import { depthOf } from './depth.js';
import { directivesOf } from './directives.js';
import { fieldsOf } from './fields.js';
import { introspectionDepthOf, MAX_INTROSPECTION_DEPTH } from './introspection.js';
import { nodesOf } from './nodes.js';
import type { Variables } from './pageSize.js';
import { rootFieldsOf } from './rootFields.js';

interface Rule {
  readonly setting: string;
  readonly most: number;
  readonly of: (document: DocumentNode, operation: OperationDefinitionNode) => number;
  readonly what: string;
}

/**
 * Judges what a document looks like, before validation: validation of a document made to be costly is costly itself.
 *
 * @throws SecgraphError QUERY_TOO_COSTLY that names the limit, what was found and what is allowed
 */
export function judgeShape(document: DocumentNode, limits: Limits): void {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  for (const { setting, most, of, what } of rules(limits)) {
    for (const operation of operations) {
      const found = of(document, operation);
      if (found > most) throw tooCostly(setting, found, most, what);
    }
  }
}

function rules(limits: Limits): readonly Rule[] {
  return [
    { setting: 'MAX_DEPTH', most: limits.depth, of: depthOf, what: 'fields deep' },
    { setting: 'MAX_FIELDS', most: limits.fields, of: fieldsOf, what: 'fields, fragments written out' },
    { setting: 'MAX_ALIASES', most: limits.aliases, of: aliasesOf, what: 'aliased or repeated fields' },
    { setting: 'MAX_ROOT_FIELDS', most: limits.rootFields, of: rootFieldsOf, what: 'fields at the top' },
    { setting: 'MAX_DIRECTIVES', most: limits.directives, of: directivesOf, what: 'directives' },
    {
      setting: 'introspection depth',
      most: MAX_INTROSPECTION_DEPTH,
      of: introspectionDepthOf,
      what: 'fields deep in introspection',
    },
  ];
}

/**
 * Judges what a valid operation would fetch, with the values of its variables.
 *
 * @throws SecgraphError QUERY_TOO_COSTLY
 */
export function judgeWork(
  asked: { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Variables },
  limits: Limits,
  estimate: Estimator,
): Estimate {
  const { schema, document, operation, variables } = asked;
  const nodes = nodesOf(schema, document, operation, variables);
  if (nodes > limits.nodes) throw tooCostly('MAX_NODES', nodes, limits.nodes, 'nodes by its page sizes');
  const priced = estimate(document, variables);
  if (priced.expected <= limits.expectedRequests) return priced;
  const pageSize = fittingPageSize(document, variables, estimate, limits.expectedRequests);
  throw tooDear(priced, limits.expectedRequests, pageSize);
}

function tooCostly(setting: string, found: number, most: number, what: string): SecgraphError {
  const shown = found > 1e9 ? 'more than a thousand million' : String(found);
  return new SecgraphError(
    'QUERY_TOO_COSTLY',
    `The document has ${shown} ${what}; at most ${most} are allowed (${setting}). Ask for less at once.`,
    { limit: setting, allowed: most },
  );
}

function tooDear(priced: Estimate, most: number, pageSize: number | null): SecgraphError {
  const dearest = costliest(priced);
  const named = dearest.map(({ path, requests }) => `${path} (${requests})`).join(', ');
  const advice = pageSize === null ? 'Ask for fewer fields at once' : `Pages of ${pageSize} or less would fit`;
  return new SecgraphError(
    'QUERY_TOO_COSTLY',
    `The document would need about ${priced.expected} calls to Microsoft Graph per tenant; at most ${most} are allowed (MAX_EXPECTED_REQUESTS). Costliest: ${named}. ${advice}.`,
    {
      limit: 'MAX_EXPECTED_REQUESTS',
      allowed: most,
      expected: priced.expected,
      costliest: dearest,
      fittingPageSize: pageSize,
    },
  );
}
