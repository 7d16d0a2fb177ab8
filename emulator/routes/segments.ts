import { GraphFault } from '../odata/index.js';

/** The value of a path parameter, or a literal. */
export interface Segment {
  /** `users`, `devices(deviceId=)`; for a key what the caller wrote. */
  readonly text: string;
  /** Stands in `('…')` behind its collection, so that it can only be a key. */
  readonly isKey: boolean;
}

/**
 * A path below the version root in segments: `/users('a%40b')/manager` and `/users/a%40b/manager` come out the same,
 * `/devices(deviceId='x')` as `devices(deviceId=)` and the key `x`.
 *
 * @param path percent-encoded, with or without a leading slash
 * @throws GraphFault 400 for malformed percent-encoding
 */
export function segmentsOf(path: string): Segment[] {
  return path
    .split('/')
    .filter((raw) => raw !== '')
    .flatMap((raw) => segment(decode(raw)));
}

function segment(text: string): Segment[] {
  const form = /^([\w.]+)\((?:(\w+)=)?'([\s\S]*)'\)$/.exec(text);
  if (form === null) return [{ text, isKey: false }];
  const [, name = '', property, quoted = ''] = form;
  const literal = property === undefined ? name : `${name}(${property}=)`;
  return [
    { text: literal, isKey: false },
    { text: quoted.replaceAll("''", "'"), isKey: true },
  ];
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new GraphFault(400, 'BadRequest', 'The request URI is not valid: it contains malformed percent-encoding.');
  }
}
