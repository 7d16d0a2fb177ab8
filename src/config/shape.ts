import { z } from 'zod';
import { count, daysOrNever, factor, flag, list, path, postgresUrl, root, text, word } from './fields.js';
import { ROLES } from './roles.js';

const SECONDS = 'seconds';
const ROLE_NOTES = Object.entries(ROLES)
  .map(([role, opens]) => `\`${role}\` (${opens.replace(/\.$/, '')})`)
  .join(', ');

/** Every setting by the name of its environment variable. docs/settings.md is generated from this object. */
export const SETTINGS = z.object({
  PORT: count(4000, [0, 65_535], 'port', 'Port of the GraphQL server. 0 takes a free one.'),
  HOST: text(
    'address',
    'Address to listen on, 127.0.0.1 when unset. Demo mode accepts addresses of this machine only.',
  ),
  TENANTS_FILE: text('path', 'JSON file of the tenants to read, see docs/tenants.md. Unset means demo mode.'),
  API_KEYS: text(
    'list',
    `Keys of callers, \`name:key\`, \`name:key:tenant,label\` or \`name:key:tenant,label:role,role\`, separated by semicolons or lines; a key has 24 characters or more, \`*\` stands for all tenants. Roles: ${ROLE_NOTES}. Needed outside demo mode.`,
  ),
  API_KEYS_FILE: text('path', 'File with keys of callers, one a line, as in API_KEYS.'),
  CURSOR_SECRET: text(
    'text',
    'Secret that seals cursors. Unset: a new one at every start, so that cursors end with the process. Replicas must share it.',
    /^.{32,}$/s,
    'must have 32 characters or more',
  ),
  CORS_ORIGINS: list(
    'Origins of web pages that may call this service, such as https://soc.example.com. Demo mode adds the hosted Apollo Sandbox.',
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'must be an origin such as https://soc.example.com',
  ),
  INTROSPECTION: word(
    'auto',
    ['auto', 'on', 'off'],
    'Whether everybody may ask for the schema. auto: in demo mode only. Off, callers with the role introspection still may.',
  ),
  LOG_LEVEL: word(
    'auto',
    ['auto', 'debug', 'info', 'warn', 'error', 'silent'],
    'Least severe lines to log. auto: warn in demo mode, else info.',
  ),

  JOURNAL_FILE: path(
    './data/secgraph.db',
    'File of what is kept for good: jobs, audit trail, tags, actions. Its folder is made. See docs/journal.md.',
  ),
  DATABASE_URL: postgresUrl(
    'PostgreSQL for what is kept for good, instead of a file: postgres://user:password@host:5432/database. Replicas must share it.',
  ),
  AUDIT_DAYS: daysOrNever(400, [1, 36_500], 'How long the audit trail is kept; never purges nothing.'),
  JOB_DAYS: count(
    30,
    [1, 36_500],
    'days',
    'How long a mutation that has ended is kept, and with it its idempotency key.',
  ),
  ACTION_DAYS: count(400, [1, 36_500], 'days', 'How long a response action that has ended is kept.'),

  EMULATOR: word(
    'auto',
    ['auto', 'on', 'off'],
    'Whether the emulated Microsoft Graph runs in this process. auto: in demo mode. Only demo mode can have it.',
  ),
  EMULATOR_PORT: count(4010, [0, 65_535], 'port', 'Port of the emulated Microsoft Graph. 0 takes a free one.'),
  EMULATOR_LIVE: flag(false, 'Whether new alerts arrive in the emulated world as time goes by. `npm start` sets it.'),
  GRAPH_ROOT: root(
    'Root of Microsoft Graph for the demo tenants only, so that a recorder or a fault proxy can stand between.',
  ),
  GRAPH_LIMITS_SCALE: factor(
    1,
    "Multiplies Microsoft Graph's documented rate limits, in our budgets and in the emulator alike. For benches.",
  ),

  MAX_BODY_BYTES: count(262_144, [1_024, 16_777_216], 'bytes', 'Largest request body.'),
  MAX_ANSWER_BYTES: count(
    16_777_216,
    [65_536, 268_435_456],
    'bytes',
    'Largest answer, uncompressed, its deferred parts counted together.',
  ),
  MAX_TOKENS: count(4_000, [100, 100_000], 'tokens', 'Longest document, in tokens of the GraphQL language.'),
  MAX_DEPTH: count(
    12,
    [2, 50],
    'fields',
    'Deepest path of a document. 12 is alerts, edges, node, evidence, user, devices, alerts, edges, node, users, user, displayName: from an alert to the people in the other alerts of its hosts.',
  ),
  MAX_FIELDS: count(
    4_000,
    [1, 1_000_000],
    'fields',
    'Fields of a document, each use of a fragment counted. A document of MAX_TOKENS reaches it by fragments only.',
  ),
  MAX_ALIASES: count(
    60,
    [0, 10_000],
    'fields',
    'Aliased or repeated fields of a document, each use of a fragment counted.',
  ),
  MAX_ROOT_FIELDS: count(20, [1, 1_000], 'fields', 'Fields at the top of an operation.'),
  MAX_DIRECTIVES: count(50, [0, 10_000], 'directives', 'Directives of a document, each use of a fragment counted.'),
  MAX_NODES: count(10_000, [1, 1_000_000], 'nodes', 'Product of page sizes along each path, summed over the document.'),
  MAX_EXPECTED_REQUESTS: count(
    60,
    [1, 10_000],
    'HTTP requests per tenant',
    'Calls to Microsoft Graph that a document may be expected to need.',
  ),
  MAX_REQUESTS: count(
    120,
    [1, 10_000],
    'HTTP requests per tenant',
    'Calls to Microsoft Graph after which an operation reads no further.',
  ),
  MAX_ERRORS: count(20, [1, 1_000], 'errors', 'Errors shown in one answer; the rest is counted.'),
  MAX_COERCION_ERRORS: count(5, [1, 50], 'errors', 'Errors reported about the variables of one request.'),
  MAX_CONCURRENT: count(64, [1, 10_000], 'operations', 'Operations that run at the same time.'),
  MAX_QUEUED: count(256, [0, 100_000], 'operations', 'Operations that wait for their turn; beyond it callers get 503.'),
  OPERATION_SECONDS: count(15, [1, 600], SECONDS, 'Deadline of one operation.'),
  UPSTREAM_SECONDS: count(8, [1, 600], SECONDS, 'Time-out of one call to Microsoft Graph.'),
  SHUTDOWN_SECONDS: count(
    15,
    [1, 600],
    SECONDS,
    'Time to finish operations in flight when the process is told to stop.',
  ),

  CACHE_ENTRIES: count(50_000, [1, 10_000_000], 'records', 'Records kept in memory.'),
  CACHE_USERS_SECONDS: count(300, [0, 86_400], SECONDS, 'How long a user may be answered from memory.'),
  CACHE_HOSTS_SECONDS: count(300, [0, 86_400], SECONDS, 'How long a host may be answered from memory.'),
  CACHE_GROUPS_SECONDS: count(
    600,
    [0, 86_400],
    SECONDS,
    'How long groups, roles, licences and registered second factors may be answered from memory.',
  ),
  CACHE_RISK_SECONDS: count(
    300,
    [0, 86_400],
    SECONDS,
    'How long risky users and risk detections may be answered from memory.',
  ),
  CACHE_SCORES_SECONDS: count(
    3600,
    [0, 86_400],
    SECONDS,
    'How long Secure Scores and their controls may be answered from memory.',
  ),
  CACHE_INDICATORS_SECONDS: count(300, [0, 86_400], SECONDS, 'How long indicators may be answered from memory.'),
  CACHE_INTELLIGENCE_SECONDS: count(
    3600,
    [0, 86_400],
    SECONDS,
    'How long threat intelligence may be answered from memory.',
  ),
  CACHE_ALERTS_SECONDS: count(0, [0, 86_400], SECONDS, 'How long an alert or an incident may be answered from memory.'),
});

/** The settings as written, checked one by one. */
export type Written = z.output<typeof SETTINGS>;
