import { CAST } from '../../emulator/world/cast.js';
import { analyzedEmails } from '../../emulator/world/response.js';
import type { Row } from '../../emulator/world/World.js';
import { CATALOGUE } from '../../src/actions/catalogue.js';
import { globalId } from '../../src/util/globalId.js';
import type { House, Told } from './house.js';
import { domain } from './indicators.js';

const { tenantId } = CAST;
const OUTCOMES = 'job { id items { code message } } outcomes { __typename }';

/** Where changes are asked for. */
export interface Bench {
  readonly house: House;
  /** Does what has to be there first, while nothing goes wrong. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What is changed, and where Graph is told so. */
export interface Change {
  readonly name: string;
  readonly verb: string;
  /** Of the call that changes something. */
  readonly path: string;
  /** Doing it twice is doing it once, so that a lost answer is asked for once more. */
  readonly isRepeated?: boolean;
  /** It may be done whatever Graph says: it is ours, or it was so before. */
  readonly isDoneAnyway?: boolean;
  /** A change of another thing for each number. */
  readonly ask: (nth: number, bench: Bench) => Promise<Told>;
}

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
const kept = (house: House, of: Kept): Row[] => [...house.emulator.world.tenants.get(tenantId)![of]];
const APPS: Readonly<Record<string, Of>> = {
  DISABLE_APP: 'enabledApp',
  ENABLE_APP: 'disabledApp',
  CONFIRM_APP_COMPROMISED: 'riskyApp',
};

type Of = 'alert' | 'incident' | 'control' | 'host' | 'riskyUser' | 'mail' | 'enabledApp' | 'disabledApp' | 'riskyApp';

/** Things of Contoso before anything was changed. */
const story = (() => {
  const stories = new WeakMap<House, Record<Of, string[]>>();
  const ids = (noun: string, rows: Row[]): string[] => rows.map(({ id }) => globalId(noun, tenantId, id));
  return (house: House) => {
    const machines = new Set(kept(house, 'defenderMachines').map((row) => row['aadDeviceId']));
    const known = stories.get(house) ?? {
      alert: ids('Alert', kept(house, 'alerts')),
      incident: ids(
        'Incident',
        kept(house, 'incidents').filter(({ status }) => status !== 'redirected'),
      ),
      control: ids('ControlProfile', kept(house, 'controlProfiles')),
      host: kept(house, 'devices')
        .map((row) => String(row['deviceId']))
        .filter((id) => machines.has(id))
        .map((id) => globalId('Host', tenantId, id)),
      riskyUser: ids('User', kept(house, 'riskyUsers')),
      enabledApp: ids(
        'ServicePrincipal',
        kept(house, 'servicePrincipals').filter(({ accountEnabled }) => accountEnabled),
      ),
      disabledApp: ids(
        'ServicePrincipal',
        kept(house, 'servicePrincipals').filter(({ accountEnabled }) => !accountEnabled),
      ),
      riskyApp: ids(
        'ServicePrincipal',
        kept(house, 'riskyServicePrincipals').filter(({ riskState }) => riskState === 'atRisk'),
      ),
      mail: [...analyzedEmails(house.emulator.world.tenants.get(tenantId)!)].map(({ id }) => id),
    };
    stories.set(house, known);
    return known;
  };
})();
const one = (house: House, of: Of, nth: number): string => {
  const id = story(house)[of][nth];
  if (id === undefined) throw new Error(`The story has only ${story(house)[of].length} of ${of}.`);
  return id;
};

const ask = (house: House, verb: string, args: string): Promise<Told> =>
  house.ask(`mutation { ${verb}(${args}) { ${OUTCOMES} } }`);
const invoke = (house: House, kind: string, target: string, parameters = ''): Promise<Told> => {
  const given = parameters === '' ? '' : `, parameters: { ${parameters} }`;
  return ask(
    house,
    'invokeActions',
    `actions: [{ kind: ${kind}, target: "${target}"${given} }], reason: "Theft of a token"`,
  );
};
const at = (target: string): string => `${target}", tenant: "contoso`;

const SUBMIT = `mutation ($indicators: [IndicatorInput!]!, $targets: [IndicatorTarget!]!) {
  submitIndicators(indicators: $indicators, targets: $targets, tenants: ["contoso"]) { ${OUTCOMES} }
}`;
const submit = (house: House, target: string, name: string): Promise<Told> =>
  house.ask(SUBMIT, { indicators: [domain(name)], targets: [target] });

async function changed({ house, aside }: Bench, target: string, nth: number, document: string): Promise<Told> {
  const name = `${document.includes('delete') ? 'd' : 'u'}${nth}.${target.toLowerCase().replaceAll('_', '-')}.example`;
  await aside(() => submit(house, target, name));
  return house.ask(document.replace('$NAME', `feed-${name}`));
}

/** Every change that this service can do, as one of each. */
export const CHANGES: readonly Change[] = [
  {
    ...{ name: 'updateAlerts', verb: 'updateAlerts', path: '/alerts_v2/' },
    ask: (nth, { house }) =>
      ask(
        house,
        'updateAlerts',
        `ids: ["${one(house, 'alert', nth)}"], set: { assignedTo: "one-${nth}@contoso.example" }`,
      ),
  },
  {
    ...{ name: 'commentOnAlerts', verb: 'commentOnAlerts', path: '/alerts_v2/.*/comments' },
    ask: (nth, { house }) =>
      ask(house, 'commentOnAlerts', `ids: ["${one(house, 'alert', nth)}"], comment: "said ${nth}"`),
  },
  {
    ...{ name: 'moveAlerts', verb: 'moveAlerts', path: 'moveAlerts' },
    ask: (nth, { house }) => ask(house, 'moveAlerts', `ids: ["${one(house, 'alert', 50 + nth)}"]`),
  },
  {
    ...{ name: 'tagAlerts', verb: 'tagAlerts', path: '/incidents/', isRepeated: true, isDoneAnyway: true },
    ask: (nth, { house }) =>
      ask(house, 'tagAlerts', `ids: ["${one(house, 'alert', nth)}"], add: ["tag ${nth}"], mirrorToIncident: true`),
  },
  {
    ...{ name: 'updateIncidents', verb: 'updateIncidents', path: '/incidents/' },
    ask: (nth, { house }) =>
      ask(
        house,
        'updateIncidents',
        `ids: ["${one(house, 'incident', nth)}"], set: { assignedTo: "two-${nth}@contoso.example" }`,
      ),
  },
  {
    ...{ name: 'commentOnIncidents', verb: 'commentOnIncidents', path: '/incidents/.*/comments' },
    ask: (nth, { house }) =>
      ask(house, 'commentOnIncidents', `ids: ["${one(house, 'incident', nth)}"], comment: "said ${nth}"`),
  },
  {
    ...{ name: 'mergeIncidents', verb: 'mergeIncidents', path: 'mergeIncidents' },
    ask: (nth, { house }) =>
      ask(
        house,
        'mergeIncidents',
        `ids: ["${one(house, 'incident', 2 * nth)}", "${one(house, 'incident', 2 * nth + 1)}"]`,
      ),
  },
  {
    ...{ name: 'setControlState', verb: 'setControlState', path: '/secureScoreControlProfiles/' },
    ask: (nth, { house }) =>
      ask(house, 'setControlState', `controls: ["${one(house, 'control', nth)}"], state: REVIEWED`),
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
      ask: (nth, { house }) => submit(house, target, `s${nth}.${target.toLowerCase().replaceAll('_', '-')}.example`),
    },
    ...(updated === null
      ? []
      : [
          {
            ...{ name: `updateIndicators ${target}`, verb: 'updateIndicators', path: updated, isRepeated: true },
            ask: (nth: number, bench: Bench) =>
              changed(
                bench,
                target,
                nth,
                `mutation { updateIndicators(changes: [{ externalId: "$NAME", target: ${target}, tenant: "contoso", set: { severity: LOW } }]) { ${OUTCOMES} } }`,
              ),
          },
        ]),
    {
      ...{ name: `deleteIndicators ${target}`, verb: 'deleteIndicators', path: deleted },
      isRepeated: target === 'SENTINEL',
      ask: (nth, bench) =>
        changed(
          bench,
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
      ask: (nth, { house }) => invoke(house, kind, targetFor(house, kind, target, word, nth), parameters[kind]),
    };
  }),
  {
    ...{ name: 'cancelAction', verb: 'cancelAction', path: '/machineactions/.*/cancel' },
    ask: async (nth, { house, aside }) => {
      const { data } = await aside(() =>
        house.ask(
          `mutation { invokeActions(actions: [{ kind: SCAN_HOST, target: "${one(house, 'host', 50 - nth)}", parameters: { scan: FULL } }], reason: "A look") { outcomes { ... on ActionAccepted { action { id } } } } }`,
        ),
      );
      return ask(house, 'cancelAction', `id: "${data.invokeActions.outcomes[0].action.id}", reason: "Not this one"`);
    },
  },
];

function targetFor(house: House, kind: string, target: string, word: string, nth: number): string {
  if (target === 'HOST') return one(house, 'host', /^(RELEASE|UNRESTRICT)/.test(kind) ? 20 + nth : nth);
  if (target === 'SERVICE_PRINCIPAL') return one(house, APPS[kind]!, 0);
  if (target === 'USER' && /RISK|CONFIRM/.test(kind)) return one(house, 'riskyUser', nth);
  if (target === 'USER') return globalId('User', tenantId, onPremises(house, word)[nth]!.id);
  if (target === 'MAIL') return at(one(house, 'mail', nth));
  const names: Readonly<Record<string, string>> = {
    BLOCK_IP: `203.0.113.${nth + 1}`,
    BLOCK_DOMAIN: `n${nth}.evil.example`,
    BLOCK_URL: `https://n${nth}.evil.example/a`,
    BLOCK_FILE: String(nth).padStart(64, 'a'),
  };
  return at(names[kind]!);
}

/** Users with an account on premises with which it can be done, those first. */
function onPremises(house: House, word: string): Row[] {
  const fitting = kept(house, 'identityAccounts').filter((row) =>
    (row['accounts'] as { actions: string[] }[]).some(({ actions }) => actions.includes(word)),
  );
  const sids = new Set(fitting.map((row) => row['onPremisesSecurityIdentifier']));
  const fits = (row: Row): boolean => sids.has(row['onPremisesSecurityIdentifier']);
  const users = kept(house, 'users');
  return [...users.filter(fits), ...users.filter((row) => !fits(row))];
}
