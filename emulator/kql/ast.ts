import type { Mark } from './KqlFault.js';
import type { Value } from './values.js';

/** A scalar expression. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly mark: Mark }
  | { readonly kind: 'name'; readonly name: string; readonly mark: Mark }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly mark: Mark }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly mark: Mark;
    }
  | {
      readonly kind: 'in';
      readonly operator: string;
      readonly left: Expression;
      readonly list: readonly Expression[];
      readonly mark: Mark;
    }
  | { readonly kind: 'table'; readonly pipeline: Pipeline; readonly mark: Mark };

export interface Named {
  /** null: the name follows from the expression. */
  readonly name: string | null;
  readonly expression: Expression;
}

export interface Sorting {
  readonly expression: Expression;
  readonly isAscending: boolean;
}

/** One step behind a pipe. */
export type Operator =
  | { readonly kind: 'where'; readonly condition: Expression; readonly mark: Mark }
  | { readonly kind: 'project'; readonly columns: readonly Named[]; readonly mark: Mark }
  | { readonly kind: 'extend'; readonly columns: readonly Named[]; readonly mark: Mark }
  | { readonly kind: 'distinct'; readonly columns: readonly Named[]; readonly mark: Mark }
  | { readonly kind: 'project-away'; readonly names: readonly string[]; readonly mark: Mark }
  | {
      readonly kind: 'summarize';
      readonly aggregates: readonly Named[];
      readonly by: readonly Named[];
      readonly mark: Mark;
    }
  | { readonly kind: 'sort'; readonly by: readonly Sorting[]; readonly mark: Mark }
  | { readonly kind: 'top'; readonly count: number; readonly by: readonly Sorting[]; readonly mark: Mark }
  | { readonly kind: 'take'; readonly count: number; readonly mark: Mark }
  | { readonly kind: 'count'; readonly mark: Mark }
  | {
      readonly kind: 'join';
      readonly how: 'inner' | 'leftouter' | 'innerunique';
      readonly right: Pipeline;
      readonly on: readonly (readonly [left: string, right: string])[];
      readonly mark: Mark;
    };

export interface Pipeline {
  readonly source: { readonly name: string; readonly mark: Mark };
  readonly operators: readonly Operator[];
}

export interface Query {
  readonly lets: readonly { readonly name: string; readonly value: Expression | Pipeline }[];
  readonly pipeline: Pipeline;
}
