/** What a global id says: the noun, its tenant and Graph's own key. */
export interface GlobalId {
  readonly type: string;
  readonly tenantId: string;
  readonly key: string;
}

const SHAPE = /^([A-Z][A-Za-z]{1,40}):([0-9a-f-]{36}):([^\u0000-\u001f\u007f]{1,200})$/;

/** An id that is unique over nouns and tenants and says nothing to a caller. */
export function globalId(type: string, tenantId: string, key: string): string {
  return Buffer.from(`${type}:${tenantId}:${key}`, 'utf8').toString('base64url');
}

/** The parts of a global id, or null when the text is not one. */
export function readGlobalId(text: string): GlobalId | null {
  if (!/^[A-Za-z0-9_-]{8,400}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const match = SHAPE.exec(bytes.toString('utf8'));
  if (!match || bytes.toString('base64url') !== text) return null;
  return { type: match[1]!, tenantId: match[2]!, key: match[3]! };
}
