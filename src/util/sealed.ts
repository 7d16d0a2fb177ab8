import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key for {@link seal}, made from a secret text of any length; replicas that share the secret share the key. */
export function sealKey(secret: string): Buffer {
  return createHash('sha256').update('secgraph seal\n').update(secret).digest();
}

/**
 * Seals what a caller carries for us, such as a cursor: unreadable, unalterable, bound to a purpose, and short-lived.
 * AES-256-GCM; version byte, IV, tag and ciphertext as base64url.
 *
 * @param purpose what the seal is good for (principal, field, arguments); it opens for nothing else
 * @param expiresAt milliseconds since 1970
 */
export function seal(
  value: unknown,
  key: Buffer,
  { purpose, expiresAt }: { purpose: string; expiresAt: number },
): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(purpose));
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ expiresAt, value }), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The value inside, or null when the seal is altered, foreign, of another purpose or version, or too old. */
export function unseal(text: string, key: Buffer, { purpose, now }: { purpose: string; now: number }): unknown {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes[0] !== VERSION || bytes.toString('base64url') !== text) return null;
  const plain = decrypted(bytes.subarray(1), key, purpose);
  if (plain === null) return null;
  const { expiresAt, value } = JSON.parse(plain) as { expiresAt: number; value: unknown };
  return expiresAt > now ? value : null;
}

function decrypted(bytes: Buffer, key: Buffer, purpose: string): string | null {
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // The only failure of final() is a tag that does not fit: somebody else's text.
    return null;
  }
}

function bound(purpose: string): Buffer {
  return Buffer.from(`${VERSION}\n${purpose}`, 'utf8');
}
