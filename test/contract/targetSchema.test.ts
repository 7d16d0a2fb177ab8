import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type DefinitionNode } from 'graphql';
import { describeWith } from './support/material.js';

const ROOT = join(__dirname, '../..');

/** Everything that a caller can say in a schema: types, fields, arguments and enum members, by name. */
function wordsOf(text: string): Set<string> {
  return new Set(parse(text).definitions.flatMap(wordsOfDefinition));
}

function wordsOfDefinition(definition: DefinitionNode): string[] {
  if (!('name' in definition) || !definition.name) return [];
  const type = definition.name.value;
  const fields = 'fields' in definition ? (definition.fields ?? []) : [];
  const values = 'values' in definition ? (definition.values ?? []) : [];
  return [
    type,
    ...fields.map(({ name }) => `${type}.${name.value}`),
    ...fields.flatMap((field) =>
      'arguments' in field
        ? (field.arguments ?? []).map(({ name }) => `${type}.${field.name.value}(${name.value})`)
        : [],
    ),
    ...values.map(({ name }) => `${type}.${name.value}`),
  ];
}

describeWith('the target schema', ['design/schema.target.graphql'], (material) => {
  test('every word of it is in schema.graphql, or docs/schema-notes.md says what became of it', () => {
    const target = wordsOf(material.text('design', 'schema.target.graphql'));
    const ours = wordsOf(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
    const notes = readFileSync(join(ROOT, 'docs/schema-notes.md'), 'utf8');
    const noted = new Set([...notes.matchAll(/`([A-Z]\w*(?:\.\w+(?:\(\w+\))?)?)`/g)].map(([, word]) => word));

    const missing = [...target].filter((word) => {
      const type = word.split('.', 1)[0];
      const field = word.split('(', 1)[0];
      return !ours.has(word) && ![word, type, field].some((known) => noted.has(known));
    });

    expect(target.size).toBeGreaterThan(400);
    expect(missing).toEqual([]);
  });
});
