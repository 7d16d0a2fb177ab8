import { openJournal } from '../../../src/journal/openJournal.js';
import { FakeClock } from '../../support/fakeClock.js';
import { describeAudit } from './audit.js';
import type { Fixture, Ground } from './Fixture.js';
import { describeJobs } from './jobs.js';
import { NOON } from './made.js';
import { describePlace } from './place.js';
import { describeRetention } from './retention.js';
import { describeTagsAndActions } from './tagsAndActions.js';

/** What a journal promises, whatever it is kept in. */
export function describeJournal(prepare: () => Promise<Ground>): void {
  const at = {} as Fixture;
  beforeAll(async () => {
    at.ground = await prepare();
  });
  afterAll(() => at.ground.stop());
  beforeEach(async () => {
    at.clock = new FakeClock(NOON);
    at.place = await at.ground.fresh();
    at.journal = await openJournal({ ...at.place, clock: at.clock });
  });
  afterEach(() => at.journal.close());

  describeJobs(at);
  describeAudit(at);
  describeRetention(at);
  describeTagsAndActions(at);
  describePlace(at);
}
