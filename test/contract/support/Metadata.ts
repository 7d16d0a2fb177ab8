/** A declared type: `Edm.String`, `microsoft.graph.user`. */
export interface TypeRef {
  readonly name: string;
  readonly isMany: boolean;
  readonly isNullable: boolean;
}

export interface DeclaredType {
  readonly base: string | null;
  /** Members that nobody declared may occur. */
  readonly isOpen: boolean;
  readonly members: ReadonlyMap<string, TypeRef>;
  readonly navigations: ReadonlyMap<string, TypeRef>;
}

export interface DeclaredEnum {
  readonly isFlags: boolean;
  readonly members: readonly string[];
}

/** What Microsoft declares of its types, wherever it was read from. */
export class Metadata {
  constructor(
    private readonly types: ReadonlyMap<string, DeclaredType>,
    private readonly enums: ReadonlyMap<string, DeclaredEnum>,
  ) {}

  type(name: string): DeclaredType | undefined {
    return this.types.get(name);
  }

  enum(name: string): DeclaredEnum | undefined {
    return this.enums.get(name);
  }

  /** A member of a type or of one it is derived from. */
  member(typeName: string, member: string): { readonly ref: TypeRef; readonly isNavigation: boolean } | undefined {
    for (const type of this.lineage(typeName)) {
      const property = type.members.get(member);
      if (property !== undefined) return { ref: property, isNavigation: false };
      const navigation = type.navigations.get(member);
      if (navigation !== undefined) return { ref: navigation, isNavigation: true };
    }
    return undefined;
  }

  isA(typeName: string, base: string): boolean {
    for (let name: string | null = typeName; name !== null; name = this.types.get(name)?.base ?? null) {
      if (name === base) return true;
    }
    return false;
  }

  isOpen(typeName: string): boolean {
    return this.lineage(typeName).some(({ isOpen }) => isOpen);
  }

  private lineage(typeName: string): DeclaredType[] {
    const found: DeclaredType[] = [];
    for (let type = this.types.get(typeName); type !== undefined; type = this.types.get(type.base ?? ''))
      found.push(type);
    return found;
  }
}

/** How the excerpt marks a type of which it kept the name alone. */
const NAME_ONLY = 'Term="trim.stub"';

/** CSDL, the metadata document that Graph itself serves at `/$metadata`. */
export function readCsdl(xml: string): Metadata {
  const types = new Map<string, DeclaredType>();
  const enums = new Map<string, DeclaredEnum>();
  const aliases = new Map<string, string>();
  for (const [, head = ''] of xml.matchAll(/<Schema ([^>]*)>/g)) {
    aliases.set(attribute(head, 'Alias') ?? '', attribute(head, 'Namespace') ?? '');
  }
  for (const [, head = '', schema = ''] of xml.matchAll(/<Schema ([^>]*)>([\s\S]*?)<\/Schema>/g)) {
    const namespace = attribute(head, 'Namespace') ?? '';
    for (const element of elements(schema, '(?:Entity|Complex)Type')) {
      if (element.body.includes(NAME_ONLY)) continue;
      types.set(`${namespace}.${element.name}`, csdlType(element, aliases));
    }
    for (const { name, head: declared, body } of elements(schema, 'EnumType')) {
      const members = elements(body, 'Member').map((member) => member.name);
      enums.set(`${namespace}.${name}`, { isFlags: attribute(declared, 'IsFlags') === 'true', members });
    }
  }
  return new Metadata(types, enums);
}

interface Element {
  readonly name: string;
  readonly head: string;
  readonly body: string;
}

function elements(xml: string, tag: string): Element[] {
  const pattern = new RegExp(`<(${tag})\\s([^>]*?)(?:/>|>([\\s\\S]*?)</\\1>)`, 'g');
  return [...xml.matchAll(pattern)].map(([, , head = '', body = '']) => ({
    name: attribute(head, 'Name') ?? '',
    head,
    body,
  }));
}

function attribute(head: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head)?.[1];
}

function csdlType({ head, body }: Element, aliases: ReadonlyMap<string, string>): DeclaredType {
  const refs = (tag: string): Map<string, TypeRef> =>
    new Map(elements(body, tag).map((member) => [member.name, csdlRef(member.head, aliases)]));
  const base = attribute(head, 'BaseType');
  return {
    base: base === undefined ? null : unaliased(base, aliases),
    isOpen: attribute(head, 'OpenType') === 'true',
    members: refs('Property'),
    navigations: refs('NavigationProperty'),
  };
}

function csdlRef(head: string, aliases: ReadonlyMap<string, string>): TypeRef {
  const text = attribute(head, 'Type') ?? '';
  const item = /^Collection\((.*)\)$/.exec(text)?.[1];
  return {
    name: unaliased(item ?? text, aliases),
    isMany: item !== undefined,
    isNullable: attribute(head, 'Nullable') !== 'false',
  };
}

function unaliased(name: string, aliases: ReadonlyMap<string, string>): string {
  const dot = name.lastIndexOf('.');
  return `${aliases.get(name.slice(0, dot)) ?? name.slice(0, dot)}${name.slice(dot)}`;
}

/** The compact model beside the published examples. */
export interface PublishedModel {
  readonly types: Readonly<
    Record<
      string,
      { readonly b?: string; readonly o?: 1; readonly p: Record<string, string>; readonly n?: Record<string, string> }
    >
  >;
  readonly enums: Readonly<Record<string, { readonly m: readonly string[]; readonly f?: 1 }>>;
  readonly sets: Readonly<Record<string, string>>;
  readonly singletons: Readonly<Record<string, string>>;
  readonly ops: readonly { readonly n: string; readonly on: string; readonly r?: string }[];
}

/** v1.0 with what is in beta alone, which is told as additions to it. */
export function withBeta(model: PublishedModel, beta: PublishedModel): PublishedModel {
  const types = { ...beta.types, ...model.types };
  for (const [name, own] of Object.entries(model.types)) {
    const added = beta.types[name]?.n;
    if (added) types[name] = { ...own, n: { ...added, ...own.n } };
  }
  return { ...model, types, enums: { ...beta.enums, ...model.enums } };
}

export function readModel(model: PublishedModel): Metadata {
  const refs = (members: Readonly<Record<string, string>> = {}): Map<string, TypeRef> =>
    new Map(Object.entries(members).map(([name, text]) => [name, modelRef(text)]));
  const types = Object.entries(model.types).map(([name, { b, o, p, n }]): [string, DeclaredType] => [
    name,
    { base: b ?? null, isOpen: o === 1, members: refs(p), navigations: refs(n) },
  ]);
  const enums = Object.entries(model.enums).map(([name, { m, f }]): [string, DeclaredEnum] => [
    name,
    { isFlags: f === 1, members: m },
  ]);
  return new Metadata(new Map(types), new Map(enums));
}

/** `[T]` is a collection, a trailing `!` not nullable. */
export function modelRef(text: string): TypeRef {
  const isNullable = !text.endsWith('!');
  const bare = isNullable ? text : text.slice(0, -1);
  const isMany = bare.startsWith('[');
  return { name: isMany ? bare.slice(1, -1) : bare, isMany, isNullable };
}
