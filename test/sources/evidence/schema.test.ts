import { isCompositeType, isListType, isNonNullType, type GraphQLType } from 'graphql';
import { evidenceTypes as kinds } from './evidenceSchema.js';

/** What GraphQL compares when two fragments ask for one name. */
function shape(type: GraphQLType): string {
  if (isNonNullType(type)) return `${shape(type.ofType as GraphQLType)}!`;
  if (isListType(type)) return `[${shape(type.ofType)}]`;
  return isCompositeType(type) ? 'object' : type.toString();
}

describe('evidence in the schema', () => {
  it('has 49 types, each with all the fields of the interface and some of its own', async () => {
    const types = await kinds();

    expect(types).toHaveLength(49);
    for (const type of types) {
      expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(['kind', 'verdict', 'roles', 'tags']));
      expect(Object.keys(type.getFields()).length).toBeGreaterThan(8);
    }
  });

  it('describes every type and every field in a sentence', async () => {
    for (const type of await kinds()) {
      expect(type.description).toMatch(/\.$/);
      for (const field of Object.values(type.getFields())) {
        expect(`${type.name}.${field.name}: ${field.description ?? ''}`).toMatch(/: .{3,}\.$/s);
      }
    }
  });

  it('gives one field name one shape over all kinds, so that one question can ask all of them without aliases', async () => {
    const shapes = new Map<string, string>();
    for (const type of await kinds()) {
      for (const field of Object.values(type.getFields())) {
        const known = shapes.get(field.name) ?? shape(field.type);
        expect(`${type.name}.${field.name} ${shape(field.type)}`).toBe(`${type.name}.${field.name} ${known}`);
        shapes.set(field.name, known);
      }
    }
  });

  it('keeps the names user, host and group free for what the directory knows', async () => {
    for (const type of await kinds()) {
      expect(Object.keys(type.getFields()).filter((name) => ['user', 'host', 'group'].includes(name))).toEqual([]);
      expect(Object.keys(type.getFields()).filter((name) => name.endsWith('Ref'))).toEqual([]);
    }
  });
});
