/** What one comparison of a pattern is about, in the words of the schema. */
export interface Compared {
  readonly value: string;
  readonly kind: 'CERTIFICATE' | 'EMAIL_SUBJECT' | null;
}

const COMPARISON = /([a-z0-9-]+):([\w.'-]+)\s*(=|ISSUBSET)\s*'((?:[^'\\]|\\.)*)'/gi;
/** What may stand between comparisons: one of them is enough. */
const REST = /^[\s[\]()]*(?:OR[\s[\]()]*)*$/i;
const KINDS: readonly (readonly [path: RegExp, kind: Compared['kind']])[] = [
  [/^(ipv4-addr|ipv6-addr|domain-name|url|email-addr|mac-addr):value$/, null],
  [/^email-message:(from|sender)_ref\.value$/, null],
  [/^file:hashes\.'?(MD5|SHA-?1|SHA-?256)'?$/i, null],
  [/^email-message:subject$/, 'EMAIL_SUBJECT'],
  [/^x509-certificate:hashes\.'?(SHA-?1|SHA-?256)'?$/i, 'CERTIFICATE'],
];

/**
 * What a pattern of STIX matches, where any one of its comparisons is enough.
 *
 * @returns a text that says why it cannot be said as indicators
 */
export function comparedIn(pattern: string): readonly Compared[] | string {
  const found: Compared[] = [];
  for (const [, type = '', path = '', , value = ''] of pattern.matchAll(COMPARISON)) {
    const name = `${type}:${path}`;
    const kind = KINDS.find(([known]) => known.test(name))?.[1];
    if (kind === undefined) return `Its pattern is about ${name.slice(0, 60)}, which no target takes.`;
    found.push({ value: value.replace(/\\(.)/g, '$1'), kind });
  }
  if (found.length > 0 && REST.test(pattern.replace(COMPARISON, ''))) return found;
  return 'Its pattern says more than that one of several things is met.';
}
