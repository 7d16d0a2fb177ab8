import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ControlState } from '../../schema/enums.js';
import type { ControlOrder } from '../../schema/filters.js';
import type { ControlScore, ScoredControl, SecureScore } from '../../schema/SecureScore.js';
import { NEWEST, type Key, type OwnerKey } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { controlScore, controlScores, ordered, scoreCategories } from '../score/controls.js';
import type { ProfileList } from '../sources/ScoreSource.js';
import { eachKey } from './eachKey.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { WholeList } from './WholeList.js';

/** Control profiles of tenants: Microsoft changes them now and then, analysts now and then decide about one. */
export const profiles = new WholeList<ProfileList>({
  source: 'CONTROL_PROFILES',
  remembered: new Remembered('controlProfiles', 'ControlProfile', 'scores'),
  read: ({ stores }, place) => stores.sources.scores.profiles(place),
  gap: 'There are more controls than this service reads: some are missing, and so are their points.',
});

interface Newest {
  readonly score: SecureScore | null;
  readonly isComplete: true;
  readonly freshness: SecureScore['freshness'];
}

/** A tenant has one newest score, and a new one a day. */
export const newest = new WholeList<Newest>({
  source: 'SECURE_SCORES',
  remembered: new Remembered('newestScore', 'SecureScore', 'scores'),
  read: async ({ stores }, place) => ({
    score: await stores.sources.scores.newest(place),
    isComplete: true,
    freshness: 'LIVE',
  }),
  gap: '',
});

const ofToday = newest.relation(({ score, freshness }) => score && { ...score, freshness });

const ofDay = eachKey<Key, SecureScore | null>({
  source: 'SECURE_SCORES',
  remembered: new Remembered('secureScore', 'SecureScore', 'scores'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.scores.ofDay(place, id),
});

/** The score of a day, or the newest one. */
export const secureScore: Relation = {
  load: async (keys, want, args, operation) => {
    const [today, days] = await Promise.all([
      ofToday.load(
        keys.filter(({ id }) => id === NEWEST),
        want,
        args,
        operation,
      ),
      ofDay.load(
        keys.filter(({ id }) => id !== NEWEST),
        want,
        args,
        operation,
      ),
    ]);
    return new Map([...today, ...days]);
  },
};

/** The control of this name, as Microsoft describes it. */
export const controlProfile = profiles.relation((list, { id }) => profileIn(list, id));

/** The controls of a score, joined to their profiles. */
export const scoreControls = profiles.relation((list, key, args) => {
  const controls = controlScores(key.tenantId, scoredIn(key), list.byName);
  return inOrder(inState(controls, list, args), list, args);
});

/** Points of a score by category. */
export const scoreCategoriesOf = profiles.relation((list, key) =>
  scoreCategories(controlScores(key.tenantId, scoredIn(key), list.byName)),
);

/** What a control brings to the newest score; null where it does not count there, or Microsoft has given it up. */
export const controlScoreOf = newest.relation(({ score }, key) => {
  const profile = (key as OwnerKey).expanded as ControlProfile;
  const scored = score?.scoredControls.find(({ name }) => name === key.id);
  return scored && !profile.deprecated ? controlScore(key.tenantId, scored, profile) : null;
});

function profileIn({ byName, freshness }: ProfileList, name: string): ControlProfile | null {
  const profile = byName[name];
  return profile ? { ...profile, freshness } : null;
}

function scoredIn(key: Key): readonly ScoredControl[] {
  return (key as OwnerKey).expanded as readonly ScoredControl[];
}

function inState(controls: ControlScore[], { byName }: ProfileList, args: Args): ControlScore[] {
  const state = args['state'] as ControlState | null | undefined;
  return state ? controls.filter(({ name }) => byName[name]?.state === state) : controls;
}

function inOrder(controls: ControlScore[], { byName }: ProfileList, args: Args): ControlScore[] {
  const order = args['orderBy'] as ControlOrder | null | undefined;
  return order ? ordered(controls, order, byName) : controls;
}
