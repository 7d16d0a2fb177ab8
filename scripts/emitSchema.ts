/**
 * Writes schema.graphql from the code: sorted, with descriptions and directives. It is committed and reviewed as text.
 *
 *   npm run schema:emit               write it
 *   npm run schema:emit -- --check    only compare; fails on a difference
 */
import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema } from 'graphql';
import { buildGraphQLSchema } from '../resolvers/index.js';

const file = fileURLToPath(new URL('../schema.graphql', import.meta.url));
const printed = `${printSchemaWithDirectives(lexicographicSortSchema(buildGraphQLSchema())).trimEnd()}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== printed) {
  console.error('schema.graphql is not what the code says: npm run schema:emit, read the difference, commit it');
  process.exitCode = 1;
}
