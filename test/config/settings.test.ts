import { readSettings, SettingsError } from '../../src/config/settings.js';

const TENANT = '11111111-1111-4111-8111-111111111111';
const KEY = 'k'.repeat(24);
const FILE = JSON.stringify([
  {
    tenantId: TENANT,
    displayName: 'Contoso',
    labels: ['contoso'],
    credential: { kind: 'secret', clientId: '22222222-2222-4222-8222-222222222222', secretEnv: 'CONTOSO_SECRET' },
  },
]);
const files: Record<string, string> = {
  'tenants.json': FILE,
  keys: `# the desk\nsoc:${KEY}\n\neu:${'e'.repeat(24)}:contoso\n`,
};
const readText = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};
const read = (env: Record<string, string>) => readSettings(env, [], { readText });
const real = { TENANTS_FILE: 'tenants.json', CONTOSO_SECRET: 'shh', API_KEYS: `soc:${KEY}` };
const problemOf = (env: Record<string, string>): string => {
  try {
    read(env);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('These settings were accepted.');
};

test('with nothing set it is demo mode on this machine, with introspection and the emulator', () => {
  expect(read({})).toMatchObject({
    isDemo: true,
    host: '127.0.0.1',
    port: 4000,
    isIntrospectionOn: true,
    emulator: { isOn: true, port: 4010, isLive: false },
    corsOrigins: ['https://studio.apollographql.com'],
  });
});

test('an empty variable counts as unset', () => {
  expect(read({ PORT: '', HOST: '', TENANTS_FILE: '' })).toMatchObject({ port: 4000, isDemo: true });
});

test('real tenants end demo mode: no introspection, no emulator, no foreign origin', () => {
  expect(read(real)).toMatchObject({
    isDemo: false,
    isIntrospectionOn: false,
    emulator: { isOn: false },
    corsOrigins: [],
    tenants: [
      {
        tenantId: TENANT,
        graphRoot: 'https://graph.microsoft.com',
        authority: 'https://login.microsoftonline.com',
        credential: { kind: 'secret', secret: 'shh' },
      },
    ],
  });
});

test('the settings of a start hold no key, only digests', () => {
  const settings = read(real);

  expect(settings.apiKeys).toMatchObject([{ name: 'soc', tenants: 'all' }]);
  expect(JSON.stringify(settings)).not.toContain(KEY);
});

test('keys come from the variable and from the file, and labels become tenant ids', () => {
  const { apiKeys } = read({ ...real, API_KEYS: `bot:${'b'.repeat(24)}`, API_KEYS_FILE: 'keys' });

  expect(apiKeys.map(({ name, tenants }) => [name, tenants])).toEqual([
    ['bot', 'all'],
    ['soc', 'all'],
    ['eu', [TENANT]],
  ]);
});

test.each([
  ['PORT', { PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
  ['PORT as text', { PORT: '4e3' }, 'PORT must be'],
  ['GRAPH_LIMITS_SCALE', { GRAPH_LIMITS_SCALE: '-1' }, 'GRAPH_LIMITS_SCALE must be a number greater than 0'],
  ['EMULATOR', { EMULATOR: 'maybe' }, 'EMULATOR must be one of: auto, on, off.'],
  ['EMULATOR_LIVE', { EMULATOR_LIVE: 'yes' }, 'EMULATOR_LIVE must be 1 or 0.'],
  ['CORS_ORIGINS', { CORS_ORIGINS: 'https://a.example/path' }, 'CORS_ORIGINS.0 must be an origin'],
  ['CORS_ORIGINS of any origin', { CORS_ORIGINS: '*' }, 'CORS_ORIGINS.0 must be an origin'],
  ['GRAPH_ROOT over http elsewhere', { GRAPH_ROOT: 'http://graph.example' }, 'GRAPH_ROOT must be an https URL'],
  ['AUDIT_DAYS', { AUDIT_DAYS: '0' }, 'AUDIT_DAYS must be a whole number from 1 to 36500, or never.'],
  ['JOB_DAYS, which a key outlives by a day at least,', { JOB_DAYS: '0' }, 'JOB_DAYS must be a whole number from 1'],
  ['a short CURSOR_SECRET', { CURSOR_SECRET: 'short' }, 'CURSOR_SECRET must have 32 characters'],
  [
    'a missing TENANTS_FILE',
    { TENANTS_FILE: 'gone.json' },
    'TENANTS_FILE gone.json: gone.json cannot be read (ENOENT).',
  ],
  ['a missing API_KEYS_FILE', { API_KEYS_FILE: 'gone' }, 'API_KEYS_FILE: gone cannot be read (ENOENT).'],
])('a wrong %s is told with its name and what is allowed', (_what, env, problem) => {
  expect(problemOf(env as unknown as Record<string, string>)).toContain(problem);
});

test('what is kept for good is in a file of its own folder, for 400, 30 and 400 days', () => {
  expect(read({})).toMatchObject({
    journal: { file: './data/secgraph.db' },
    retention: { auditDays: 400, jobDays: 30, actionDays: 400 },
  });
});

test('DATABASE_URL is there instead of the file, and the audit trail may be kept for ever', () => {
  const url = 'postgres://secgraph:s3cret@db.example:5432/soc';

  expect(read({ DATABASE_URL: url, AUDIT_DAYS: 'never' })).toMatchObject({
    journal: { url },
    retention: { auditDays: null },
  });
});

test('two places for what is kept for good are refused', () => {
  const problem = problemOf({ DATABASE_URL: 'postgres://a:s3cret@db.example/soc', JOURNAL_FILE: './data/secgraph.db' });

  expect(problem).toContain('JOURNAL_FILE and DATABASE_URL say two places');
  expect(problem).not.toContain('s3cret');
});

test.each(['mysql://a:s3cret@db.example/soc', 'postgres://a:s3cret@db.example:port/soc', 's3cret'])(
  'a wrong DATABASE_URL is not repeated, for it may hold a password: %s',
  (url) => {
    const problem = problemOf({ DATABASE_URL: url });

    expect(problem).toContain('DATABASE_URL must be an URL such as postgres://');
    expect(problem).not.toContain('s3cret');
  },
);

test('all wrong settings are told at once', () => {
  expect(problemOf({ PORT: 'x', MAX_DEPTH: '0' }).split('\n')).toHaveLength(2);
});

test.each(['0.0.0.0', '::', '192.168.1.5', 'soc.example', '127.0.0.1.example'])(
  'T2: demo mode refuses to listen on %s',
  (host) => {
    expect(problemOf({ HOST: host })).toContain(`HOST ${host} is reachable from outside`);
  },
);

test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('demo mode listens on %s', (host) => {
  expect(read({ HOST: host }).host).toBe(host);
});

test('T2: real tenants without callers refuse to start', () => {
  const { API_KEYS: _without, ...env } = real;

  expect(problemOf(env)).toContain('API_KEYS must name at least one caller');
});

test('T39: the emulator does not run beside real tenants', () => {
  expect(problemOf({ ...real, EMULATOR: 'on' })).toContain('EMULATOR on goes with demo mode only');
});
