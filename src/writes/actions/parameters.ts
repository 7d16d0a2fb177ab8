import type { ActionInput, ActionParameters } from '../../../schema/ActionWrites.js';
import { catalogued } from '../../actions/catalogue.js';
import { SecgraphError } from '../../errors/SecgraphError.js';

const SHA1 = /^[0-9a-f]{40}$/;

/**
 * What was said of an action beside its target: what its kind takes, and nothing else.
 *
 * @throws SecgraphError BAD_USER_INPUT that names the parameter
 */
export function parametersOf({ kind, parameters }: ActionInput): ActionParameters {
  const { parameters: taken } = catalogued(kind);
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== null && value !== undefined);
  for (const [name] of given) {
    if (taken.some((one) => one.name === name)) continue;
    const names = taken.map((one) => one.name).join(', ') || 'none';
    throw bad(`${kind} takes no parameter ${name}; it takes ${names}`);
  }
  const found = Object.fromEntries(given) as ActionParameters;
  for (const { name, isRequired, meaning } of taken) {
    if (isRequired && found[name] === undefined) throw bad(`${kind} needs the parameter ${name}: ${meaning}`);
  }
  if (found.sha1 === undefined || found.sha1 === null) return found;
  const sha1 = found.sha1.trim().toLowerCase();
  if (!SHA1.test(sha1)) throw bad('sha1 is the SHA-1 of a file, 40 hexadecimal digits');
  return { ...found, sha1 };
}

/** Of the actions in one slot a target has one at a time; each file is a slot of its own. */
export function slotOf({ kind }: ActionInput, { sha1 }: ActionParameters): string {
  const { slot } = catalogued(kind);
  return sha1 ? `${slot}:${sha1}` : slot;
}

function bad(what: string): SecgraphError {
  const facts = { argument: 'actions' };
  return new SecgraphError('BAD_USER_INPUT', `Argument "actions" is not valid: ${what.replace(/\.$/, '')}.`, facts);
}
