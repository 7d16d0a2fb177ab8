import { BlockList, isIP, isIPv6 } from 'node:net';
import type { ObservableKind } from '../../schema/enums.js';
import type { CoveringValue } from '../../schema/references.js';
import { domainsAbove, hostNamed } from '../util/hostNamed.js';

/** Something that indicators may cover, in its normal form. */
export interface Coverable {
  readonly kind: ObservableKind;
  readonly value: string;
}

/**
 * Finds the indicators that cover something: exactly; by a range that holds the address; by a domain above. A domain covers
 * what lies below it, URLs on it and mail from it; an address covers URLs on it.
 */
export class Covering {
  readonly #exact = new Map<string, number[]>();
  readonly #ranges: { readonly range: Range; readonly index: number }[] = [];

  constructor(readonly indicators: readonly { readonly values: readonly CoveringValue[] }[]) {
    indicators.forEach(({ values }, index) => {
      for (const value of values) this.#add(value, index);
    });
  }

  /** Places of the indicators in their list, in its order. */
  of(one: Coverable): number[] {
    const found = new Set(namesOf(one).flatMap((name) => this.#exact.get(name) ?? []));
    const address = addressOf(one);
    if (address) for (const { range, index } of this.#ranges) if (range.holds(address)) found.add(index);
    return [...found].sort((a, b) => a - b);
  }

  #add({ kind, value, isRange }: CoveringValue, index: number): void {
    const range = isRange ? rangeOf(value) : null;
    if (range) this.#ranges.push({ range, index });
    if (isRange || kind === null) return;
    const name = nameOf(kind, value);
    this.#exact.set(name, [...(this.#exact.get(name) ?? []), index]);
  }
}

/** Whether one value of an indicator covers something. */
export function covers({ kind, value, isRange }: CoveringValue, one: Coverable): boolean {
  if (!isRange) return kind !== null && namesOf(one).includes(nameOf(kind, value));
  const address = addressOf(one);
  return address !== null && (rangeOf(value)?.holds(address) ?? false);
}

/** Under which names an indicator of something may stand. */
function namesOf(one: Coverable): string[] {
  const host = hostNamed(one.kind, one.value);
  const kind = host === null ? null : kindOfHost(host);
  return [
    nameOf(one.kind, one.value),
    ...(host !== null && kind !== null && kind !== 'DOMAIN' ? [nameOf(kind, host)] : []),
    ...(host === null ? [] : domainsAbove(host).map((domain) => nameOf('DOMAIN', domain))),
  ];
}

function addressOf({ kind, value }: Coverable): string | null {
  const host = hostNamed(kind, value);
  return host !== null && isIP(host) !== 0 ? host : null;
}

function kindOfHost(host: string): ObservableKind {
  const version = isIP(host);
  return version === 4 ? 'IPV4' : version === 6 ? 'IPV6' : 'DOMAIN';
}

/** A URL is written with and without its scheme. */
function nameOf(kind: ObservableKind, value: string): string {
  return `${kind} ${kind === 'URL' ? value.replace(/^https?:\/\//i, '') : value}`;
}

/** A range of addresses: `198.51.100.16/28`. */
class Range {
  readonly #list = new BlockList();

  constructor(network: string, bits: number) {
    this.#list.addSubnet(network, bits, familyOf(network));
  }

  holds(address: string): boolean {
    return this.#list.check(address, familyOf(address));
  }
}

function rangeOf(text: string): Range | null {
  const [network = '', bits = ''] = text.split('/');
  const most = isIPv6(network) ? 128 : 32;
  return isIP(network) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
    ? new Range(network, Number(bits))
    : null;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
