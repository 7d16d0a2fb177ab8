import { z } from 'zod';
import { CLOUDS, type DeclaredCloud } from './clouds.js';
import { isSafeRoot } from './loopback.js';

/** How an application proves to Entra who it is. Secrets are here already looked up. */
export type DeclaredCredential =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'certificate'; readonly clientId: string; readonly certificateFile: string }
  | { readonly kind: 'managedIdentity'; readonly clientId: string }
  | { readonly kind: 'workloadIdentity'; readonly clientId: string; readonly tokenFile?: string };

/** One tenant of TENANTS_FILE, complete. */
export interface DeclaredTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly cloud: DeclaredCloud;
  readonly labels: readonly string[];
  readonly credential: DeclaredCredential;
  readonly graphRoot: string;
  readonly authority: string;
  /** Defender for Endpoint; null where the cloud has none. */
  readonly defender: { readonly root: string; readonly audience: string } | null;
  /** Its workspace of Microsoft Sentinel; null where it names none. */
  readonly sentinel: { readonly root: string; readonly audience: string; readonly workspaceId: string } | null;
  /** Whether its legacy alerts are read beside those of today. */
  readonly legacyAlerts: boolean;
}

/** Where secrets are looked up. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readText: (path: string) => string;
}

const guid = z.guid('must be a GUID').transform((id) => id.toLowerCase());
const root = z
  .string()
  .refine(isSafeRoot, 'must be an https URL, or an http URL of this machine, without query and user')
  .transform((url) => url.replace(/\/+$/, ''));

const credential = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('secret'),
      clientId: guid,
      secret: z.string().min(1).optional(),
      secretEnv: z.string().min(1).optional(),
      secretFile: z.string().min(1).optional(),
    }),
    z.strictObject({ kind: z.literal('certificate'), clientId: guid, certificateFile: z.string().min(1) }),
    z.strictObject({ kind: z.literal('managedIdentity'), clientId: guid }),
    z.strictObject({ kind: z.literal('workloadIdentity'), clientId: guid, tokenFile: z.string().min(1).optional() }),
  ],
  'kind must be one of: secret, certificate, managedIdentity, workloadIdentity',
);

const tenant = z.strictObject({
  tenantId: guid,
  displayName: z.string().min(1).max(128),
  cloud: z.enum(Object.keys(CLOUDS) as [DeclaredCloud, ...DeclaredCloud[]]).default('GLOBAL'),
  labels: z.array(z.string().regex(/^[\w.:-]{1,64}$/, 'must be letters, digits and . : - _')).default([]),
  credential,
  graphRoot: root.optional(),
  defenderRoot: root.optional(),
  sentinelRoot: root.optional(),
  sentinelWorkspaceId: guid.optional(),
  authority: root.optional(),
  legacyAlerts: z.enum(['on', 'off']).default('off'),
});

/**
 * Reads the text of TENANTS_FILE.
 *
 * @throws RangeError with the path inside the file and the reason
 */
export function readTenants(text: string, around: Surroundings): DeclaredTenant[] {
  const parsed = z.array(tenant).min(1, 'must name at least one tenant').safeParse(parseJson(text));
  if (!parsed.success) throw new RangeError(parsed.error.issues.map(issueText).join('; '));
  const ids = parsed.data.map(({ tenantId }) => tenantId);
  const twice = ids.findIndex((id, place) => ids.indexOf(id) !== place);
  if (twice >= 0) throw new RangeError(`[${twice}].tenantId: is the same as an earlier one`);
  return parsed.data.map(({ credential, defenderRoot, sentinelRoot, sentinelWorkspaceId, ...rest }, place) => ({
    ...rest,
    credential: withSecret(credential, `[${place}].credential`, around),
    graphRoot: rest.graphRoot ?? CLOUDS[rest.cloud].graphRoot,
    authority: rest.authority ?? CLOUDS[rest.cloud].authority,
    defender: defenderOf(rest.cloud, defenderRoot),
    sentinel: sentinelOf(rest.cloud, sentinelRoot, sentinelWorkspaceId, `[${place}]`),
    legacyAlerts: rest.legacyAlerts === 'on',
  }));
}

/** A regional host, such as https://eu.api.security.microsoft.com, takes the tokens of its cloud. */
function defenderOf(cloud: DeclaredCloud, root: string | undefined): DeclaredTenant['defender'] {
  const { defenderRoot, defenderAudience } = CLOUDS[cloud];
  const at = root ?? defenderRoot;
  return at === null ? null : { root: at, audience: defenderAudience ?? new URL(at).origin };
}

/** No address is documented outside the worldwide cloud: there the file has to say it. */
function sentinelOf(
  cloud: DeclaredCloud,
  root: string | undefined,
  workspaceId: string | undefined,
  where: string,
): DeclaredTenant['sentinel'] {
  if (workspaceId === undefined) {
    if (root === undefined) return null;
    throw new RangeError(`${where}.sentinelRoot: needs sentinelWorkspaceId`);
  }
  const { sentinelRoot, sentinelAudience } = CLOUDS[cloud];
  const at = root ?? sentinelRoot;
  if (at !== null) return { root: at, audience: sentinelAudience, workspaceId };
  throw new RangeError(
    `${where}.sentinelWorkspaceId: needs sentinelRoot, because no address is documented for ${cloud}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('is not JSON');
  }
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return where === '' ? message : `${where}: ${message}`;
}

function withSecret(written: z.output<typeof credential>, where: string, around: Surroundings): DeclaredCredential {
  if (written.kind === 'workloadIdentity') {
    const { kind, clientId, tokenFile } = written;
    return tokenFile === undefined ? { kind, clientId } : { kind, clientId, tokenFile };
  }
  if (written.kind !== 'secret') return written;
  const { kind, clientId, secret, secretEnv, secretFile } = written;
  if ([secret, secretEnv, secretFile].filter((way) => way !== undefined).length !== 1) {
    throw new RangeError(`${where}: needs exactly one of secretEnv, secretFile and secret`);
  }
  if (secretEnv !== undefined) return { kind, clientId, secret: fromEnv(secretEnv, where, around) };
  if (secretFile !== undefined) return { kind, clientId, secret: fromFile(secretFile, where, around) };
  return { kind, clientId, secret: secret! };
}

function fromEnv(name: string, where: string, { env }: Surroundings): string {
  const value = env[name];
  if (!value) throw new RangeError(`${where}.secretEnv: the environment variable ${name} is not set`);
  return value;
}

function fromFile(path: string, where: string, { readText }: Surroundings): string {
  try {
    const value = readText(path).trim();
    if (value !== '') return value;
  } catch {
    throw new RangeError(`${where}.secretFile: ${path} cannot be read`);
  }
  throw new RangeError(`${where}.secretFile: ${path} is empty`);
}
