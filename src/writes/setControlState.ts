import type { ControlProfile, ControlStateUpdate } from '../../schema/ControlProfile.js';
import type { ControlOutcome, SetControlStatePayload } from '../../schema/ControlWrites.js';
import type { ControlState } from '../../schema/enums.js';
import { badInput } from '../errors/SecgraphError.js';
import type { JobItem } from '../journal/Job.js';
import { controlProfile, profiles } from '../loaders/scores.js';
import { readOwnId } from '../pivots/nouns.js';
import type { ControlPatch } from '../sources/ScoreSource.js';
import { checkIds, itemsFor } from './asked.js';
import { assigneeOf } from './assignee.js';
import type { Asking, Mutation, Prepared, WriteArgs } from './Mutation.js';
import { isFound, readNamed, recalled, tenantsOf, type NamedBy } from './named.js';
import { lookForPatch, patch, unknownToTenant, type Patchable, type PatchItem } from './patching.js';
import { lookEach, sendEach } from './sending.js';
import { toldItems, type Standing } from './Standing.js';
import type { Desk, Verb } from './Verb.js';

export interface SetControlStateArgs extends WriteArgs {
  readonly controls: readonly string[];
  readonly state: ControlState;
  readonly comment?: string | null;
  readonly assignedTo?: string | null;
}

/** What is decided about a control. */
interface Decision {
  readonly state: ControlState;
  readonly comment?: string;
  readonly assignedTo?: string | null;
}

/** What a control's item carries to Graph. */
interface ControlItem extends PatchItem {
  readonly set: Decision & Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
  /** The decision as a dry run has read it. */
  readonly before?: ControlStateUpdate;
}

/** A control, and when something was decided about it last. */
interface Decided {
  readonly control: ControlProfile;
  readonly updatedAt: string;
}

const CONTROLS: NamedBy = { noun: 'ControlProfile', source: 'CONTROL_PROFILES', relation: controlProfile };
const MOST_COMMENT = 500;
const NEVER = '1970-01-01T00:00:00Z';
/**
 * Those that callers can say.
 *
 * @see https://learn.microsoft.com/graph/api/securescorecontrolprofile-update
 */
const STATE_WORDS: Readonly<Partial<Record<ControlState, string>>> = {
  DEFAULT: 'Default',
  IGNORED: 'Ignored',
  THIRD_PARTY: 'ThirdParty',
  REVIEWED: 'Reviewed',
};

const kind: Patchable<Decided, ControlItem> = {
  word: 'control',
  read: async ({ key }, { place, operation }) => decided(await operation.stores.sources.scores.profile(place, key)),
  recall,
  write: async ({ key, set }, desk) => {
    const { place, operation } = desk;
    try {
      const { noun, requestId } = await operation.stores.sources.scores.update(place, key, patchOf(set));
      return { noun: decided(noun), requestId };
    } finally {
      await forget(desk);
    }
  },
  remember: (_control, desk) => forget(desk),
  stateOf: ({ control }) => ({ ...latestOf(control) }),
  isShown: ({ control }, { set }) => isShown(latestOf(control), set),
};

const stateVerb: Verb = {
  name: 'setControlState',
  itemsAtOnce: 100,
  send: (items, desk) => sendEach(items, (item) => patch(kind, item, desk)),
  look: (items, desk) => lookEach(items, (item) => lookForPatch(kind, item, desk)),
};

/** Writes down what was decided about controls of Secure Score. */
export const setControlState: Mutation<SetControlStateArgs, SetControlStatePayload> = {
  verb: stateVerb,
  role: 'scores:write',
  prepare,
  tell: (items, job) => ({ __typename: 'SetControlStatePayload', ...toldItems(items, job, controlOutcome) }),
};

async function prepare(args: SetControlStateArgs, { operation }: Asking): Promise<Prepared> {
  const { controls, state, comment = null } = args;
  checkIds('controls', controls);
  if (!STATE_WORDS[state]) throw badInput('state', `give one of ${Object.keys(STATE_WORDS).join(', ')}.`);
  if (comment !== null && (comment.trim() === '' || comment.length > MOST_COMMENT)) {
    throw badInput('comment', `say why, in 1 to ${MOST_COMMENT} characters.`);
  }
  const assignedTo = await assigneeOf(args.assignedTo, tenantsOf(controls), operation, 'assignedTo');
  const set: Decision = {
    state,
    ...(comment === null ? {} : { comment }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
  };
  const found = await readNamed<ControlProfile>(CONTROLS, controls, operation);
  return {
    items: itemsFor('controls', controls, 'ControlProfile', operation, ({ id, key }) => {
      const control = found(id);
      if (control === null) return unknownToTenant('control');
      const known = isFound(control) ? { notes: notesOf(control), before: latestOf(control) } : { notes: [] };
      return { key, set: { ...set }, ifUnchangedSince: null, readsFirst: true, ...known } satisfies ControlItem;
    }),
  };
}

function notesOf({ category, deprecated }: ControlProfile): string[] {
  const isOfDevices = category?.toLowerCase() === 'device';
  return [
    ...(isOfDevices
      ? ['The portal of Microsoft sets no states of Device controls: whether this one counts is open.']
      : []),
    ...(deprecated ? ['Microsoft has given the control up: it brings no points in any state.'] : []),
  ];
}

async function recall({ key }: ControlItem, desk: Desk): Promise<Decided | null> {
  return decided(await recalled<ControlProfile>(CONTROLS, key, desk));
}

/** What is known of the controls is too old now, and so is what is computed from them. */
function forget({ place, operation }: Desk): Promise<void> {
  return profiles.forget(operation, place);
}

function decided(control: ControlProfile | null): Decided | null {
  return control && { control, updatedAt: control.stateHistory[0]?.updatedAt ?? NEVER };
}

function latestOf({ stateHistory: [latest] }: ControlProfile): ControlStateUpdate {
  return (
    latest ?? { state: 'DEFAULT', stateRaw: null, assignedTo: null, comment: null, updatedBy: null, updatedAt: null }
  );
}

function isShown(latest: ControlStateUpdate, { state, comment, assignedTo }: Decision): boolean {
  return (
    latest.state === state &&
    (comment === undefined || latest.comment === comment) &&
    (assignedTo === undefined || (latest.assignedTo ?? '').toLowerCase() === (assignedTo ?? '').toLowerCase())
  );
}

function patchOf({ state, comment, assignedTo }: Decision): ControlPatch {
  return {
    state: STATE_WORDS[state]!,
    ...(comment === undefined ? {} : { comment }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
  };
}

function controlOutcome({ target: id, tenantId, change }: JobItem, standing: Standing): ControlOutcome {
  const named = { id, tenantId, controlKey: readOwnId(id)?.key ?? null };
  const { notes = [], set = {}, before: read = null } = (change ?? {}) as Partial<ControlItem>;
  switch (standing.kind) {
    case 'done': {
      const [before, after] = [decisionIn(standing.before), decisionIn(standing.after)];
      return { __typename: 'ControlChanged', ...named, before, after, notes: [...notes, ...standing.noted] };
    }
    case 'refused': {
      const { code, message } = standing;
      return { __typename: 'ControlRefused', ...named, code, message };
    }
    case 'pending':
      return { __typename: 'ControlPending', ...named, message: standing.message };
    case 'preview':
      return { __typename: 'ControlPreview', ...named, before: decisionIn(read), changes: Object.keys(set), notes };
  }
}

/** The decision that the journal keeps; null where nobody has made one. */
function decisionIn(kept: unknown): ControlStateUpdate | null {
  const update = kept as ControlStateUpdate | null;
  return update?.updatedAt || update?.stateRaw ? update : null;
}
