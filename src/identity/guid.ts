const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** How services write "none" where a GUID is expected. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** The GUID in lower case; null when the text is none, or the empty one. */
export function guid(text: string | null): string | null {
  const value = text?.trim().toLowerCase() ?? '';
  return GUID.test(value) && value !== NONE ? value : null;
}
