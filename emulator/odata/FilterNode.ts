export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextFunction = 'startswith' | 'endswith' | 'contains';

export type Literal =
  | { readonly kind: 'string' | 'guid' | 'date'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'enum'; readonly typeName: string; readonly value: string }
  | { readonly kind: 'null'; readonly value: null };

/** Segments as written; a segment with a dot is a type cast, a last segment `$count` the length of a collection. */
export type Path = readonly string[];

/** A `$filter` as a tree, not yet compared with any model. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly children: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly child: FilterNode }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly path: Path; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly path: Path; readonly value: string }
  | { readonly kind: 'flag'; readonly path: Path }
  | {
      readonly kind: 'any' | 'all';
      readonly path: Path;
      readonly variable: string | null;
      readonly body: FilterNode | null;
    };

/** Writes a tree as a `$filter` that parses back to the same tree. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.map(printOperand).join(` ${node.kind} `);
    case 'not':
      return `not(${printFilter(node.child)})`;
    case 'compare':
      return `${node.path.join('/')} ${node.operator} ${printLiteral(node.value)}`;
    case 'in':
      return `${node.path.join('/')} in (${node.values.map(printLiteral).join(',')})`;
    case 'call':
      return `${node.name}(${node.path.join('/')},${quote(node.value)})`;
    case 'flag':
      return node.path.join('/');
    case 'any':
    case 'all': {
      const inner = node.body ? `${node.variable ?? ''}:${printFilter(node.body)}` : '';
      return `${node.path.join('/')}/${node.kind}(${inner})`;
    }
  }
}

function printOperand(node: FilterNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${printFilter(node)})` : printFilter(node);
}

function printLiteral(literal: Literal): string {
  if (literal.kind === 'string') return quote(literal.value);
  if (literal.kind === 'enum') return literal.typeName + quote(literal.value);
  return String(literal.value);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
