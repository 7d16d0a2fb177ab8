import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import { request } from 'undici';
import { systemClock, type Clock } from '../util/clock.js';
import { own } from './batch.js';
import type { ForgetfulCredential } from './tokens.js';
import { isSafeChannel } from './trust.js';

/** How this service proves who it is to the Entra of a tenant. */
export type CredentialSettings = {
  readonly tenantId: string;
  readonly clientId: string;
  /** Such as `https://login.microsoftonline.com`. */
  readonly authority: string;
} & (
  | { readonly kind: 'secret'; readonly secret: string }
  | {
      readonly kind: 'certificate';
      /** PEM with certificate and private key. */
      readonly certificatePath: string;
      readonly password?: string;
    }
  | { readonly kind: 'managedIdentity' }
  | { readonly kind: 'workloadIdentity'; readonly tokenFilePath?: string }
);

/** The credential of a real tenant, through @azure/identity, which is loaded when the first token is wanted. */
export function azureCredential(settings: CredentialSettings): ForgetfulCredential {
  let made: Promise<TokenCredential> | null = null;
  return {
    async getToken(scopes, options) {
      made ??= makeAzureCredential(settings);
      return (await made).getToken(scopes, options);
    },
    forget() {
      // The library keeps tokens per credential object and has no other way to let go of one.
      made = null;
    },
  };
}

async function makeAzureCredential(settings: CredentialSettings): Promise<TokenCredential> {
  const azure = await import('@azure/identity');
  const { tenantId, clientId, authority: authorityHost } = settings;
  switch (settings.kind) {
    case 'secret':
      return new azure.ClientSecretCredential(tenantId, clientId, settings.secret, { authorityHost });
    case 'certificate': {
      const { certificatePath, password } = settings;
      const certificate = { certificatePath, ...(password === undefined ? {} : { certificatePassword: password }) };
      return new azure.ClientCertificateCredential(tenantId, clientId, certificate, { authorityHost });
    }
    case 'managedIdentity':
      return new azure.ManagedIdentityCredential({ clientId });
    case 'workloadIdentity': {
      const { tokenFilePath } = settings;
      const file = tokenFilePath === undefined ? {} : { tokenFilePath };
      return new azure.WorkloadIdentityCredential({ tenantId, clientId, authorityHost, ...file });
    }
  }
}

const SERVICE_SCOPE = /^https:\/\/(api[\w.-]*\.securitycenter\.microsoft\.(com|us)|management\.azure\.com)\/\.default$/;

export interface EmulatorCredentialOptions {
  /** Origin of the emulator, such as `http://127.0.0.1:4010`. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock?: Clock;
}

/** A token endpoint said no. */
export class CredentialRefused extends Error {
  constructor(readonly statusCode: number) {
    super(`The token endpoint answered with status ${statusCode}.`);
    this.name = 'CredentialRefused';
  }
}

/** Client credentials at an emulated Entra. @azure/identity speaks https only, an emulator on this machine does not. */
export class EmulatorCredential implements TokenCredential {
  readonly #options: EmulatorCredentialOptions;
  readonly #clock: Clock;

  constructor(options: EmulatorCredentialOptions) {
    if (!isSafeChannel(new URL(options.authority))) {
      throw new RangeError('The token endpoint of an emulator must be on this machine, or speak https.');
    }
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Graph may be reached through a recorder: whatever its root, the token is for the emulator behind it. A service beside
   * Graph has an audience of its own, which the emulator knows by Microsoft's name.
   */
  async getToken(scopes: string | string[], { abortSignal }: GetTokenOptions = {}): Promise<AccessToken> {
    const { authority, tenantId, clientId, clientSecret } = this.#options;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: SERVICE_SCOPE.test(String(scopes)) ? String(scopes) : `${new URL(authority).origin}/.default`,
    });
    const { statusCode, body } = await request(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      ...(abortSignal ? { signal: abortSignal } : {}),
    });
    if (statusCode !== 200) {
      await body.dump();
      throw new CredentialRefused(statusCode);
    }
    return this.#read(await body.json());
  }

  #read(answer: unknown): AccessToken {
    const token = own(answer, 'access_token');
    const seconds = Number(own(answer, 'expires_in'));
    if (typeof token !== 'string' || !Number.isFinite(seconds)) throw new Error('The token endpoint gave no token.');
    return { token, expiresOnTimestamp: this.#clock.now() + seconds * 1000 };
  }
}
