import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How one number is made of a document, bottom up. */
export interface Measure {
  /** Number of a field from the number of what is selected below it (0 for a leaf). */
  field(node: FieldNode, below: number, definition: GraphQLField<unknown, unknown> | undefined): number;
  /** Puts the numbers of neighbours together: their sum or the greater one. */
  join(a: number, b: number): number;
  /** What a selection itself adds, besides what is below it. */
  selection?(node: SelectionNode): number;
  /** What a whole selection set adds. */
  set?(node: SelectionSetNode): number;
}

/**
 * Measures an operation, fragments counted through their spreads, once per use. Each fragment is walked once however
 * often it is used, so the price is the length of the document. A fragment that contains itself counts as nothing;
 * validation refuses it by its own rule.
 *
 * @param schema needed only by measures that look at definitions
 */
export function measure(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rule: Measure,
  schema?: GraphQLSchema,
): number {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const known = new Map<string, number>();
  const root = schema?.getRootType(operation.operation) ?? undefined;
  return ofSet(operation.selectionSet, root);

  function ofSet(set: SelectionSetNode, type: GraphQLCompositeType | undefined): number {
    let total = rule.set?.(set) ?? 0;
    for (const node of set.selections) {
      total = rule.join(total, (rule.selection?.(node) ?? 0) + ofSelection(node, type));
    }
    return total;
  }

  function ofSelection(node: SelectionNode, type: GraphQLCompositeType | undefined): number {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return ofSet(node.selectionSet, typeNamed(node.typeCondition?.name.value) ?? type);
    }
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const below = definition ? getNamedType(definition.type) : undefined;
    const inner = node.selectionSet ? ofSet(node.selectionSet, isCompositeType(below) ? below : undefined) : 0;
    return rule.field(node, inner, definition);
  }

  function ofFragment(name: string): number {
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, 0);
    const result = ofSet(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value));
    known.set(name, result);
    return result;
  }

  function typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : schema?.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

export function isIntrospection(node: FieldNode): boolean {
  return node.name.value === '__schema' || node.name.value === '__type';
}
