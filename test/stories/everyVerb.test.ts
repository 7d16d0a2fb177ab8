import type { RequestRecord } from '../../emulator/startEmulator.js';
import { analyzedEmails } from '../../emulator/world/response.js';
import { CAST } from '../../emulator/world/cast.js';
import type { Row } from '../../emulator/world/World.js';
import { CATALOGUE } from '../../src/actions/catalogue.js';
import { mutations } from '../../src/writes/mutations.js';
import { globalId } from '../../src/util/globalId.js';
import { isBatch, openHouse, type House, type Told } from '../support/house.js';
import { domain } from '../support/indicators.js';
import { SkippingClock } from '../support/SkippingClock.js';

jest.setTimeout(60_000);

const { tenantId } = CAST;
const OUTCOMES = 'job { id items { code message } } outcomes { __typename }';

/** What is changed, and where Graph is told so. */
interface Change {
  readonly name: string;
  readonly verb: string;
  /** Of the call that changes something. */
  readonly path: string;
  /** Doing it twice is doing it once, so that a lost answer is asked for once more. */
  readonly isRepeated?: boolean;
  /** It may be done whatever Graph says: it is ours, or it was so before. */
  readonly isDoneAnyway?: boolean;
  /** A change of another thing for each number. */
  readonly ask: (nth: number) => Promise<Told>;
}

/** What goes wrong, how often the emulator does what it is asked for nevertheless, and how an item may end. */
interface Fault {
  readonly what: string;
  readonly rule: object | null;
  readonly isDone: boolean;
  readonly ends: readonly string[];
}

const FAULTS: readonly Fault[] = [
  { what: '404', rule: { status: 404 }, isDone: false, ends: ['REFUSED'] },
  { what: '403', rule: { status: 403 }, isDone: false, ends: ['REFUSED'] },
  { what: '400', rule: { status: 400 }, isDone: false, ends: ['REFUSED'] },
  { what: '503', rule: { status: 503 }, isDone: false, ends: ['UNKNOWN'] },
  { what: 'a reset on its way', rule: { reset: true }, isDone: false, ends: ['UNKNOWN'] },
  { what: 'what is meant to happen', rule: null, isDone: true, ends: ['DONE'] },
  { what: 'a reset when it was done', rule: { after: true, reset: true }, isDone: true, ends: ['DONE', 'UNKNOWN'] },
  { what: '503 when it was done', rule: { after: true, status: 503 }, isDone: true, ends: ['DONE', 'UNKNOWN'] },
  {
    what: 'nonsense when it was done',
    rule: { after: true, body: { hello: 'there' } },
    isDone: true,
    ends: ['DONE', 'UNKNOWN'],
  },
  {
    what: 'a text that is no JSON when it was done',
    rule: { after: true, malformed: true },
    isDone: true,
    ends: ['DONE', 'UNKNOWN'],
  },
];
/** Longer than a caller waits. */
const RETRY_AFTER_S = 20;

let house: House;
let clock: SkippingClock;
const seen: RequestRecord[] = [];
beforeAll(async () => {
  clock = new SkippingClock();
  house = await openHouse({ clock, emulator: { onRequest: (request) => void seen.push(request) } });
});
afterAll(() => house.stop());

type Kept =
  | 'alerts'
  | 'incidents'
  | 'controlProfiles'
  | 'users'
  | 'riskyUsers'
  | 'devices'
  | 'defenderMachines'
  | 'identityAccounts'
  | 'servicePrincipals'
  | 'riskyServicePrincipals';
const kept = (of: Kept): Row[] => [...house.emulator.world.tenants.get(tenantId)![of]];
const APPS: Readonly<Record<string, Of>> = {
  DISABLE_APP: 'enabledApp',
  ENABLE_APP: 'disabledApp',
  CONFIRM_APP_COMPROMISED: 'riskyApp',
};

type Of = 'alert' | 'incident' | 'control' | 'host' | 'riskyUser' | 'mail' | 'enabledApp' | 'disabledApp' | 'riskyApp';

/** Things of Contoso before anything was changed. */
const story = (() => {
  let known: Record<Of, string[]> | null = null;
  const ids = (noun: string, rows: Row[]): string[] => rows.map(({ id }) => globalId(noun, tenantId, id));
  return () => {
    const machines = new Set(kept('defenderMachines').map((row) => row['aadDeviceId']));
    known ??= {
      alert: ids('Alert', kept('alerts')),
      incident: ids(
        'Incident',
        kept('incidents').filter(({ status }) => status !== 'redirected'),
      ),
      control: ids('ControlProfile', kept('controlProfiles')),
      host: kept('devices')
        .map((row) => String(row['deviceId']))
        .filter((id) => machines.has(id))
        .map((id) => globalId('Host', tenantId, id)),
      riskyUser: ids('User', kept('riskyUsers')),
      enabledApp: ids(
        'ServicePrincipal',
        kept('servicePrincipals').filter(({ accountEnabled }) => accountEnabled),
      ),
      disabledApp: ids(
        'ServicePrincipal',
        kept('servicePrincipals').filter(({ accountEnabled }) => !accountEnabled),
      ),
      riskyApp: ids(
        'ServicePrincipal',
        kept('riskyServicePrincipals').filter(({ riskState }) => riskState === 'atRisk'),
      ),
      mail: [...analyzedEmails(house.emulator.world.tenants.get(tenantId)!)].map(({ id }) => id),
    };
    return known;
  };
})();
const one = (of: Of, nth: number): string => {
  const id = story()[of][nth];
  if (id === undefined) throw new Error(`The story has only ${story()[of].length} of ${of}.`);
  return id;
};

const ask = (verb: string, args: string): Promise<Told> => house.ask(`mutation { ${verb}(${args}) { ${OUTCOMES} } }`);
const invoke = (kind: string, target: string, parameters = ''): Promise<Told> => {
  const given = parameters === '' ? '' : `, parameters: { ${parameters} }`;
  return ask('invokeActions', `actions: [{ kind: ${kind}, target: "${target}"${given} }], reason: "Theft of a token"`);
};
const at = (target: string): string => `${target}", tenant: "contoso`;

const SUBMIT = `mutation ($indicators: [IndicatorInput!]!, $targets: [IndicatorTarget!]!) {
  submitIndicators(indicators: $indicators, targets: $targets, tenants: ["contoso"]) { ${OUTCOMES} }
}`;
const submit = (target: string, name: string): Promise<Told> =>
  house.ask(SUBMIT, { indicators: [domain(name)], targets: [target] });

async function changed(target: string, nth: number, document: string): Promise<Told> {
  const name = `${document.includes('delete') ? 'd' : 'u'}${nth}.${target.toLowerCase().replaceAll('_', '-')}.example`;
  const rule = armed;
  arm(null);
  await submit(target, name);
  arm(rule);
  return house.ask(document.replace('$NAME', `feed-${name}`));
}

const CHANGES: readonly Change[] = [
  {
    ...{ name: 'updateAlerts', verb: 'updateAlerts', path: '/alerts_v2/' },
    ask: (nth) =>
      ask('updateAlerts', `ids: ["${one('alert', nth)}"], set: { assignedTo: "one-${nth}@contoso.example" }`),
  },
  {
    ...{ name: 'commentOnAlerts', verb: 'commentOnAlerts', path: '/alerts_v2/.*/comments' },
    ask: (nth) => ask('commentOnAlerts', `ids: ["${one('alert', nth)}"], comment: "said ${nth}"`),
  },
  {
    ...{ name: 'moveAlerts', verb: 'moveAlerts', path: 'moveAlerts' },
    ask: (nth) => ask('moveAlerts', `ids: ["${one('alert', 50 + nth)}"]`),
  },
  {
    ...{ name: 'tagAlerts', verb: 'tagAlerts', path: '/incidents/', isRepeated: true, isDoneAnyway: true },
    ask: (nth) => ask('tagAlerts', `ids: ["${one('alert', nth)}"], add: ["tag ${nth}"], mirrorToIncident: true`),
  },
  {
    ...{ name: 'updateIncidents', verb: 'updateIncidents', path: '/incidents/' },
    ask: (nth) =>
      ask('updateIncidents', `ids: ["${one('incident', nth)}"], set: { assignedTo: "two-${nth}@contoso.example" }`),
  },
  {
    ...{ name: 'commentOnIncidents', verb: 'commentOnIncidents', path: '/incidents/.*/comments' },
    ask: (nth) => ask('commentOnIncidents', `ids: ["${one('incident', nth)}"], comment: "said ${nth}"`),
  },
  {
    ...{ name: 'mergeIncidents', verb: 'mergeIncidents', path: 'mergeIncidents' },
    ask: (nth) => ask('mergeIncidents', `ids: ["${one('incident', 2 * nth)}", "${one('incident', 2 * nth + 1)}"]`),
  },
  {
    ...{ name: 'setControlState', verb: 'setControlState', path: '/secureScoreControlProfiles/' },
    ask: (nth) => ask('setControlState', `controls: ["${one('control', nth)}"], state: REVIEWED`),
  },
  ...(
    [
      ['GRAPH_TI_INDICATORS', 'submitTiIndicators', 'updateTiIndicators|/tiIndicators/[^/]+$', 'deleteTiIndicators'],
      ['DEFENDER_FOR_ENDPOINT', '/indicators/import', '/indicators/import', '/indicators/BatchDelete'],
      ['SENTINEL', ':upload', null, ':upload'],
    ] as const
  ).flatMap(([target, made, updated, deleted]): Change[] => [
    {
      ...{ name: `submitIndicators ${target}`, verb: 'submitIndicators', path: made },
      isRepeated: target !== 'GRAPH_TI_INDICATORS',
      ask: (nth) => submit(target, `s${nth}.${target.toLowerCase().replaceAll('_', '-')}.example`),
    },
    ...(updated === null
      ? []
      : [
          {
            ...{ name: `updateIndicators ${target}`, verb: 'updateIndicators', path: updated, isRepeated: true },
            ask: (nth: number) =>
              changed(
                target,
                nth,
                `mutation { updateIndicators(changes: [{ externalId: "$NAME", target: ${target}, tenant: "contoso", set: { severity: LOW } }]) { ${OUTCOMES} } }`,
              ),
          },
        ]),
    {
      ...{ name: `deleteIndicators ${target}`, verb: 'deleteIndicators', path: deleted },
      isRepeated: target === 'SENTINEL',
      ask: (nth) =>
        changed(
          target,
          nth,
          `mutation { deleteIndicators(externalIds: ["$NAME"], target: ${target}, tenants: ["contoso"]) { ${OUTCOMES} } }`,
        ),
    },
  ]),
  ...CATALOGUE.map(({ kind, target, word, runsAt }): Change => {
    const parameters: Readonly<Record<string, string>> = {
      SCAN_HOST: 'scan: QUICK',
      STOP_AND_QUARANTINE_FILE: `sha1: "${'a'.repeat(40)}"`,
      REMEDIATE_MAIL: 'remedy: MOVE_TO_QUARANTINE',
    };
    const paths: Readonly<Record<string, string>> = {
      SECURITY_ACTIONS: '/securityActions',
      DEFENDER_FOR_ENDPOINT: `/machines/[^/]+/${word}`,
      ENTRA: kind === 'REVOKE_SESSIONS' ? 'revokeSignInSessions' : '/(users|servicePrincipals)/',
      ENTRA_ID_PROTECTION: `/identityProtection/.*/${word}`,
      DEFENDER_FOR_IDENTITY: 'invokeAction',
      DEFENDER_FOR_OFFICE: 'analyzedEmails/remediate',
    };
    return {
      ...{ name: `invokeActions ${kind}`, verb: 'invokeActions', path: paths[runsAt]! },
      isDoneAnyway: kind === 'ENABLE_ACCOUNT',
      ask: (nth) => invoke(kind, targetFor(kind, target, word, nth), parameters[kind]),
    };
  }),
  {
    ...{ name: 'cancelAction', verb: 'cancelAction', path: '/machineactions/.*/cancel' },
    ask: async (nth) => {
      const rule = armed;
      arm(null);
      const { data } = await house.ask(
        `mutation { invokeActions(actions: [{ kind: SCAN_HOST, target: "${one('host', 50 - nth)}", parameters: { scan: FULL } }], reason: "A look") { outcomes { ... on ActionAccepted { action { id } } } } }`,
      );
      arm(rule);
      return ask('cancelAction', `id: "${data.invokeActions.outcomes[0].action.id}", reason: "Not this one"`);
    },
  },
];

function targetFor(kind: string, target: string, word: string, nth: number): string {
  if (target === 'HOST') return one('host', /^(RELEASE|UNRESTRICT)/.test(kind) ? 20 + nth : nth);
  if (target === 'SERVICE_PRINCIPAL') return one(APPS[kind]!, 0);
  if (target === 'USER' && /RISK|CONFIRM/.test(kind)) return one('riskyUser', nth);
  if (target === 'USER') return globalId('User', tenantId, onPremises(word)[nth]!.id);
  if (target === 'MAIL') return at(one('mail', nth));
  const names: Readonly<Record<string, string>> = {
    BLOCK_IP: `203.0.113.${nth + 1}`,
    BLOCK_DOMAIN: `n${nth}.evil.example`,
    BLOCK_URL: `https://n${nth}.evil.example/a`,
    BLOCK_FILE: String(nth).padStart(64, 'a'),
  };
  return at(names[kind]!);
}

/** Users with an account on premises with which it can be done, those first. */
function onPremises(word: string): Row[] {
  const fitting = kept('identityAccounts').filter((row) =>
    (row['accounts'] as { actions: string[] }[]).some(({ actions }) => actions.includes(word)),
  );
  const sids = new Set(fitting.map((row) => row['onPremisesSecurityIdentifier']));
  const fits = (row: Row): boolean => sids.has(row['onPremisesSecurityIdentifier']);
  const users = kept('users');
  return [...users.filter(fits), ...users.filter((row) => !fits(row))];
}

interface Rule {
  readonly path: string;
  readonly fault: Fault['rule'];
  readonly isDone: boolean;
}
let armed: Rule | null = null;

/** From now on, and nothing of what was before. */
function arm(rule: Rule | null): void {
  armed = rule;
  seen.length = 0;
  house.emulator.clearChaos();
  if (!rule?.fault) return;
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    house.emulator.addChaos({
      match: { path: rule.path, method },
      ...rule.fault,
      ...(rule.isDone ? { count: 1 } : {}),
    });
  }
}

/** Calls that were to change it. */
function sentTo(path: string): number {
  const one = new RegExp(path, 'i');
  return seen
    .flatMap((request): readonly { method: string; url: string }[] => (isBatch(request) ? request.parts : [request]))
    .filter(({ method, url }) => method !== 'GET' && one.test(decodeURIComponent(url))).length;
}

interface Ended {
  readonly state: string;
  readonly jobId: string;
  /** Items. */
  readonly count: number;
  readonly message: string;
}

function endOf({ data, errors }: Told, verb: string): Ended {
  expect(errors).toEqual([]);
  const { job, outcomes } = data[verb];
  const [{ __typename: type }] = outcomes;
  const [{ code, message }] = job.items;
  const refused = code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'REFUSED';
  const state = type.endsWith('Refused') ? refused : type.endsWith('Pending') ? 'PENDING' : 'DONE';
  return { state, jobId: job.id, count: outcomes.length, message: `${type} ${code} ${message}` };
}

async function audited(jobId: string): Promise<string[]> {
  const { data } = await house.ask(`{ auditTrail(first: 10, filter: { job: "${jobId}" }) { nodes { verb outcome } } }`);
  return data.auditTrail.nodes
    .filter(({ verb }: { verb: string }) => verb !== 'followAction')
    .map(({ outcome }: { outcome: string }) => outcome);
}

async function finished(jobId: string): Promise<string> {
  const giveUpAt = performance.now() + 5000;
  for (;;) {
    const { data } = await house.ask(`{ job(id: "${jobId}") { isFinished items { state } } }`);
    if (data.job.isFinished) return data.job.items[0].state;
    if (performance.now() > giveUpAt) throw new Error('The job stands still.');
  }
}

test('every verb and every kind of response action is in this table', () => {
  expect(new Set(CHANGES.map(({ verb }) => verb))).toEqual(new Set(Object.keys(mutations)));
});

describe.each(CHANGES.map((change) => [change.name, change] as const))('%s', (_name, change) => {
  const { verb, path, isRepeated = false, isDoneAnyway = false } = change;

  test('tells the truth whatever goes wrong, happens at most once, and is written down once', async () => {
    const wrong: string[] = [];
    for (const [nth, { what, rule, isDone, ends }] of FAULTS.entries()) {
      arm({ path, fault: rule, isDone });
      const { state, jobId, count, message } = endOf(await change.ask(nth), verb);
      const sent = sentTo(path);
      const trail = await audited(jobId);
      const isTrue = ends.includes(state) || (isDoneAnyway && state === 'DONE');
      const isOnce = sent >= 1 && (!isDone || sent <= (isRepeated ? 2 : 1));
      const isWritten = trail.length === count && trail.every((one) => one === state);
      if (isTrue && isOnce && isWritten) continue;
      wrong.push(`${what}: ${state}, sent ${sent} times, written down as ${trail.join()}: ${message}`);
    }
    expect(wrong).toEqual([]);
  });

  test('waits where Graph asks to wait, goes on by itself, and is then done once', async () => {
    arm({ path, fault: { status: 429, retryAfter: RETRY_AFTER_S }, isDone: false });
    const { state, jobId, count } = endOf(await change.ask(FAULTS.length), verb);
    const before = await audited(jobId);
    arm(null);
    house.emulator.clock.advance(RETRY_AFTER_S * 1000 + 1000);
    clock.skip(RETRY_AFTER_S * 1000 + 1000);

    const end = await finished(jobId);

    expect({ state, before, end, sent: sentTo(path) }).toEqual({ state: 'PENDING', before: [], end: 'DONE', sent: 1 });
    expect(await audited(jobId)).toEqual(Array(count).fill('DONE'));
  });
});
