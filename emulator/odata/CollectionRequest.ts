import type { EntityModel } from '../model/EntityModel.js';
import type { Row, Rows } from '../world/World.js';
import type { QueryOptions } from './QueryOptions.js';

/**
 * Walks one navigation of a row: a row, rows, or null. Where the target is polymorphic a row may carry `@odata.type`
 * (`#microsoft.graph.servicePrincipal`); a row with nothing but that and an `id` is answered with nulls ("limited information").
 */
export type Follow = (row: Row, navigation: string) => Row | readonly Row[] | null;

/** Request headers under lower-case names; `consistencylevel` and `prefer` are looked at. */
export type RequestHeaders = Readonly<Record<string, string>>;

export interface CollectionRequest {
  readonly model: EntityModel;
  /** A table, or the rows themselves (members of a group …). Rows of a polymorphic model carry `@odata.type`. */
  readonly rows: Rows | readonly Row[];
  readonly options: QueryOptions;
  readonly headers: RequestHeaders;
  /** `http://127.0.0.1:4010/v1.0` */
  readonly contextRoot: string;
  /** `/users`, for the next link. */
  readonly path: string;
  readonly follow: Follow;
  /** Gives every so many pages of directory collections an empty page first, decided by this seed. Absent: never. */
  readonly emptyPagesSeed?: string;
  /** What this tenant's service can do beyond the documents; default: everything. */
  readonly capabilities?: { readonly evidenceFilter: boolean };
}

export interface CollectionAnswer {
  '@odata.context': string;
  '@odata.count'?: number;
  '@odata.nextLink'?: string;
  value: object[];
}
