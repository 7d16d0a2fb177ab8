/** Which query engine answers a collection: each takes another part of OData and refuses (or ignores) the rest in its own way. */
export type Engine = 'directory' | 'intune' | 'identityProtection' | 'security';

export type PropertyKind = 'string' | 'boolean' | 'number' | 'date' | 'guid' | 'enum' | 'complex';

export interface PropertyModel {
  readonly kind: PropertyKind;
  readonly list: boolean;
  /** The name in messages: `Edm.String`, `microsoft.graph.security.alertSeverity`. */
  readonly typeName: string;
  /** The members of an enum, and those that are only sent to clients that ask for unknown members. */
  readonly members?: readonly string[];
  readonly gated?: ReadonlySet<string>;
  /** What a complex value is made of; a function, because evidence types contain one another. */
  readonly complex?: () => ComplexModel;
}

/** A complex type. */
export interface ComplexModel {
  /** Without `#`: `microsoft.graph.security.userAccount`. */
  readonly typeName: string;
  readonly properties: Readonly<Record<string, PropertyModel>>;
  /** Any further member may occur. */
  readonly open: boolean;
  /** The type of that qualified name derived from this one, for casts in paths and for `@odata.type` in values. */
  derived(typeName: string): ComplexModel | undefined;
}

export interface NavigationModel {
  readonly many: boolean;
  /** `#microsoft.graph.user`; the usual type where the target is polymorphic: an `@odata.type` in the row decides first. */
  readonly target: string;
  /** Rows an `$expand` returns at most; Graph gives no link to the rest. */
  readonly expandLimit: number;
  /** Expanded rows say their type: the declared target is directoryObject. */
  readonly polymorphic: boolean;
}

/** One entity type with the rules of the engine that answers for it. */
export interface EntityModel {
  /** `#microsoft.graph.user` */
  readonly type: string;
  /** What stands behind `$metadata#`: `users`, `security/alerts_v2`. */
  readonly contextName: string;
  readonly engine: Engine;
  readonly properties: Readonly<Record<string, PropertyModel>>;
  readonly navigations: Readonly<Record<string, NavigationModel>>;
  /** Sent without `$select`; null = all. */
  readonly defaultSelect: readonly string[] | null;
  /**
   * What `$filter` may do, by path. Directory: eight letters for eq ne not ge le in startsWith null, each D (default engine),
   * A (advanced only) or - (never). Other engines: the operators, separated by spaces; Intune's `or` allows chains on that property.
   */
  readonly filters: Readonly<Record<string, string>>;
  /** Properties that `$orderby` takes; for the directory in its default engine. */
  readonly orderby: readonly string[];
  /** Services beside the directory: properties whose text `$search` looks into; absent where there is no search. */
  readonly searches?: readonly string[];
  readonly pageSize: number;
  readonly maxTop: number;
  /** What happens above `maxTop`. */
  readonly beyondMaxTop: 'refuse' | 'clamp';
  readonly supportsSkip: boolean;
  readonly nextLinkBy: '$skiptoken' | '$skip';
  /** Null in list replies even when selected. */
  readonly nullInLists: readonly string[];
  /** Refused in lists with 501: served by another store. */
  readonly onlySingle: readonly string[];
  /** Rows of several types: each carries `@odata.type`, and so does the answer. */
  readonly polymorphic: boolean;
}
