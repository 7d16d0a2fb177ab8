/** Where something stands in a query; both count from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

/** A query that the engine does not run; the message is worded as the service words it, with the position. */
export class KqlFault extends Error {
  override readonly name = 'KqlFault';
}

/** What cannot be read at all. */
export function syntaxFault(token: string, { line, column }: Mark): KqlFault {
  const shown = token === '' ? '<EOF>' : token.slice(0, 60);
  return new KqlFault(
    `Query could not be parsed at '${shown}' on line [${line},${column}]. Token: '${shown}', Line: ${line}, Position: ${column}. Fix syntax errors in your query.`,
  );
}

/** What can be read and means nothing. */
export function semanticFault(operator: string, what: string, { line, column }: Mark): KqlFault {
  const where = `[line:position=${line}:${column}]`;
  return new KqlFault(`'${operator}' operator: ${what} ${where}. Fix semantic errors in your query.`);
}
