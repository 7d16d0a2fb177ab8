import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { readSettings } from '../../src/config/settings.js';
import { aliasesOf } from '../../src/http/limits/aliases.js';
import { fittingPageSize } from '../../src/http/limits/cost.js';
import { depthOf } from '../../src/http/limits/depth.js';
import { directivesOf } from '../../src/http/limits/directives.js';
import { judgeShape } from '../../src/http/limits/judge.js';
import { introspectionDepthOf, MAX_INTROSPECTION_DEPTH } from '../../src/http/limits/introspection.js';
import { nodesOf } from '../../src/http/limits/nodes.js';
import { rootFieldsOf } from '../../src/http/limits/rootFields.js';
import { documentOf, schema } from './door.js';

type Rule = typeof depthOf;
const of = (rule: Rule, source: string): number => {
  const { document, operation } = documentOf(source);
  return rule(document, operation);
};
const nodes = (source: string, variables: Record<string, unknown> = {}): number => {
  const { document, operation } = documentOf(source);
  return nodesOf(schema, document, operation, variables);
};

describe('depth', () => {
  test('from an alert to the people of the other alerts of its hosts is 12, through edges all the way', () => {
    const tail = 'edges { node { users { user { displayName } } } }';
    const query = `{ alerts { edges { node { evidence { ... on UserEvidence { user { devices { alerts { ${tail} } } } } } } } } }`;

    expect(of(depthOf, query)).toBe(12);
  });

  test('is the same with and without fragments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (levels) => {
        const inline = `{ ${'a { '.repeat(levels)} b ${'} '.repeat(levels)} }`;
        const names = Array.from({ length: levels }, (_, place) => `f${place}`);
        const spread = `{ ...f0 } ${names
          .map((name, place) => `fragment ${name} on A { a { ${names[place + 1] ? `...${names[place + 1]}` : 'b'} } }`)
          .join(' ')}`;
        expect(of(depthOf, spread)).toBe(of(depthOf, inline));
      }),
    );
  });

  test('of fragments that spread each other in a circle is finite', () => {
    expect(of(depthOf, '{ ...a } fragment a on Q { x { ...b } } fragment b on Q { y { ...a } }')).toBe(2);
  });
});

describe('introspection', () => {
  test("counts for its own rule only, and the tools' own query passes it", () => {
    const query = getIntrospectionQuery();

    expect(of(depthOf, query)).toBe(0);
    expect(of(introspectionDepthOf, query)).toBeGreaterThan(10);
    expect(of(introspectionDepthOf, query)).toBeLessThanOrEqual(MAX_INTROSPECTION_DEPTH);
  });

  test('is 0 where none is asked for', () => {
    expect(of(introspectionDepthOf, '{ __typename a { b } }')).toBe(0);
  });
});

describe('aliases', () => {
  test('count once per use of a fragment', () => {
    expect(of(aliasesOf, '{ x { ...f } y { ...f } } fragment f on A { a: b c: __typename }')).toBe(4);
  });

  test('count fields that are repeated in the same braces', () => {
    expect(of(aliasesOf, '{ a { b } a { b } a { b } }')).toBe(2);
  });

  test('multiplied by fragments of fragments are counted without walking every use', () => {
    const doubling = Array.from({ length: 100 }, (_, n) => `fragment f${n} on Q { ...f${n + 1} ...f${n + 1} }`).join(
      ' ',
    );

    expect(of(aliasesOf, `{ ...f0 } ${doubling} fragment f100 on Q { a: b }`)).toBe(2 ** 100);
  });
});

test('root fields are counted through fragments', () => {
  expect(of(rootFieldsOf, '{ a ...f ... on Query { b } } fragment f on Query { c d { e } }')).toBe(4);
});

test('directives are counted on operation, variables, fields, spreads and fragments', () => {
  const query = 'query ($v: Int @d) @d { a @d ...f @d ... @d { b } } fragment f on Query @d { c @d }';

  expect(of(directivesOf, query)).toBe(7);
});

test('T22: a document made to be costly in validation is judged in less than 50 ms', () => {
  const limits = readSettings({}).limits;
  const { document } = documentOf(`{ ${'alerts { nodes { title } } '.repeat(500)} }`);
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    expect(() => judgeShape(document, limits)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_COSTLY' }) as Error);
    return performance.now() - begun;
  });

  expect(Math.min(...times)).toBeLessThan(50);
});

describe('nodes', () => {
  test('are page sizes multiplied along a path', () => {
    const query = '{ alerts(first: 50) { nodes { alerts(first: 20) { nodes { title } } } } }';

    expect(nodes(query)).toBe(50 + 50 * 20);
  });

  test("use the schema's default where no size is given, the variable where one is, its default where that is missing", () => {
    const query = 'query ($n: Int = 7) { alerts(first: $n) { nodes { title } } }';

    expect(nodes('{ alerts { nodes { title } } }')).toBe(25);
    expect(nodes(query)).toBe(7);
    expect(nodes(query, { n: 9 })).toBe(9);
  });

  test('are found behind interfaces and fragments', () => {
    const query = `{ alerts(first: 2) { nodes { evidence { ...e } } } }
      fragment e on UserEvidence { user { devices { alerts(first: 5) { nodes { title } } } } }`;

    expect(nodes(query)).toBe(2 * (1 + 5));
  });
});

describe('the page size that would fit', () => {
  const { document } = documentOf('{ alerts(first: 100) { nodes { title } } }');
  const price = (perNode: number) => (candidate: typeof document) => {
    const { operation } = { operation: candidate.definitions[0] as never };
    return { expected: nodesOf(schema, candidate, operation, {}) * perNode, paths: [] };
  };

  test('is the greatest whose price is allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 10, max: 90 }), (perNode, most) => {
        expect(fittingPageSize(document, {}, price(perNode), most)).toBe(Math.floor(most / perNode));
      }),
    );
  });

  test('is null when not even pages of one would do', () => {
    expect(fittingPageSize(document, {}, price(100), 60)).toBeNull();
  });
});
