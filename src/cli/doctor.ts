import type { DeclaredTenant } from '../config/tenantsFile.js';
import type { Settings } from '../config/settings.js';
import type { Examination } from '../loaders/examination.js';
import type { Customer } from '../sources/TenantSource.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { CommandError, OPERATOR, readArgs, UsageError, type Command, type Service } from './Command.js';
import { table } from './table.js';

/** Tokens of Entra are good for an hour; clocks that are further apart make them begin late or end early. */
const MAX_SKEW_MS = 2 * 60_000;

/** What the doctor says about one tenant. */
export interface Diagnosis extends Examination {
  /** Where an administrator of the tenant consents to the application; null for an emulated tenant. */
  readonly consentUrl: string | null;
  /** What is configured and cannot work. */
  readonly problems: readonly string[];
  /** What is worth knowing. */
  readonly warnings: readonly string[];
}

/** `secgraph doctor`: what each tenant allows us to do, and what to do about the rest. */
export const doctor: Command = async (args, terminal, open) => {
  const { values, positionals } = readArgs(args, {
    tenant: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    strict: { type: 'boolean' },
    customers: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`doctor takes options only, not ${positionals[0]}.`);
  const names = values.tenant ?? null;
  const service = await open();
  try {
    if (values.customers) return await listCustomers(names, service, terminal);
    const found = await reachable(() => service.contexts.examine(names, OPERATOR, terminal.signal));
    const isStrict = values.strict ?? false;
    const diagnoses = found.map((one) => diagnose(one, service.settings, isStrict));
    await terminal.write(values.json ? `${JSON.stringify(diagnoses, null, 2)}\n` : diagnoses.map(shown).join('\n'));
    return diagnoses.some(({ problems }) => problems.length > 0) ? 1 : 0;
  } finally {
    await service.close();
  }
};

async function listCustomers(
  names: readonly string[] | null,
  { contexts, settings }: Service,
  terminal: Parameters<Command>[1],
): Promise<number> {
  if (names && names.length > 1) throw new UsageError('doctor --customers takes one --tenant: the partner.');
  const customers = await reachable(() => contexts.customers(names?.[0] ?? null, OPERATOR, terminal.signal));
  const partner = settings.tenants.find((one) => isCalled(one, names?.[0]));
  await terminal.write(`${JSON.stringify(customersFile(customers, partner), null, 2)}\n`);
  terminal.tell(
    `${customers.length} customers. Each of them must consent to the application: secgraph doctor prints the link.\n`,
  );
  return 0;
}

function isCalled({ tenantId, labels }: DeclaredTenant, name: string | undefined): boolean {
  return name === undefined || tenantId === name.toLowerCase() || labels.includes(name);
}

/** Refusals of Graph are for the person at the terminal: one line, no stack. */
async function reachable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    throw thrown instanceof SecgraphError ? new CommandError(thrown.message, { cause: thrown }) : thrown;
  }
}

/** A TENANTS_FILE of these customers, read by the application of the partner. Secrets stay in the environment. */
export function customersFile(customers: readonly Customer[], partner: DeclaredTenant | undefined): object[] {
  const own = partner?.credential;
  const clientId = own?.clientId ?? '00000000-0000-0000-0000-000000000000';
  const credential =
    own?.kind === 'certificate' ? own : { kind: 'secret', clientId, secretEnv: 'SECGRAPH_CLIENT_SECRET' };
  const cloud = partner?.cloud ?? 'GLOBAL';
  return customers.map(({ tenantId, displayName, domain }) => ({
    tenantId,
    displayName: displayName.slice(0, 128),
    cloud,
    labels: domain && /^[\w.:-]{1,64}$/.test(domain) ? ['customers', domain] : ['customers'],
    credential,
  }));
}

/** Tells problems from what is only worth knowing. */
export function diagnose(examined: Examination, settings: Pick<Settings, 'tenants'>, isStrict: boolean): Diagnosis {
  const declared = settings.tenants.find(({ tenantId }) => tenantId === examined.tenantId);
  const consentUrl = declared
    ? `${declared.authority}/${declared.tenantId}/adminconsent?client_id=${declared.credential.clientId}`
    : null;
  return { ...examined, consentUrl, problems: problemsOf(examined, isStrict), warnings: warningsOf(examined) };
}

function problemsOf({ noToken, sources }: Examination, isStrict: boolean): string[] {
  if (noToken !== null) return [noToken];
  const broken = sources.filter(({ state }) => state === 'UNAVAILABLE');
  const withheld = sources.filter(({ state }) => state === 'NO_CONSENT');
  const isDeaf = sources.every(({ state }) => state !== 'COMPLETE' && state !== 'PARTIAL');
  return [
    ...broken.map(({ source, message }) => `${source}: ${message ?? 'does not answer.'}`),
    ...(isStrict ? withheld.map(({ source, message }) => `${source}: ${message ?? 'is not consented.'}`) : []),
    ...(isDeaf ? ['No source of this tenant answers: nothing can be read from it.'] : []),
  ];
}

function warningsOf({ clockSkewMs }: Examination): string[] {
  if (clockSkewMs === null || Math.abs(clockSkewMs) <= MAX_SKEW_MS) return [];
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  const where = clockSkewMs > 0 ? 'behind' : 'ahead of';
  return [
    `The clock of this machine is ${seconds} s ${where} Microsoft's. Set it by NTP: tokens and times depend on it.`,
  ];
}

/** One tenant, for people. */
export function shown(diagnosis: Diagnosis): string {
  const { displayName, tenantId, cloud, noToken, sources, actions, servicePlans, clockSkewMs, budgets, consentUrl } =
    diagnosis;
  const rows = sources.map(({ source, state, permission, licence, remedy }) => [
    source,
    state,
    permission ?? '-',
    licence ?? '-',
    remedy ?? '',
  ]);
  const lines = [
    `${displayName}  ${tenantId}  ${cloud}`,
    `  token     ${noToken === null ? 'obtained' : 'none'}`,
    ...(noToken === null ? [`  clock     ${clockShown(clockSkewMs)}`] : []),
    ...(noToken === null
      ? [`  licences  ${servicePlans?.join(', ') ?? 'may not be read (LicenseAssignment.Read.All)'}`]
      : []),
    ...(rows.length > 0
      ? ['', table([['source', 'state', 'least permission', 'licence', 'what to do'], ...rows], '  '), '']
      : []),
    ...(noToken === null ? [`  actions   ${actionsShown(actions)}`] : []),
    `  budgets   ${budgets.map(({ workload, remaining, limit, windowSeconds }) => `${workload} ${Math.floor(remaining)}/${limit} per ${windowSeconds} s`).join(', ')}`,
    ...(consentUrl === null ? [] : [`  consent   ${consentUrl}`]),
    ...diagnosis.problems.map((text) => `  PROBLEM   ${text}`),
    ...diagnosis.warnings.map((text) => `  warning   ${text}`),
  ];
  return `${lines.join('\n')}\n`;
}

function actionsShown(actions: Diagnosis['actions']): string {
  const granted = actions.filter(({ isGranted }) => isGranted === true);
  const refused = actions.filter(({ isGranted }) => isGranted === false);
  const unknown = actions.length - granted.length - refused.length;
  const missing = [...new Set(refused.map(({ permission }) => permission))];
  return [
    `${granted.length} of ${actions.length} permitted`,
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(unknown > 0 ? [`${unknown} not told by the token`] : []),
  ].join('; ');
}

function clockShown(skewMs: number | null): string {
  return skewMs === null ? 'not told' : `${Math.round(Math.abs(skewMs) / 1000)} s apart`;
}
