import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { readApiKeys } from '../../src/config/apiKeys.js';
import { ALL_ROLES } from '../../src/config/roles.js';
import { SETTINGS } from '../../src/config/shape.js';
import { noteOf } from '../../src/config/fields.js';
import { readTenants } from '../../src/config/tenantsFile.js';
import { ERROR_CODES } from '../../src/errors/codes.js';
import { PROTOCOL_CODES } from '../../src/errors/protocolCodes.js';
import { permissionFor } from '../../src/graph/families.js';
import { LIMITS } from '../../src/graph/limits.js';
import { allPages, anchorsOf, blocksOf, linksOf, page, proseOf, ROOT, tableOf, wordsOf } from './pages.js';

const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
const PAGES = allPages();

/** `[page, what it says]` for each thing that a page says. */
function said(of: (page: (typeof PAGES)[number]) => readonly string[]): [string, string][] {
  return PAGES.flatMap((one) => [...new Set(of(one))].map((what): [string, string] => [one.path, what]));
}

describe('every page', () => {
  test('links only to files and headings that exist', () => {
    const links = PAGES.flatMap((one) => linksOf(one).map((link) => ({ from: one.path, ...link })));

    const broken = links.filter(({ target, anchor }) => {
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== null && !anchorsOf(page(target)).includes(anchor);
    });

    expect(links.length).toBeGreaterThan(40);
    expect(broken).toEqual([]);
  });

  test('names only files and folders that exist', () => {
    const isPath = /^(src|schema|resolvers|emulator|test|examples|docs|scripts)\/[\w./-]*$/;
    const paths = said((one) => [...wordsOf(one), ...drawn(one.text)].filter((word) => isPath.test(word)));
    const later = ['test/promises/'];

    const missing = paths.filter(([, path]) => !later.includes(path) && !existsSync(join(ROOT, path)));

    expect(paths.length).toBeGreaterThan(60);
    expect(missing).toEqual([]);
  });

  test('asks in its examples only what the schema can answer', () => {
    const blocks = said((one) => blocksOf(one, 'graphql').map(({ code }) => code));

    const wrong = blocks.flatMap(([path, code]) => validate(schema, parse(code)).map(({ message }) => [path, message]));

    expect(blocks.length).toBeGreaterThan(4);
    expect(wrong).toEqual([]);
  });

  test('shows only JSON that is JSON', () => {
    const blocks = said((one) => blocksOf(one, 'json').map(({ code }) => code));

    for (const [, code] of blocks) expect(() => JSON.parse(code) as unknown).not.toThrow();
    expect(blocks.length).toBeGreaterThan(2);
  });

  test('names only settings, codes and enum members that exist', () => {
    const known = new Set([
      ...Object.keys(SETTINGS.shape),
      ...Object.keys(ERROR_CODES),
      ...Object.keys(PROTOCOL_CODES),
      ...Object.values(schema.getTypeMap()).flatMap((type) =>
        isEnumType(type) ? type.getValues().map(({ name }) => name) : [],
      ),
      ...['EMULATOR_SCALE', 'EMULATOR_SEED', 'NODE_ENV', 'CONTOSO_SECRET', 'SECGRAPH_CLIENT_SECRET'],
      // Microsoft's names of service plans.
      ...['AAD_PREMIUM', 'AAD_PREMIUM_P2', 'EXCHANGE_S_ENTERPRISE', 'MFA_PREMIUM'],
    ]);
    const words = said(
      ({ text }) => text.split('## Not there yet')[0]!.match(/(?<![\w$/])[A-Z][A-Z]+(?:_[A-Z0-9]+)+(?!\w)/g) ?? [],
    );

    expect(words.length).toBeGreaterThan(40);
    expect(words.filter(([, word]) => !known.has(word))).toEqual([]);
  });

  test('speaks of fields that exist, and of those that do not only where it says so', () => {
    const notYet = coordinates(proseOf(page('docs/schema-notes.md')).split('## Not there yet')[1]!);
    const elsewhere = said((one) => coordinates(proseOf(one).split('## Not there yet')[0]!));

    expect(notYet.length).toBeGreaterThan(0);
    expect(notYet.filter(isInSchema)).toEqual([]);
    expect(elsewhere.filter(([, coordinate]) => !isInSchema(coordinate))).toEqual([]);
  });
});

describe('docs/limits.md', () => {
  test('has the rows of the limits table', () => {
    const rows = tableOf(page('docs/limits.md'), 'workload').map((cells) => cells.slice(0, 6));

    expect(rows).toEqual(
      Object.values(LIMITS).map(({ workload, limit, windowSeconds, unit, scope, hasRetryAfter }) => [
        workload,
        String(limit),
        `${windowSeconds} s`,
        unit === 'request' ? 'request' : 'resource unit',
        scope === 'tenant' ? 'all applications of the tenant' : 'application in the tenant',
        hasRetryAfter ? 'yes' : 'no',
      ]),
    );
  });
});

describe('docs/architecture.md', () => {
  test('says how long things are kept as the settings do', () => {
    const rows = tableOf(page('docs/architecture.md'), 'what').filter(([, , setting]) => setting !== '');
    const fields: Readonly<Record<string, Parameters<typeof noteOf>[0]>> = SETTINGS.shape;

    expect(rows).toHaveLength(4);
    for (const [, seconds, setting] of rows) expect(seconds).toBe(`${noteOf(fields[setting!]!).standard} s`);
  });
});

describe('docs/tenants.md', () => {
  test('shows a file that the service reads', () => {
    const [file] = blocksOf(page('docs/tenants.md'), 'json');

    const tenants = readTenants(file!.code, { env: { CONTOSO_SECRET: 'a secret' }, readText: () => '' });

    expect(tenants.map(({ displayName, cloud, graphRoot }) => [displayName, cloud, graphRoot])).toEqual([
      ['Contoso', 'GLOBAL', 'https://graph.microsoft.com'],
      ['Adatum Federal', 'US_GOV_L4', 'https://graph.microsoft.us'],
    ]);
  });

  test('has a row for every role', () => {
    const rows = tableOf(page('docs/tenants.md'), 'role').map(([role]) => role!.replaceAll('`', ''));

    expect([...rows].sort()).toEqual([...ALL_ROLES].sort());
  });

  test('shows entries of API keys that the service reads', () => {
    const [file] = blocksOf(page('docs/tenants.md'), 'json');
    const tenants = readTenants(file!.code, { env: { CONTOSO_SECRET: 'a secret' }, readText: () => '' });
    const entries = tableOf(page('docs/tenants.md'), 'entry').map(([entry]) => entry!.replace('<key>', 'k'.repeat(24)));

    const keys = readApiKeys(entries.join('\n'), tenants);

    expect(keys.map(({ name, tenants: may, roles }) => [name, may === 'all' ? may : may.length, roles])).toEqual([
      ['soc', 'all', []],
      ['eu-desk', 1, []],
      ['two', 2, []],
      ['lead', 'all', ['alerts:raw']],
      ['hunter', 1, ['hunt']],
      ['tools', 1, ['introspection']],
      ['ann@contoso.example', 1, ['alerts:write', 'actions:invoke']],
    ]);
  });

  test.each([
    ['README.md', 'application permission'],
    ['docs/tenants.md', 'permission'],
  ])('as %s does, asks for the permissions that a refusal would name, and no others', (path, heading) => {
    const asked = tableOf(page(path), heading).map(([permission]) => permission);

    const named = [
      '/security/alerts_v2',
      '/security/incidents',
      '/users',
      '/devices',
      '/identityProtection/riskyUsers',
      '/deviceManagement/managedDevices',
      '/users/1/memberOf',
      '/identityProtection/riskDetections',
      '/auditLogs/signIns',
      '/roleManagement/directory/roleAssignments',
      '/security/runHuntingQuery',
      '/security/tiIndicators',
      '/security/threatIntelligence/articles',
      '/security/secureScores',
      '/servicePrincipals',
      '/identityProtection/riskyServicePrincipals',
      '/organization',
    ].map((read) => permissionFor({ method: 'GET', path: read, workload: 'directory' }));
    expect(asked).toEqual(named);
  });

  test('gives the same permission ids in the table and in the command', () => {
    const { text } = page('docs/tenants.md');
    const ids = tableOf(page('docs/tenants.md'), 'permission').flatMap(([, id]) => id!.match(/^[0-9a-f-]{36}$/) ?? []);

    expect([...text.matchAll(/([0-9a-f-]{36})=Role/g)].map(([, id]) => id)).toEqual(ids);
  });
});

describe('docs/promises.md', () => {
  test('has a row for each promise that a test is named after', () => {
    const promised = tableOf(page('docs/promises.md'), '').map(([number]) => number);
    const folder = join(ROOT, 'test/promises');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    const numbers = files.flatMap((file) => file.match(/T\d+/g) ?? []);

    expect(promised.length).toBeGreaterThan(20);
    expect(numbers.filter((number) => !promised.includes(number))).toEqual([]);
  });
});

describe('docs/decisions', () => {
  test('are all in their list, in order', () => {
    const files = readdirSync(join(ROOT, 'docs/decisions')).filter((file) => /^\d{4}-/.test(file));

    const listed = linksOf(page('docs/decisions/README.md')).map(({ target }) => target);

    expect(listed).toEqual(files.sort().map((file) => `docs/decisions/${file}`));
  });

  test('each say context, decision and consequences', () => {
    const decisions = PAGES.filter(({ path }) => /decisions\/\d/.test(path));

    for (const { text } of decisions) {
      expect(text.match(/^\*\*(\w+)\.\*\*/gm)).toEqual(['**Context.**', '**Decision.**', '**Consequences.**']);
    }
  });
});

/** Paths in the picture of the floors. */
function drawn(text: string): string[] {
  return text.match(/(?<=\s)(?:src|schema|resolvers|emulator|test)\/[\w./-]*/g) ?? [];
}

function coordinates(text: string): string[] {
  const written = [...text.matchAll(/`([A-Z]\w+\.[a-z]\w+)`/g)].map(([, coordinate]) => coordinate!);
  return written.filter((coordinate) => schema.getType(coordinate.split('.')[0]!));
}

function isInSchema(coordinate: string): boolean {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return false;
  return field in type.getFields();
}
