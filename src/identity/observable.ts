import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { ObservableKind } from '../../schema/enums.js';
import type { Observable } from '../../schema/Observable.js';

/** An observable in its normal form: equal things have equal text. */
export interface NormalObservable {
  readonly kind: ObservableKind;
  readonly value: string;
}

const HASHES: ReadonlyMap<number, ObservableKind> = new Map([
  [32, ObservableKind.FILE_MD5],
  [40, ObservableKind.FILE_SHA1],
  [64, ObservableKind.FILE_SHA256],
]);
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const DOMAIN = new RegExp(`^(?=.{4,253}$)(?:${LABEL}\\.)+(?!\\d+$)[a-z0-9-]{2,63}$`);
const SCHEME = /^(?:https?|ftps?|wss?|sftp|tcp|udp):\/\//i;
/** `::ffff:1.2.3.4` as URL parsers write it. */
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * What a text is and its normal form; null when it is none of address, hash, hardware address, URL, mail address and
 * domain name. Defanged text (`hxxps://evil[.]example`) is understood.
 */
export function normalObservable(text: string): NormalObservable | null {
  return (
    normalIp(text) ??
    normalHash(text) ??
    (/[:-]/.test(text) ? normalMac(text) : null) ??
    normalUrl(text) ??
    normalSender(text) ??
    normalDomain(text)
  );
}

/** Something that was taken from no alert: nobody has said anything of it yet. */
export function observableIn(tenantId: string, { kind, value }: NormalObservable): Observable {
  return { __typename: 'Observable', tenantId, kind, value, verdict: 'UNKNOWN', geo: null, file: null, seen: 0 };
}

/** IPv4 as four decimal numbers, IPv6 in its shortest form; an IPv4 address mapped into IPv6 is the IPv4 address. */
export function normalIp(text: string): NormalObservable | null {
  const value = refanged(text).replace(/%[\w.-]+$/, '');
  if (isIPv4(value)) return { kind: ObservableKind.IPV4, value };
  const bare = value.replace(/^\[(.*)\]$/, '$1');
  if (!isIPv6(bare) || bare.includes('%')) return null;
  const shortest = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const mapped = MAPPED.exec(shortest);
  if (!mapped) return { kind: ObservableKind.IPV6, value: shortest };
  const octets = mapped.slice(1).flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
  return { kind: ObservableKind.IPV4, value: octets.join('.') };
}

/** A range of addresses with its address in normal form: `198.51.100.16/28`; null for anything else. */
export function normalRange(text: string): NormalObservable | null {
  const [, network = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const address = normalIp(network);
  if (!address || Number(bits) > (address.kind === ObservableKind.IPV4 ? 32 : 128)) return null;
  return { kind: address.kind, value: `${address.value}/${Number(bits)}` };
}

/** Lower case, without the dot of the root, in ASCII (punycode). A single label is no domain name here. */
export function normalDomain(text: string): NormalObservable | null {
  const value = refanged(text).replace(/\.$/, '');
  if (/[\s/?#@:%\\[\]]/.test(value)) return null;
  const ascii = domainToASCII(value);
  return DOMAIN.test(ascii) ? { kind: ObservableKind.DOMAIN, value: ascii } : null;
}

/**
 * A URL as a browser would understand it: scheme and host in lower case, punycode, no default port, dot segments
 * resolved; path, query and fragment are kept. Without a scheme none is invented: `evil.example/a` stays that. `10.0.0.0/8` is a range and no URL.
 */
export function normalUrl(text: string): NormalObservable | null {
  const value = refangedUrl(text.trim());
  if (SCHEME.test(value)) return asUrl(value, 0);
  const authority = /^[^/?#]+(?=[/?])/.exec(value)?.[0] ?? '';
  const host = authority.replace(/:\d+$/, '');
  if (isIPv4(host) && /^\/\d{1,2}$/.test(value.slice(authority.length))) return null;
  return normalDomain(host) || isIPv4(host) ? asUrl(`http://${value}`, 'http://'.length) : null;
}

function asUrl(value: string, from: number): NormalObservable | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  // No host has such brackets; what decodes to them would be taken for a defanged one next time.
  const isHost = url.host !== '' && !/[(){}]/.test(url.host);
  return isHost ? { kind: ObservableKind.URL, value: url.href.slice(from) } : null;
}

/** A hash in lower case; its length says which: 32 digits MD5, 40 SHA-1, 64 SHA-256. */
export function normalHash(text: string): NormalObservable | null {
  const value = text.trim().toLowerCase();
  const kind = HASHES.get(value.length);
  return kind && /^[0-9a-f]+$/.test(value) ? { kind, value } : null;
}

/** A hardware address as aa:bb:cc:dd:ee:ff, from any of the usual ways to write it. */
export function normalMac(text: string): NormalObservable | null {
  const value = text.trim().toLowerCase();
  if (!/^(?:[0-9a-f]{12}|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})$/.test(value)) return null;
  const digits = value.replace(/[^0-9a-f]/g, '');
  return { kind: ObservableKind.MAC, value: digits.match(/../g)!.join(':') };
}

/** A mail address with its domain in normal form. The local part is its owner's matter and stays as it is. */
export function normalSender(text: string): NormalObservable | null {
  const value = refanged(text).replace(/^<(.*)>$/, '$1');
  const at = value.lastIndexOf('@');
  const local = value.slice(0, Math.max(at, 0));
  const domain = normalDomain(value.slice(at + 1));
  if (!domain || !/^[^\s@<>]{1,64}$/.test(local)) return null;
  return { kind: ObservableKind.EMAIL_SENDER, value: `${local}@${domain.value}` };
}

/** A subject with its blanks evened out, so that folded header lines do not make two of one. */
export function normalSubject(text: string): NormalObservable | null {
  const value = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return value === '' ? null : { kind: ObservableKind.EMAIL_SUBJECT, value };
}

/** Undoes what makes an indicator safe to paste. Repeated, because people defang what was defanged before. */
function refanged(text: string): string {
  let value = text.trim();
  for (let before = ''; before !== value;) {
    before = value;
    value = value
      .replace(/[[({](?:\.|dot)[\])}]/gi, '.')
      .replace(/[[({](?:@|at)[\])}]/gi, '@')
      .replace(/\[(:|:\/\/)\]/g, '$1');
  }
  return value;
}

/** In a URL only scheme and host are defanged by custom; brackets in a path or query may mean what they are. */
function refangedUrl(text: string): string {
  const value = text.replace(/^([a-z]+)\[(?::|:\/\/)\](?:\/\/)?/i, '$1://').replace(/^hxxp(s?):/i, 'http$1:');
  const [, scheme = '', authority = '', rest = ''] = /^([a-z]+:\/\/)?([^/?#]*)(.*)$/is.exec(value) ?? [];
  return `${scheme}${refanged(authority)}${rest}`;
}
