import type { EntityModel } from '../model/EntityModel.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject } from './answers.js';
import type { RouteCall } from './Route.js';

const APPLICATION_NAME = 'Secgraph demo application';

/**
 * The row after a PATCH of some of its settable properties, with a later `lastUpdateDateTime`.
 *
 * @throws GraphFault 400 for a property that cannot be set, and for a value outside its type
 */
export function patched(call: RouteCall, model: EntityModel, row: Row, settable: readonly string[]): Row {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(bodyObject(call))) {
    if (name.startsWith('@odata.')) continue;
    if (!settable.includes(name)) {
      throw bad(`The property '${name}' cannot be updated. Updatable properties: ${settable.join(', ')}.`);
    }
    checkValue(model, name, value);
    changes[name] = value;
  }
  return touched(call, { ...row, ...changes });
}

/**
 * The row with one more comment, written by the application.
 *
 * @throws GraphFault 400 when the body has no text in `comment`
 */
export function commented(call: RouteCall, row: Row): Row {
  const { comment } = bodyObject(call);
  if (typeof comment !== 'string' || comment.trim() === '') throw bad("The property 'comment' must not be empty.");
  return withComment(call, row, comment);
}

/** The row with these words of the application. */
export function withComment(call: RouteCall, row: Row, comment: string): Row {
  const earlier = Array.isArray(row['comments']) ? (row['comments'] as unknown[]) : [];
  const added = { comment, createdByDisplayName: APPLICATION_NAME, createdDateTime: call.now.toISOString() };
  return touched(call, { ...row, comments: [...earlier, added] });
}

/** An update always moves the watermark, also within one millisecond. */
export function touched(call: RouteCall, row: Row): Row {
  const beforeMs = Date.parse(String(row['lastUpdateDateTime']));
  const nowMs = call.now.getTime();
  const atMs = Number.isNaN(beforeMs) || nowMs > beforeMs ? nowMs : Math.floor(beforeMs) + 1;
  return { ...row, lastUpdateDateTime: new Date(atMs).toISOString() };
}

function checkValue(model: EntityModel, name: string, value: unknown): void {
  const property = model.properties[name];
  if (property === undefined) throw bad(`Could not find a property named '${name}'.`);
  if (property.list) {
    const isStrings = Array.isArray(value) && value.every((item) => typeof item === 'string');
    if (!isStrings) throw bad(`The property '${name}' must be a collection of strings.`);
    return;
  }
  if (property.members !== undefined) {
    if (typeof value !== 'string' || value === 'unknownFutureValue' || !property.members.includes(value)) {
      throw bad(
        `Requested value '${String(value).slice(0, 80)}' was not found among the members of ${property.typeName}.`,
      );
    }
    return;
  }
  if (value !== null && typeof value !== 'string') throw bad(`The property '${name}' must be a string or null.`);
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
