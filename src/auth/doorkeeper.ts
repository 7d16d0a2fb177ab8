import type { DeclaredKey } from '../config/apiKeys.js';
import { isLoopback } from '../config/loopback.js';
import { ALL_ROLES } from '../config/roles.js';
import type { Settings } from '../config/settings.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Caller } from './Caller.js';
import { KeyRing } from './keyRing.js';

/** What a transport tells about one request or one socket. */
export interface Knock {
  readonly authorization: string | undefined;
  /** Host header, with or without port. */
  readonly host: string | undefined;
  /** Address of the peer. */
  readonly remoteAddress: string | undefined;
}

/** Everything in the emulated world may be seen as it was sent. */
const DEMO_CALLER = { name: 'demo', tenants: 'all', roles: ALL_ROLES } as const;

/**
 * Decides who is asking, the same way for every transport. Without a key only demo mode answers, and only this machine:
 * the address and the Host header must both be loopback, because a web page elsewhere can point its own name at 127.0.0.1.
 */
export class Doorkeeper {
  #keys: KeyRing;
  readonly #isOpenToThisMachine: boolean;
  readonly #demoAnalyst: string | null;

  constructor(settings: Pick<Settings, 'apiKeys' | 'isDemo' | 'demoAnalyst'>) {
    this.#keys = new KeyRing(settings.apiKeys);
    this.#demoAnalyst = settings.demoAnalyst;
    this.#isOpenToThisMachine = settings.isDemo && this.#keys.isEmpty;
  }

  /** Other keys from now on. Who is inside already stays. */
  replaceKeys(keys: readonly DeclaredKey[]): void {
    this.#keys = new KeyRing(keys);
  }

  /** @throws SecgraphError UNAUTHENTICATED or FORBIDDEN */
  admit(knock: Knock): Caller {
    const caller = this.#keys.callerOf(knock.authorization);
    if (caller) return caller;
    if (!this.#isOpenToThisMachine) {
      throw new SecgraphError(
        'UNAUTHENTICATED',
        'No valid key came with the request. Send Authorization: Bearer <key>.',
      );
    }
    if (!isFromThisMachine(knock)) {
      throw new SecgraphError(
        'FORBIDDEN',
        'Demo mode answers this machine only, under the names localhost and 127.0.0.1. Set TENANTS_FILE and API_KEYS to serve others.',
      );
    }
    return { ...DEMO_CALLER, userPrincipalName: this.#demoAnalyst };
  }

  /** For pages about the process, such as metrics: whoever sits on this machine, or has a key. */
  mayInspect(knock: Knock): boolean {
    return isFromThisMachine(knock) || this.#keys.callerOf(knock.authorization) !== null;
  }
}

function isFromThisMachine({ host, remoteAddress }: Knock): boolean {
  return isLoopback(remoteAddress ?? '') && isLoopback((host ?? '').replace(/:\d{1,5}$/, ''));
}
