import { createHash } from 'node:crypto';

/** Of this service: other names in other hands give other ids. */
const NAMESPACE = Buffer.from('5ec64a001d0c4a118000a1d1ca7025ff', 'hex');

/**
 * An id that is the same for the same name, always and everywhere: a name-based UUID of version 5.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
export function uuidV5(name: string, namespace: Buffer = NAMESPACE): string {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
