import fc from 'fast-check';
import { BASE, KINDS } from './graphEvidence.js';
import { PARTS } from './graphParts.js';

export const PREFIX = '#microsoft.graph.security.';

type Json = Record<string, unknown>;

/** Evidence as Graph sends it: the kind by its short name, and what the test is about. */
export function wire(kind: string, properties: Json = {}): Json {
  return {
    '@odata.type': `${PREFIX}${kind}`,
    createdDateTime: '2026-11-20T08:00:00.1234567Z',
    verdict: 'unknown',
    remediationStatus: 'none',
    remediationStatusDetails: null,
    roles: [],
    detailedRoles: [],
    tags: [],
    ...properties,
  };
}

const VALUES: Readonly<Record<string, (property: string) => unknown>> = {
  String: (property) => STRINGS[property] ?? `a ${property}`,
  Guid: () => '6f3c8a10-5b1e-4d2a-9c77-0123456789ab',
  DateTimeOffset: () => '2026-11-20T08:00:00.1234567Z',
  Int32: () => 443,
  Int64: () => 5_000_000_000,
  Double: () => 47.5,
  Boolean: () => false,
  enum: (property) => ENUMS[property] ?? 'unknown',
  dictionary: () => ({ '@odata.type': `${PREFIX}dictionary`, app: 'shop' }),
};
const STRINGS: Readonly<Record<string, string>> = {
  ipAddress: '203.0.113.7',
  url: 'https://evil.example/a',
  domainName: 'evil.example',
  md5: 'd41d8cd98f00b204e9800998ecf8427e',
  sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  value: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
};
const ENUMS: Readonly<Record<string, string>> = { remediationStatus: 'none', roles: 'source', algorithm: 'sha256' };

/** A kind with every property that Graph declares, down to the given depth. */
export function full(kind: string, depth = 2): Json {
  const declared = { ...BASE, ...KINDS[kind] };
  const properties = Object.entries(declared).map(([name, type]) => [name, sample(name, type, depth)]);
  return { '@odata.type': `${PREFIX}${kind}`, ...(Object.fromEntries(properties) as Json) };
}

function sample(property: string, type: string, depth: number): unknown {
  if (type.endsWith('[]')) return [sample(property, type.slice(0, -2), depth)];
  const part = PARTS[type];
  if (part) return Object.fromEntries(Object.entries(part).map(([name, own]) => [name, sample(name, own, depth)]));
  if (type.endsWith('Evidence'))
    return depth > 0 ? full(type === 'alertEvidence' ? 'azureResourceEvidence' : type, depth - 1) : null;
  return VALUES[type]!(property);
}

/** Evidence that has any JSON at any of the places that Graph declares, the right thing now and then. */
export function anyEvidence(): fc.Arbitrary<unknown> {
  const kind = fc.constantFrom(...Object.keys(KINDS));
  const one = kind.chain((name) => anyOfKind(name, 2));
  return fc.oneof({ weight: 8, arbitrary: one }, { weight: 1, arbitrary: fc.jsonValue() });
}

function anyOfKind(kind: string, depth: number): fc.Arbitrary<Json> {
  const declared = { ...BASE, ...KINDS[kind] };
  const places = Object.entries(declared).map(([name, type]) => [name, anyAt(name, type, depth)]);
  const properties = fc.record(Object.fromEntries(places) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
  });
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant(`${PREFIX}${kind}`) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  return fc.tuple(type, properties).map(([odataType, rest]) => ({ '@odata.type': odataType, ...rest }));
}

function anyAt(property: string, type: string, depth: number): fc.Arbitrary<unknown> {
  const junk = fc.jsonValue({ maxDepth: 2 });
  const nested = type.replace('[]', '');
  const right =
    KINDS[nested] && depth > 0
      ? anyOfKind(nested, depth - 1).map((value) => (type.endsWith('[]') ? [value, null] : value))
      : fc.constant(sample(property, type, 0));
  return fc.oneof(right, junk, fc.string());
}
