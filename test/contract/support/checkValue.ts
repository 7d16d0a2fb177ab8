import type { Metadata, TypeRef } from './Metadata.js';

/** What an answer was looked at for, and what was found. */
export interface Report {
  /** Members that were compared with their declaration. */
  members: number;
  enumValues: number;
  /** Each problem once, with the place where it was first seen. */
  readonly problems: Map<string, string>;
  /** Types that this metadata does not declare, so that nothing could be said. */
  readonly unknownTypes: Set<string>;
}

export function emptyReport(): Report {
  return { members: 0, enumValues: 0, problems: new Map(), unknownTypes: new Set() };
}

export interface Checking {
  readonly metadata: Metadata;
  readonly report: Report;
  /** `Prefer: include-unknown-enum-members` was sent, so that members behind unknownFutureValue may come. */
  readonly isUnmasked: boolean;
  /** Derived types that nobody has declared yet, on purpose: `#microsoft.graph.security.tomorrowEvidence`. */
  readonly undeclared: ReadonlySet<string>;
  readonly where: string;
}

const ANNOTATION = /^(.*)@(odata\.(context|type|id|etag|count|nextLink|tip)|microsoft\.graph\.tips)$/;

const PRIMITIVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Guid': (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  'Edm.Int16': (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 32_768,
  'Edm.Int32': (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_648,
  'Edm.Int64': (value) => Number.isInteger(value),
  'Edm.Double': (value) => typeof value === 'number',
  'Edm.Single': (value) => typeof value === 'number',
  'Edm.Decimal': (value) => typeof value === 'number',
  'Edm.Binary': (value) => typeof value === 'string' && /^[\w+/=-]*$/.test(value),
  'Edm.Date': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  'Edm.Duration': (value) =>
    typeof value === 'string' && /^-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(value),
  'Edm.DateTimeOffset': (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value.replace(/(\.\d{3})\d+/, '$1'))),
};

/** Compares a value with its declaration, down to the last member. */
export function checkValue(checking: Checking, ref: TypeRef, value: unknown, path: string): void {
  if (ref.isMany) return checkList(checking, ref, value, path);
  if (value === null) {
    if (!ref.isNullable) problem(checking, path, `null for ${ref.name}, which is not nullable`);
    return;
  }
  const primitive = PRIMITIVES[ref.name];
  if (primitive !== undefined) {
    if (!primitive(value)) problem(checking, path, `${JSON.stringify(value).slice(0, 60)} is no ${ref.name}`);
    return;
  }
  if (checking.metadata.enum(ref.name) !== undefined) return checkEnum(checking, ref.name, value, path);
  if (checking.metadata.type(ref.name) !== undefined) return checkObject(checking, ref.name, value, path);
  checking.report.unknownTypes.add(ref.name);
}

function checkList(checking: Checking, ref: TypeRef, value: unknown, path: string): void {
  if (!Array.isArray(value)) return problem(checking, path, `${JSON.stringify(value).slice(0, 60)} is no array`);
  for (const item of value as unknown[])
    checkValue(checking, { ...ref, isMany: false, isNullable: false }, item, `${path}[]`);
}

function checkEnum(checking: Checking, name: string, value: unknown, path: string): void {
  const { metadata, report, isUnmasked } = checking;
  const declared = metadata.enum(name);
  const values = typeof value === 'string' ? (declared?.isFlags === true ? value.split(',') : [value]) : [];
  if (values.length === 0) problem(checking, path, `${JSON.stringify(value)} is no ${name}`);
  const gate = declared?.members.indexOf('unknownFutureValue') ?? -1;
  for (const one of values) {
    report.enumValues += 1;
    const at = declared?.members.indexOf(one) ?? -1;
    if (at === -1) problem(checking, path, `"${one}" is no member of ${name}`);
    else if (gate !== -1 && at > gate && !isUnmasked) {
      problem(checking, path, `"${one}" of ${name} was not asked for by Prefer: include-unknown-enum-members`);
    }
  }
}

function checkObject(checking: Checking, declared: string, value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problem(checking, path, `${JSON.stringify(value).slice(0, 60)} is no ${declared}`);
  }
  const record = value as Record<string, unknown>;
  const stated = record['@odata.type'];
  if (typeof stated === 'string' && checking.undeclared.has(stated)) return;
  const name = typeof stated === 'string' ? stated.replace(/^#/, '') : declared;
  if (checking.metadata.type(name) === undefined) {
    checking.report.unknownTypes.add(name);
    return;
  }
  if (!checking.metadata.isA(name, declared)) return problem(checking, path, `${name} is not ${declared}`);
  for (const [member, content] of Object.entries(record)) checkMember(checking, name, member, content, path);
}

function checkMember(checking: Checking, typeName: string, member: string, content: unknown, path: string): void {
  const annotated = ANNOTATION.exec(member)?.[1];
  if (annotated === '') return;
  const found = checking.metadata.member(typeName, annotated ?? member);
  checking.report.members += 1;
  if (found === undefined) {
    if (!mayHave(checking, typeName)) problem(checking, `${path}/${member}`, `${typeName} has no such member`);
    return;
  }
  if (annotated !== undefined) return;
  // Whether a navigation leads anywhere is a matter of the data.
  const ref = found.isNavigation ? { ...found.ref, isNullable: true } : found.ref;
  checkValue(checking, ref, content, `${path}/${member}`);
}

/** Open types whose real payloads carry counts, scores and sizes that nobody declares. */
const DYNAMIC = new Set(['microsoft.graph.averageComparativeScore', 'microsoft.graph.controlScore']);

/** Directory types are open for extensions, which the emulator does not have; a dictionary is open and declares nothing. */
function mayHave({ metadata }: Checking, typeName: string): boolean {
  return metadata.isOpen(typeName) && (DYNAMIC.has(typeName) || metadata.type(typeName)?.members.size === 0);
}

function problem({ report, where }: Checking, path: string, what: string): void {
  const key = `${path.replace(/^[^/]*/, '')}: ${what}`;
  if (!report.problems.has(key)) report.problems.set(key, where);
}
