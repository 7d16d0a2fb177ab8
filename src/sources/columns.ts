/** Which properties of Graph a field of ours is read from. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** `$select` for the fields wanted (null = all), always with what identifies the record, each property once. */
export function selectOf(columns: Columns, fields: ReadonlySet<string> | null, always: readonly string[]): string {
  const properties = new Set(always);
  for (const [field, read] of Object.entries(columns)) {
    if (!fields || fields.has(field)) for (const property of read) properties.add(property);
  }
  return [...properties].join(',');
}
