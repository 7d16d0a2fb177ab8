import {
  OperationNodeTransformer,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  type ValueNode,
} from 'kysely';

/** What no database keeps as it came: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** A text as both databases give it back. Anything else stays what it is. */
export function storable<T>(value: T): T {
  return typeof value === 'string' ? (value.replace(UNSTORABLE, '\uFFFD') as T) : value;
}

/** Every text that goes into a query, to be kept or to be found, is storable. */
export class StorableText implements KyselyPlugin {
  readonly #transformer = new StorableValues();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result);
  }
}

class StorableValues extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: storable(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map((value) => storable(value)) };
  }
}
