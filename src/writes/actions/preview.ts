import type { ActionPermission, ActionPreview } from '../../../schema/ActionWrites.js';
import { catalogued } from '../../actions/catalogue.js';
import type { Operation } from '../../loaders/Operation.js';
import type { ActionChange } from './Order.js';
import type { Target } from './targets.js';

/** What a dry run tells of an action, beside what its pivots read. */
export type Preview = Omit<ActionPreview, '__typename' | 'id' | 'tenantId' | 'actionId'>;

const SERVICE_NAME = /^(svc|srv|sa|service|sync|adm[-_.]?svc)[-_.]|^sync_|service[ -_]?account|\bsvc\b/i;
const SERVER = /server/i;
const DOMAIN_CONTROLLER = /^(.*-)?a?dc\d{1,3}$|domain[ -_]?controller/i;

/** Which permissions our tokens for a tenant carry, each service asked once; null where that cannot be told. */
export class Grants {
  readonly #known = new Map<string, Promise<ReadonlySet<string> | null>>();

  constructor(readonly operation: Operation) {}

  async permission({ kind }: ActionChange, tenantId: string): Promise<ActionPermission> {
    const { permission: name, runsAt } = catalogued(kind);
    const version = runsAt === 'DEFENDER_FOR_ENDPOINT' ? 'api' : 'v1.0';
    const key = `${tenantId}|${version}`;
    const { graph } = this.operation.stores.sources;
    const granted = this.#known.get(key) ?? graph.permissionsIn(this.operation.place(tenantId).tenant, version);
    this.#known.set(key, granted);
    return { name, isGranted: (await granted)?.has(name) ?? null };
  }
}

export function previewOf(change: ActionChange, target: Target, permission: ActionPermission): Preview {
  const { kind } = change;
  const { target: targetKind, runsAt, reversedBy } = catalogued(kind);
  const { hostRef, deviceId, userRef, servicePrincipalRef, subject, label: targetLabel } = target;
  const guessed = guesses(target);
  return {
    ...{ kind, targetKind, targetLabel, runsAt, reversedBy, permission },
    ...{ hostRef, deviceId, userRef, servicePrincipalRef, subject },
    ...guessed,
    warnings: warningsOf(change, guessed, permission),
  };
}

type Guesses = Pick<Preview, 'isDisabledAlready' | 'isServiceAccount' | 'isServer' | 'isDomainController'>;

function guesses({ user, host, before }: Target): Guesses {
  const names = [user?.userPrincipalName, user?.displayName, user?.onPremises?.accountName];
  const system = host?.operatingSystem ?? null;
  const isServer = host && system !== null ? SERVER.test(system) : null;
  const enabled = (before as { readonly accountEnabled?: boolean } | null)?.accountEnabled;
  return {
    isDisabledAlready: enabled === undefined ? (user ? negated(user.accountEnabled) : null) : !enabled,
    isServiceAccount: user && names.some((name) => SERVICE_NAME.test(name ?? '')),
    isServer,
    isDomainController: host && isServer !== false && DOMAIN_CONTROLLER.test(host.name.split('.')[0] ?? ''),
  };
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function warningsOf(
  { kind }: ActionChange,
  { isDisabledAlready, isServiceAccount, isServer, isDomainController }: Guesses,
  { name, isGranted }: ActionPermission,
): string[] {
  const { reversedBy } = catalogued(kind);
  const told: readonly (readonly [boolean, string])[] = [
    [isGranted === false, `The application has not been given ${name}: it will be refused.`],
    [reversedBy === null, 'Nothing undoes it.'],
    [isDomainController === true, 'It looks like a domain controller: nobody can sign in without one.'],
    [isServer === true && isDomainController !== true, 'It is a server: others depend on it.'],
    [isServiceAccount === true, 'It looks like an account of a service: what runs under it will stop.'],
    [isDisabledAlready === true && kind.startsWith('DISABLE'), 'It is disabled already.'],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}
