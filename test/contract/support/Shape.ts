type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** Members and JSON types of many values laid over each other; what says its `@odata.type` is kept apart by it. */
export class Shape {
  readonly kinds = new Set<Kind>();
  private readonly variants = new Map<string, Map<string, Shape>>();
  private items: Shape | null = null;

  add(value: unknown): this {
    this.kinds.add(kindOf(value));
    if (Array.isArray(value)) {
      const items = (this.items ??= new Shape());
      for (const item of value as unknown[]) items.add(item);
    } else if (typeof value === 'object' && value !== null) this.addMembers(value as Record<string, unknown>);
    return this;
  }

  /** What an example has and these values have not, or have as another type: one line each. */
  lacks(example: unknown, path = ''): string[] {
    if (example === null || isPlaceholder(example)) return [];
    const kind = kindOf(example);
    if (!this.kinds.has(kind)) {
      const isAlwaysNull = [...this.kinds].every((one) => one === 'null');
      return isAlwaysNull ? [] : [`${path} is ${kind}, not ${[...this.kinds].join(' or ')}`];
    }
    if (Array.isArray(example)) {
      const items = this.items ?? new Shape();
      return items.kinds.size === 0 ? [] : (example as unknown[]).flatMap((item) => items.lacks(item, `${path}[]`));
    }
    return typeof example === 'object' ? this.lacksMembers(example as Record<string, unknown>, path) : [];
  }

  private addMembers(value: Record<string, unknown>): void {
    for (const variant of new Set(['', typeName(value)])) {
      const members = this.variants.get(variant) ?? new Map<string, Shape>();
      this.variants.set(variant, members);
      for (const [name, content] of Object.entries(value)) {
        const shape = members.get(name) ?? new Shape();
        members.set(name, shape.add(content));
      }
    }
  }

  private lacksMembers(example: Record<string, unknown>, path: string): string[] {
    const members = this.variants.get(typeName(example)) ?? this.variants.get('') ?? new Map<string, Shape>();
    return Object.entries(example)
      .filter(([name]) => !name.includes('@odata.'))
      .flatMap(
        ([name, content]) => members.get(name)?.lacks(content, `${path}/${name}`) ?? [`${path}/${name} is missing`],
      );
  }
}

function typeName(value: Record<string, unknown>): string {
  const stated = value['@odata.type'];
  return typeof stated === 'string' ? stated.replace('#', '') : '';
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const kind = typeof value;
  if (kind === 'string' || kind === 'number' || kind === 'boolean') return kind;
  return 'object';
}

/** What a page of the documentation writes where a value belongs: `"Boolean"`, `"String (timestamp)"`, `"microsoft.graph.x"`. */
function isPlaceholder(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 1 && '@odata.type' in value;
  }
  return (
    typeof value === 'string' &&
    /^(string|boolean|int(32|64)|double|guid|binary|timestamp|date)\b|^#?microsoft\.graph\.|-value$/i.test(value)
  );
}
