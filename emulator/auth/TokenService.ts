import { errors, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';

/** What a token says once it has been found valid. */
export interface TokenClaims {
  readonly tenantId: string;
  readonly appId: string;
  readonly roles: readonly string[];
  /** Whom the token is for: the root of Graph, Defender's audience, or that of Azure's management. */
  readonly audience: string;
}

/** Why a token is not accepted; the message is Graph's. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

export interface TokenRequest {
  readonly tenantId: string;
  readonly appId: string;
  readonly roles: readonly string[];
  /** The Graph root asked for: `http://127.0.0.1:4010`. */
  readonly audience: string;
  readonly now: Date;
}

/** Seconds that a token lives. */
export const TOKEN_SECONDS = 3599;
const MAX_REMEMBERED = 1000;

/** One key pair for all emulators of a process: making one takes a tenth of a second of its processor. */
let keyPair: ReturnType<typeof generateKeyPair> | undefined;

/** Signs and checks access tokens with the key of this process. */
export class TokenService {
  private readonly verified = new Map<string, TokenClaims & { readonly expiresAtMs: number }>();

  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly publicKey: CryptoKey,
    private readonly publicJwk: JWK,
    private readonly newId: () => string,
  ) {}

  static async create(newId: () => string): Promise<TokenService> {
    const { privateKey, publicKey } = await (keyPair ??= generateKeyPair('RS256'));
    const jwk = await exportJWK(publicKey);
    return new TokenService(privateKey, publicKey, { ...jwk, kid: 'emulator-1', use: 'sig', alg: 'RS256' }, newId);
  }

  keys(): { keys: JWK[] } {
    return { keys: [this.publicJwk] };
  }

  sign(request: TokenRequest, issuer: string): Promise<string> {
    const seconds = Math.floor(request.now.getTime() / 1000);
    const claims = {
      appid: request.appId,
      appidacr: '1',
      idtyp: 'app',
      oid: request.appId,
      roles: request.roles,
      tid: request.tenantId,
      uti: this.newId(),
      ver: '1.0',
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'emulator-1' })
      .setIssuer(issuer)
      .setSubject(request.appId)
      .setAudience(request.audience)
      .setIssuedAt(seconds)
      .setNotBefore(seconds)
      .setExpirationTime(seconds + TOKEN_SECONDS)
      .sign(this.privateKey);
  }

  /**
   * @param authorization the whole header
   * @throws TokenRefused with the text that Graph answers
   */
  async verify(authorization: string | undefined, now: Date): Promise<TokenClaims> {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new TokenRefused('Access token is empty.');
    const known = this.verified.get(token);
    if (known !== undefined && now.getTime() < known.expiresAtMs) return known;
    const claims = await this.check(token, now);
    if (this.verified.size >= MAX_REMEMBERED) this.verified.clear();
    this.verified.set(token, claims);
    return claims;
  }

  private async check(token: string, now: Date): Promise<TokenClaims & { readonly expiresAtMs: number }> {
    try {
      const { payload } = await jwtVerify(token, this.publicKey, { algorithms: ['RS256'], currentDate: now });
      return {
        tenantId: String(payload['tid']),
        appId: String(payload['appid']),
        roles: payload['roles'] as string[],
        audience: String(payload.aud),
        expiresAtMs: (payload.exp ?? 0) * 1000,
      };
    } catch (error) {
      throw new TokenRefused(refusalOf(error), { cause: error });
    }
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return 'Access token validation failure.';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'Access token validation failure. Invalid signature.';
  return 'CompactToken parsing failed with error code: 80049217';
}
