import { readFileSync } from 'node:fs';
import { parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Explanation } from '../plan/explain.js';
import { OPERATOR, readArgs, readJson, UsageError, type Command } from './Command.js';
import { table } from './table.js';

/** `secgraph explain FILE`: what a question would cost Microsoft Graph, without asking it. */
export const explain: Command = async (args, terminal, open) => {
  const { values, positionals } = readArgs(args, {
    variables: { type: 'string' },
    operation: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('explain takes one FILE with a GraphQL document.');
  const variables = readJson('--variables', values.variables) ?? {};
  const service = await open({ emulator: { isOn: false, port: 0, isLive: false } });
  try {
    const { schema, contexts } = service;
    const document = readDocument(file, schema);
    const plan = contexts.explain({ schema, document, operationName: values.operation ?? null, variables }, OPERATOR);
    if (!plan) throw new UsageError(`${file} has no operation ${values.operation ?? ''}`.trimEnd() + '.');
    await terminal.write(values.json ? `${JSON.stringify(plan, null, 2)}\n` : shown(plan));
    return 0;
  } finally {
    await service.close();
  }
};

function readDocument(file: string, schema: GraphQLSchema): DocumentNode {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
  try {
    const document = parse(text);
    const [fault] = validate(schema, document);
    if (fault) throw fault;
    return document;
  } catch (fault) {
    throw new UsageError(`${file}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

/** The plan, for people. */
export function shown({ expected, atMost, depth, paths, tenants }: Explanation): string {
  const rows = [...paths]
    .sort((a, b) => a.level - b.level)
    .map(({ path, workload, level, expectedParts, atMostParts }) => [
      String(level),
      path,
      workload,
      String(expectedParts),
      bound(atMostParts),
    ]);
  const short = tenants.filter(({ shortOf }) => shortOf.length > 0);
  return [
    'Per tenant, from an empty memory:',
    `  expected  ${expected.requests} HTTP requests, ${bound(expected.parts)} billed calls, ${depth} round trips`,
    `  at most   ${atMost.requests} HTTP requests, ${bound(atMost.parts)} billed calls`,
    '',
    table([['trip', 'path', 'workload', 'calls', 'at most'], ...rows], '  '),
    '',
    `Tenants: ${tenants.map(({ displayName }) => displayName).join(', ') || 'none'}`,
    ...short.map(({ displayName, shortOf }) => `  ${displayName} has too little left of: ${shortOf.join(', ')}`),
    '',
  ].join('\n');
}

function bound(parts: number | null): string {
  return parts === null ? 'no bound' : String(parts);
}
