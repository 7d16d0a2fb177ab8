import { createHash, timingSafeEqual } from 'node:crypto';
import type { DeclaredKey } from '../config/apiKeys.js';
import type { Caller } from './Caller.js';

/** The keys of all callers. Digests are compared, every one of them, in constant time. */
export class KeyRing {
  readonly #keys: readonly DeclaredKey[];

  constructor(keys: readonly DeclaredKey[]) {
    this.#keys = keys;
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  /** The caller behind an Authorization header, or null. */
  callerOf(authorization: string | undefined): Caller | null {
    const key = /^Bearer ([^\s]{1,512})$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) return null;
    const digest = createHash('sha256').update(key, 'utf8').digest();
    let found: DeclaredKey | null = null;
    for (const candidate of this.#keys) {
      if (timingSafeEqual(candidate.sha256, digest)) found = candidate;
    }
    if (!found) return null;
    const { name, tenants, roles } = found;
    return { name, tenants, roles, userPrincipalName: name.includes('@') ? name : null };
  }
}
