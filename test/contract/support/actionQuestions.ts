import type { Question } from './questions.js';

export const ACTED_UPON = `query ($t: [String!]) {
  users(first: 3, tenants: $t) { nodes { id } }
  hosts(first: 20, tenants: $t) { nodes { id defenderId } }
}`;

/** Every response action, done and previewed, to users and a host of a tenant, and what becomes of it. */
export function actionQuestions(tenant: string, users: readonly string[], host: string | undefined): Question[] {
  const on = (target: string, ...kinds: readonly string[]): string[] =>
    kinds.map((kind) => `{ kind: ${kind}, target: ${JSON.stringify(target)}, tenant: "${tenant}" }`);
  const sha1 = 'ab'.repeat(20);
  const all = [
    ...users.flatMap((user) => [
      ...on(user, 'REVOKE_SESSIONS', 'CONFIRM_COMPROMISED', 'DISABLE_ACCOUNT', 'DISABLE_ON_PREMISES'),
      ...on(user, 'FORCE_PASSWORD_RESET', 'DISMISS_RISK', 'CONFIRM_SAFE', 'ENABLE_ACCOUNT', 'ENABLE_ON_PREMISES'),
    ]),
    ...(host === undefined
      ? []
      : on(host, 'ISOLATE_HOST', 'RESTRICT_APPS', 'SCAN_HOST', 'COLLECT_INVESTIGATION_PACKAGE')),
    ...(host === undefined
      ? []
      : [`{ kind: STOP_AND_QUARANTINE_FILE, target: ${JSON.stringify(host)}, parameters: { sha1: "${sha1}" } }`]),
    ...on('192.0.2.9', 'BLOCK_IP'),
    ...on('lint.example', 'BLOCK_DOMAIN'),
    ...on('https://lint.example/a?b=c', 'BLOCK_URL'),
    ...on(sha1, 'BLOCK_FILE'),
  ];
  const invoke = (dryRun: boolean): Question => ({
    query: `mutation { invokeActions(actions: [${all.join(', ')}], reason: "it's a test: #/?%", dryRun: ${dryRun}) {
      outcomes { __typename ... on ActionPreview { isPrivileged openAlerts owners { displayName } devices { name } } } } }`,
  });
  const list = `query { securityActions(first: 50, tenants: ["${tenant}"]) { nodes { id state host { name } user { displayName } } } }`;
  return [invoke(true), invoke(false), { query: list }];
}
