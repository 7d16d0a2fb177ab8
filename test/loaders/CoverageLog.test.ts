import { SecgraphError } from '../../src/errors/SecgraphError.js';
import { CoverageLog } from '../../src/loaders/CoverageLog.js';
import { FakeClock } from '../support/fakeClock.js';

const refused = new SecgraphError('UPSTREAM_FORBIDDEN', 'Consent is missing.', {
  remedy: 'Consent.',
  requestId: 'r-1',
});

test('rows come in the order of the tenants and of the sources, whoever answered first', () => {
  const log = new CoverageLog(new FakeClock());
  log.complete('b', 'USERS');
  log.complete('a', 'DEVICES');
  log.complete('a', 'ALERTS');

  const rows = log.of(['a', 'b']).map(({ tenantId, source }) => `${tenantId} ${source}`);

  expect(rows).toEqual(['a ALERTS', 'a DEVICES', 'b USERS']);
});

test('what failed once stays written, whatever succeeds later', () => {
  const log = new CoverageLog(new FakeClock());
  log.failed('a', 'RISKY_USERS', refused);
  log.complete('a', 'RISKY_USERS');

  expect(log.of(['a'])).toMatchObject([
    { state: 'NO_CONSENT', message: 'Consent is missing.', remedy: 'Consent.', requestId: 'r-1' },
  ]);
  expect(log.gaps()).toHaveLength(1);
});

test('what is complete is no gap', () => {
  const log = new CoverageLog(new FakeClock());
  log.complete('a', 'USERS');
  log.partial('a', 'ALERTS', 'Go on with the cursor.');

  expect(log.gaps().map(({ source, state }) => `${source} ${state}`)).toEqual(['ALERTS PARTIAL']);
});

test('several things that are missing in one source stand side by side, each once', () => {
  const log = new CoverageLog(new FakeClock());
  const silent = { vendor: 'Microsoft', provider: 'MCAS', status: 504, latencyMs: 10_021 };
  const gap = { state: 'PARTIAL', message: 'MCAS did not answer.', providers: [silent] } as const;
  log.complete('a', 'LEGACY_ALERTS');
  log.lacks('a', 'LEGACY_ALERTS', gap);
  log.lacks('a', 'LEGACY_ALERTS', gap);
  log.partial('a', 'LEGACY_ALERTS', 'Go on with the cursor.');

  expect(log.of(['a'])).toMatchObject([
    { state: 'PARTIAL', message: 'MCAS did not answer. Go on with the cursor.', providers: [silent] },
  ]);
});

test('what is merely incomplete does not cover up what failed', () => {
  const log = new CoverageLog(new FakeClock());
  log.failed('a', 'ALERTS', refused);
  log.partial('a', 'ALERTS', 'Go on with the cursor.');

  expect(log.of(['a'])).toMatchObject([{ state: 'NO_CONSENT', message: 'Consent is missing.' }]);
});

test('what the settings switch off is told, and is no gap', () => {
  const log = new CoverageLog(new FakeClock());
  log.disabled('a', 'LEGACY_ALERTS', 'Switch it on.');

  expect(log.of(['a'])).toMatchObject([{ state: 'DISABLED', remedy: 'Switch it on.' }]);
  expect(log.gaps()).toEqual([]);
});
