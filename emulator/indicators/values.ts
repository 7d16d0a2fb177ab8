import { isIPv4, isIPv6 } from 'node:net';

/** What an indicator says, as it was sent. */
export type Draft = Readonly<Record<string, unknown>>;

export const isAddressV4 = isIPv4;
export const isAddressV6 = isIPv6;

export function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[0-9a-f]+$/i.test(text);
}

/** All eight groups written out, as Defender wants it. */
export function isWholeAddressV6(text: string): boolean {
  return isIPv6(text) && /^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/i.test(text);
}

export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128);
}

/** At least two labels, no wildcard. */
export function isDomain(text: string): boolean {
  if (text.length > 253 || isIPv4(text)) return false;
  return /^([\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(text);
}

/** With or without its scheme; no wildcard, no blanks. */
export function isUrl(text: string): boolean {
  if (/[\s*]/.test(text)) return false;
  return URL.canParse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`) && /[.[]/.test(text);
}

/** Milliseconds, or null where the text is no instant of ISO 8601. */
export function instantOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(value))
    return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
