import { createHash } from 'node:crypto';
import { withoutPaging } from './directoryRules.js';
import { GraphFault } from './GraphFault.js';
import type { CollectionRequest } from './CollectionRequest.js';

/** Where the next page begins. */
export interface PageToken {
  readonly offset: number;
  /** The last row already given; absent at the very beginning. */
  readonly afterId?: string;
  /** The empty page that may come before this one has been given. */
  readonly wasEmpty: boolean;
}

/** An opaque `$skiptoken`, good for this path with these options only. */
export function writeToken(token: PageToken, request: CollectionRequest): string {
  const body = Buffer.from(JSON.stringify([token.offset, token.afterId ?? null, token.wasEmpty ? 1 : 0])).toString(
    'base64url',
  );
  return `${body}.${sealOf(body, request)}`;
}

/** @throws GraphFault 400 for a token that was made up, or made for other options */
export function readToken(text: string, request: CollectionRequest): PageToken {
  const [body = '', seal] = text.split('.');
  if (seal !== sealOf(body, request)) throw expired(request);
  const [offset, afterId, wasEmpty] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    number,
    string | null,
    0 | 1,
  ];
  return { offset, wasEmpty: wasEmpty === 1, ...(afterId === null ? {} : { afterId }) };
}

/** A number below `bound` that is the same for the same request, page and seed. */
export function drawn(bound: number, seed: string, offset: number, request: CollectionRequest): number {
  return (
    createHash('sha256')
      .update(`${seed} ${offset} ${scopeOf(request)}`)
      .digest()
      .readUInt32BE(0) % bound
  );
}

function sealOf(body: string, request: CollectionRequest): string {
  return createHash('sha256')
    .update(`${body} ${scopeOf(request)}`)
    .digest('base64url')
    .slice(0, 16);
}

function scopeOf({ path, options }: CollectionRequest): string {
  return `${path}?${withoutPaging(options.rawQuery)}`;
}

function expired({ model }: CollectionRequest): GraphFault {
  return model.engine === 'directory'
    ? new GraphFault(
        400,
        'Directory_ExpiredPageToken',
        'The specified page token value has expired and can no longer be included in your request.',
      )
    : new GraphFault(400, 'BadRequest', 'The value of the $skiptoken query option is not valid.');
}
