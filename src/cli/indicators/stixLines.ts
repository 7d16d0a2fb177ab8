import { TLP_MARKINGS } from '../../sources/indicators/inSentinel.js';
import { objectsIn } from './objectsIn.js';
import type { Line } from './Line.js';
import { comparedIn } from './stixPattern.js';

type Stix = Readonly<Record<string, unknown>>;

const TLPS: ReadonlyMap<string, string> = new Map(Object.entries(TLP_MARKINGS).map(([tlp, id]) => [id, tlp]));
const PHASES: Readonly<Record<string, string>> = { 'command-and-control': 'C2', 'actions-on-objective': 'Actions' };
/** What labels say that this service has written itself. */
const LABELS: Readonly<Record<string, string>> = {
  'malware-family': 'malwareFamilies',
  'activity-group': 'activityGroups',
};

/**
 * Indicators of a bundle of STIX 2.0 or 2.1. Objects of other types are passed over.
 *
 * @see https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html
 */
export async function* stixLines(chunks: AsyncIterable<string>): AsyncGenerator<Line, void, undefined> {
  for await (const piece of objectsIn(chunks)) {
    if ('problem' in piece) yield piece;
    else yield* linesOf(piece.text, piece.line);
  }
}

function linesOf(text: string, line: number): Line[] {
  let object: Stix;
  try {
    object = JSON.parse(text) as Stix;
  } catch {
    // What exactly is wrong with it is for an editor to say.
    return [{ line, problem: 'The object is not JSON.' }];
  }
  if (object['type'] !== 'indicator') return [];
  const problem = problemOf(object);
  const compared = problem ?? comparedIn(String(object['pattern']));
  if (typeof compared === 'string') return [{ line, problem: compared }];
  const common = inputOf(object);
  return compared.map(({ value, kind }, index) => ({
    line,
    input: {
      ...common,
      value,
      ...(kind === null ? {} : { kind }),
      externalId: index === 0 ? object['id'] : `${String(object['id'])}#${index + 1}`,
    },
  }));
}

function problemOf({ revoked, pattern, pattern_type: language = 'stix' }: Stix): string | null {
  if (revoked === true) return 'It is revoked: delete it by its externalId.';
  if (language !== 'stix') return 'Its pattern is in another language than that of STIX.';
  return typeof pattern === 'string' ? null : 'It has no pattern.';
}

function inputOf(object: Stix): Record<string, unknown> {
  const { name, description, confidence, valid_until: expiresAt } = object;
  const tlp = textsIn(object['object_marking_refs']).flatMap((id) => TLPS.get(id) ?? [])[0];
  return Object.fromEntries(
    Object.entries({
      ...{ title: name, description, confidence, expiresAt, tlp },
      ...labelled(textsIn(object['labels'])),
      killChain: phasesIn(object['kill_chain_phases']),
    }).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

function labelled(labels: readonly string[]): Record<string, unknown> {
  const said: Record<string, string[]> = { tags: [] };
  let threatType: string | undefined;
  for (const label of labels) {
    const [, name = '', word = ''] = /^([a-z-]+):(.+)$/.exec(label) ?? [];
    const list = Object.hasOwn(LABELS, name) ? LABELS[name]! : 'tags';
    if (name === 'threat-type') threatType = word;
    else (said[list] ??= []).push(list === 'tags' ? label : word);
  }
  return { ...said, threatType };
}

function phasesIn(phases: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(phases) ? phases : [];
  return list.flatMap((phase) => {
    const name = (phase as { readonly phase_name?: unknown } | null)?.phase_name;
    if (typeof name !== 'string' || name === '') return [];
    return [PHASES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)];
  });
}

function textsIn(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item): item is string => typeof item === 'string');
}
