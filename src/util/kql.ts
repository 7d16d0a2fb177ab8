/** A string of the Kusto query language: quoted, backslashes and quotes escaped, control characters dropped. */
export function kqlString(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, '');
  return `'${plain.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** `Column in~ ('a', 'b')`; null for no values. */
export function kqlIn(column: string, values: readonly (string | null)[]): string | null {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? null : `${column} in~ (${given.map(kqlString).join(', ')})`;
}
