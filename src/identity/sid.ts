import { guid } from './guid.js';

const CLOUD = /^S-1-12-1-(\d{1,10})-(\d{1,10})-(\d{1,10})-(\d{1,10})$/i;
const DOMAIN_ACCOUNT = /^S-1-5-21(-\d{1,10}){4}$/i;
const ANY = /^S-1-\d{1,14}(-\d{1,10}){1,15}$/i;
const WORD_MAX = 0xffff_ffff;

/**
 * The object id inside a cloud SID: `S-1-12-1-a-b-c-d` holds the sixteen bytes of the GUID, as .NET lays them out, in
 * four little-endian words. A convention that everybody uses and Graph does not document, so it lives here alone.
 *
 * @returns the object id in lower case, or null when the text is no cloud SID
 */
export function objectIdFromCloudSid(sid: string): string | null {
  const words = CLOUD.exec(sid.trim())?.slice(1).map(Number);
  if (!words || words.some((word) => word > WORD_MAX)) return null;
  const bytes = Buffer.alloc(16);
  words.forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
  const hex = swapped(bytes).toString('hex');
  return guid([hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'));
}

/** The cloud SID of an object id; null when the text is no GUID. */
export function cloudSidFromObjectId(objectId: string): string | null {
  const id = guid(objectId);
  if (!id) return null;
  const bytes = swapped(Buffer.from(id.replaceAll('-', ''), 'hex'));
  return `S-1-12-1-${[0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)).join('-')}`;
}

/** The SID of a domain account in upper case; null for well-known, cloud and malformed ones. */
export function domainSid(sid: string | null): string | null {
  const value = sid?.trim().toUpperCase() ?? '';
  return DOMAIN_ACCOUNT.test(value) ? value : null;
}

/** Any well-formed SID in upper case. */
export function anySid(sid: string | null): string | null {
  const value = sid?.trim().toUpperCase() ?? '';
  return ANY.test(value) ? value : null;
}

/** The first three groups of a GUID are numbers, so text and memory order their bytes differently. */
function swapped(bytes: Buffer): Buffer {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((index) => bytes[index]!));
}
