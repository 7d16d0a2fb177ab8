import type { MitreTechnique } from '../../schema/Alert.js';
import { TECHNIQUES } from './techniques.js';

interface Known {
  readonly name: string;
  readonly tactics: readonly string[];
}

const ID = /^T\d{4}(?:\.\d{3})?$/;
const LINE = /^(T\d{4}(?:\.\d{3})?) ([^|]+?)(?: \| (.+))?$/gm;

const known = readTable();

/** A technique by the id that a provider gives, with whitespace and lower case forgiven; an unknown id passes through. */
export function technique(given: string): MitreTechnique {
  const id = given.trim().toUpperCase();
  if (!ID.test(id)) return { id: given, name: null, tactics: [], url: null };
  const { name, tactics } = known.get(id) ?? { name: null, tactics: [] };
  return { id, name, tactics, url: `https://attack.mitre.org/techniques/${id.replace('.', '/')}/` };
}

/** Sub-techniques have the tactics of their parent, which stands above them. */
function readTable(): ReadonlyMap<string, Known> {
  const table = new Map<string, Known>();
  for (const [, id = '', name = '', tactics] of TECHNIQUES.matchAll(LINE)) {
    const parent = table.get(id.slice(0, 5));
    if (tactics !== undefined) table.set(id, { name, tactics: tactics.split(', ').map(spaced) });
    else if (parent) table.set(id, { name: `${parent.name}: ${name}`, tactics: parent.tactics });
  }
  return table;
}

/** `CommandAndControl` is shown as `Command and Control`. */
function spaced(word: string): string {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(' And ', ' and ');
}
