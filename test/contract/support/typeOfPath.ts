import { modelRef } from './Metadata.js';
import type { PublishedModel, TypeRef } from './Metadata.js';

/**
 * What a path leads to: `/users/x/manager` to one directoryObject, `/security/alerts_v2` to many alerts.
 *
 * @throws RangeError naming the segment that is not declared
 */
export function typeOfPath(model: PublishedModel, path: string): TypeRef {
  const [first = '', ...rest] = path.split('/').filter((segment) => segment !== '');
  const [set = '', key] = splitKey(first);
  const root = model.sets[set];
  const single = model.singletons[set];
  if (root === undefined && single === undefined) throw new RangeError(`Graph has no ${set}.`);
  let at: TypeRef = { name: root ?? single ?? '', isMany: root !== undefined && key === undefined, isNullable: false };
  for (const segment of rest) at = step(model, at, segment);
  return at;
}

function step(model: PublishedModel, from: TypeRef, segment: string): TypeRef {
  if (from.isMany) return actionResult(model, from, segment) ?? { ...from, isMany: false };
  for (let name: string | undefined = from.name; name !== undefined; name = model.types[name]?.b) {
    const declared = named(model.types[name]?.n, segment) ?? named(model.types[name]?.p, segment);
    if (declared !== undefined) return { ...modelRef(declared), isNullable: false };
  }
  throw new RangeError(`${from.name} has no ${segment}.`);
}

/** Graph takes segments in any case. */
function named(members: Readonly<Record<string, string>> = {}, segment: string): string | undefined {
  return Object.entries(members).find(([name]) => name.toLowerCase() === segment.toLowerCase())?.[1];
}

function actionResult(model: PublishedModel, { name }: TypeRef, segment: string): TypeRef | undefined {
  const found = model.ops.find((op) => op.n === segment && op.on === `[${name}]`);
  return found?.r === undefined ? undefined : modelRef(found.r);
}

function splitKey(segment: string): [string, string | undefined] {
  const form = /^(\w+)\((.*)\)$/.exec(segment);
  return form === null ? [segment, undefined] : [form[1] ?? '', form[2]];
}
