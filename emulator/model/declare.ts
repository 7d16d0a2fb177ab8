import { COMPLEX_TYPES } from './complexTypes.js';
import type { ComplexModel, EntityModel, PropertyKind, PropertyModel } from './EntityModel.js';
import { ENUMS, SECURITY_ENUMS } from './enums.js';
import { ALERT_EVIDENCE, EVIDENCE_KINDS, SECURITY_PARTS } from './evidence.js';
import { INTELLIGENCE_ENUMS, INTELLIGENCE_TYPES } from './intelligenceTypes.js';
import { LEGACY_ALERT_ENUMS, LEGACY_ALERT_TYPES } from './legacyAlertTypes.js';
import { ACTION_ENUMS, ACTION_TYPES, RESPONSE_ENUMS, RESPONSE_TYPES } from './responseTypes.js';

export const GRAPH = 'microsoft.graph.';
export const SECURITY = 'microsoft.graph.security.';

/** What collections of the security services have in common, as far as documents and metadata say. */
export const OF_SECURITY = {
  engine: 'security',
  navigations: {},
  defaultSelect: null,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
} as const satisfies Partial<EntityModel>;

const PRIMITIVES: Readonly<Record<string, PropertyKind>> = {
  String: 'string',
  Boolean: 'boolean',
  DateTimeOffset: 'date',
  Guid: 'guid',
  Int32: 'number',
  Int64: 'number',
  Double: 'number',
  TimeOfDay: 'string',
  Duration: 'string',
  Binary: 'string',
};

const GRAPH_ENUMS = { ...ENUMS, ...LEGACY_ALERT_ENUMS, ...ACTION_ENUMS };
const GRAPH_TYPES = { ...COMPLEX_TYPES, ...LEGACY_ALERT_TYPES, ...ACTION_TYPES };
const ALL_SECURITY_ENUMS = { ...SECURITY_ENUMS, ...INTELLIGENCE_ENUMS, ...RESPONSE_ENUMS };
const ALL_SECURITY_PARTS = { ...SECURITY_PARTS, ...INTELLIGENCE_TYPES, ...RESPONSE_TYPES };

const complexTypes = new Map<string, ComplexModel>();

/**
 * Reads members written as in complexTypes.ts.
 *
 * @param namespace what type names are relative to, with its closing dot
 */
export function declare(members: string, namespace: string): Record<string, PropertyModel> {
  const properties: Record<string, PropertyModel> = {};
  for (const member of words(members)) {
    if (member === '*') continue;
    const [name = '', written = 'String'] = member.split(':');
    const list = written.startsWith('[');
    properties[name] = declareType(list ? written.slice(1, -1) : written, list, namespace);
  }
  return properties;
}

/** Turns `{ DAA-----: 'isCompliant isManaged' }` into one entry per path. */
export function byOperators(groups: Readonly<Record<string, string>>): Record<string, string> {
  const filters: Record<string, string> = {};
  for (const [operators, paths] of Object.entries(groups)) {
    for (const path of words(paths)) filters[path] = operators;
  }
  return filters;
}

/** All property names but these. */
export function allBut(properties: EntityModel['properties'], left: string): string[] {
  const without = new Set(words(left));
  return Object.keys(properties).filter((name) => !without.has(name));
}

export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function declareType(written: string, list: boolean, namespace: string): PropertyModel {
  const primitive = PRIMITIVES[written];
  if (primitive) return { kind: primitive, list, typeName: `Edm.${written}` };
  const typeName = namespace + written;
  const members = (namespace === SECURITY ? ALL_SECURITY_ENUMS : GRAPH_ENUMS)[written];
  if (members === undefined) return { kind: 'complex', list, typeName, complex: () => complexType(typeName) };
  const names = words(members);
  const sentinel = names.indexOf('unknownFutureValue');
  const gated = new Set(sentinel < 0 ? [] : names.slice(sentinel + 1));
  return { kind: 'enum', list, typeName, members: names, gated };
}

function complexType(typeName: string): ComplexModel {
  const known = complexTypes.get(typeName);
  if (known) return known;
  const made = makeComplexType(typeName);
  complexTypes.set(typeName, made);
  return made;
}

function makeComplexType(typeName: string): ComplexModel {
  const isSecurity = typeName.startsWith(SECURITY);
  const namespace = isSecurity ? SECURITY : GRAPH;
  const members = membersOf(typeName.slice(namespace.length), isSecurity);
  if (members === undefined)
    throw new Error(`The emulator's model names the type ${typeName} but does not declare it.`);
  const isEvidenceBase = typeName === `${SECURITY}alertEvidence`;
  return {
    typeName,
    properties: declare(members, namespace),
    open: words(members).includes('*'),
    derived: (name) => (isEvidenceBase ? evidenceKind(name) : undefined),
  };
}

function membersOf(name: string, isSecurity: boolean): string | undefined {
  if (!isSecurity) return GRAPH_TYPES[name];
  if (name === 'alertEvidence') return ALERT_EVIDENCE;
  const kind = EVIDENCE_KINDS[name];
  return kind === undefined ? ALL_SECURITY_PARTS[name] : `${ALERT_EVIDENCE} ${kind}`;
}

function evidenceKind(typeName: string): ComplexModel | undefined {
  const name = typeName.startsWith(SECURITY) ? typeName.slice(SECURITY.length) : '';
  return Object.hasOwn(EVIDENCE_KINDS, name) ? complexType(typeName) : undefined;
}
