/** Where in a query the engine stopped; both count from 1. */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
}

const MAX_TEXT = 500;
/** `on line [1,13]`, `[line:position=1:13]`, `Line: 1, Position: 13`. */
const POSITIONS = [
  /\[line:position=(\d+):(\d+)\]/i,
  /line \[(\d+),\s*(\d+)\]/i,
  /line:?\s*(\d+)[\s,;]+position:?\s*(\d+)/i,
];

/**
 * What the hunting engine says of a query that it does not run: the one text of Graph's that a caller may see, because it
 * is about the caller's own words. It is cleaned and cut, and it stays in the `cause` of the error until somebody who
 * knows whose query it was takes it out.
 */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused';
  readonly position: QueryPosition | null;

  constructor(text: string) {
    const clean = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
    super(clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean);
    this.position = positionIn(clean);
  }
}

function positionIn(text: string): QueryPosition | null {
  for (const pattern of POSITIONS) {
    const [, line, column] = pattern.exec(text) ?? [];
    if (line !== undefined && column !== undefined) return { line: Number(line), column: Number(column) };
  }
  return null;
}
