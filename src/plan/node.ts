import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import { alertById } from '../loaders/alerts.js';
import { group } from '../loaders/groups.js';
import { host } from '../loaders/hosts.js';
import { incident } from '../loaders/incidents.js';
import { indicator } from '../loaders/indicators.js';
import type { Operation } from '../loaders/Operation.js';
import type { Relation } from '../loaders/Relation.js';
import { asError } from '../loaders/tenantwise.js';
import { controlProfile, secureScore } from '../loaders/scores.js';
import { servicePrincipal } from '../loaders/servicePrincipals.js';
import { tenant } from '../loaders/tenants.js';
import { user } from '../loaders/users.js';
import { hostKey, keyText, namedHost, servicePrincipalKey, userKey, userReference, type Key } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import type { GlobalId } from '../util/globalId.js';
import { grouped } from '../util/grouped.js';
import { readOwnId } from '../identity/ownId.js';

/** How a global id becomes the key of its noun, and who loads it. */
interface Way {
  readonly relation: Relation<never>;
  readonly keyOf: (id: GlobalId) => Key | null;
}

const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['Alert', { relation: alertById, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  ['Incident', { relation: incident, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  ['User', { relation: user, keyOf: ({ tenantId, key }) => userKey(tenantId, userReference({ objectId: key })) }],
  ['Host', { relation: host, keyOf: ({ tenantId, key }) => hostKey(tenantId, namedHost(key)) }],
  ['Group', { relation: group, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  [
    'ServicePrincipal',
    {
      relation: servicePrincipal,
      keyOf: ({ tenantId, key }) => servicePrincipalKey(tenantId, { objectId: key, appId: null }),
    },
  ],
  ['SecureScore', { relation: secureScore, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  ['ControlProfile', { relation: controlProfile, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  ['Indicator', { relation: indicator, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
  ['Tenant', { relation: tenant, keyOf: ({ tenantId, key }) => ({ tenantId, id: key }) }],
]);

/** Anything by its global id: `node(id)` and `nodes(ids)`. Each noun's own relation loads all of its kind together. */
export const node: Relation = {
  load: async (keys, want, args, operation) => {
    const ids = args['ids'] as readonly string[] | undefined;
    const answer = await nodes(ids ?? [args['id'] as string], want, operation).catch(asError);
    const shown = answer instanceof Error || ids ? answer : answer[0];
    return new Map(keys.map((key) => [keyText(key), shown]));
  },
};

async function nodes(ids: readonly string[], want: Want, operation: Operation): Promise<unknown[]> {
  if (ids.length > 100) throw badInput('ids', 'give at most 100 ids at once.');
  const parsed = ids.map((id) => parse(id, operation));
  const found = new Map<string, unknown>();
  await Promise.all(
    [...grouped(parsed, ({ way }) => way)].map(async ([way, same]) => {
      const loaded = await way.relation.load(same.map(({ key }) => key) as never, want, {}, operation);
      for (const { id, key } of same) found.set(id, entityOf(loaded.get(keyText(key))));
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}

function parse(id: string, operation: Operation): { id: string; way: Way; key: Key } {
  const parts = readOwnId(id);
  const way = parts && WAYS.get(parts.type);
  const key = parts && way?.keyOf(parts);
  if (!way || !key) throw badInput('id', 'give a global id, as the field id of any answer has it.');
  operation.place(key.tenantId);
  return { id, way, key };
}

/** A user or host comes with its match; a failure of one is null in its place, and written in the coverage. */
function entityOf(answer: unknown): unknown {
  if (answer instanceof SecgraphError && answer.code === 'BAD_USER_INPUT') throw answer;
  if (answer === null || typeof answer !== 'object' || answer instanceof Error) return answer;
  return 'entity' in answer ? answer.entity : answer;
}
