import fc from 'fast-check';
import { createLog } from '../../src/observability/log.js';
import { pseudonym, scrub } from '../../src/observability/scrub.js';

type Parsed = Record<string, unknown>;

function recorder(level: Parameters<typeof createLog>[0] = 'debug') {
  const written: string[] = [];
  return { written, log: createLog(level, { write: (line: string) => void written.push(line) }) };
}

test('T35: a line is one JSON object with listed fields only', () => {
  const { written, log } = recorder();

  log.info({ tenantId: 't-1', status: 200, body: 'secret', variables: { a: 1 } } as never, 'Answered.');

  expect(written).toHaveLength(1);
  const { time, level, ...rest } = JSON.parse(written[0]!) as Parsed;
  expect(rest).toEqual({ tenantId: 't-1', status: 200, msg: 'Answered.' });
  expect([typeof time, level]).toEqual(['string', 30]);
});

test('T35: nothing that a field says can begin a new line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { written, log } = recorder();
      log.warn({ operation: text, reason: `a\n${text}\r\u2028b` }, text);
      expect(written.join('').match(/[\n\r\u2028]/g)).toEqual(['\n']);
      expect(() => JSON.parse(written[0]!) as unknown).not.toThrow();
    }),
  );
});

test('T35: a person is written as a pseudonym, the same each time', () => {
  const { written, log } = recorder();

  log.info({ user: 'Anna@contoso.example' }, 'Read.');
  log.info({ user: 'anna@contoso.example' }, 'Read.');

  const [first, second] = written.map((line) => (JSON.parse(line) as Parsed)['user']);
  expect(first).toBe(pseudonym('anna@contoso.example'));
  expect(second).toBe(first);
  expect(written.join('')).not.toContain('anna');
});

test('T35: an error is written with kind, place and causes, without addresses, tokens and foreign lines', () => {
  const { written, log } = recorder();
  const cause = new TypeError('Bearer abc.def for bob@contoso.example\n    at fake (/etc/passwd:1:1)');

  log.error({ error: new Error('Failed at https://graph.example/users?$filter=x', { cause }) }, 'An operation failed.');

  const { error } = JSON.parse(written[0]!) as { error: Parsed & { cause: Parsed } };
  expect(error['name']).toBe('Error');
  expect(error['at']).toEqual(expect.arrayContaining([expect.stringContaining('log.test')]));
  expect(error.cause['name']).toBe('TypeError');
  expect(written[0]).not.toMatch(/abc\.def|bob|\$filter/);
});

test('a path is written without its query', () => {
  const { written, log } = recorder();

  log.debug({ path: '/graphql?query=%7Bsecret%7D' }, 'Refused.');

  expect(JSON.parse(written[0]!)).toMatchObject({ path: '/graphql' });
});

test('lines below the level are not written', () => {
  const { written, log } = recorder('warn');

  log.debug({}, 'a');
  log.info({}, 'b');
  log.warn({}, 'c');

  expect(written).toHaveLength(1);
});

test.each([
  ['eyJhbGciOi.eyJzdWIi.c2ln', '[token]'],
  ['Authorization: Bearer s3cr3t', 'Authorization: Bearer [token]'],
])('%s is scrubbed to %s', (text, expected) => {
  expect(scrub(text)).toBe(expected);
});
