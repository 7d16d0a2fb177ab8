import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../src/cli/explain.js';
import type { Explanation } from '../../src/plan/explain.js';
import { run } from '../support/terminal.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secgraph-explain-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function written(document: string): string {
  const file = join(folder, `${Math.random()}.graphql`);
  writeFileSync(file, document);
  return file;
}

test('the triage question is told with its requests, round trips and paths, without any Graph there', async () => {
  const { code, out } = await run(explain, ['examples/triage.graphql']);

  expect(code).toBe(0);
  expect(out).toMatch(/expected +2 HTTP requests, \d+ billed calls, 2 round trips/);
  expect(out).toMatch(/1 +alerts +security +1/);
  expect(out).toMatch(/2 +alerts\.nodes\.users\.user +directory/);
  expect(out).toContain('Tenants: Contoso');
});

test('variables count, and --json is for programs', async () => {
  const file = written('query Q($n: Int!) { alerts(first: $n, tenants: ["fabrikam"]) { nodes { title } } }');

  const { out } = await run(explain, [file, '--variables', '{"n": 500}', '--json']);

  const plan = JSON.parse(out) as Explanation;
  expect(plan.expected.requests).toBe(3);
  expect(plan.tenants.map(({ displayName }) => displayName)).toEqual(['Fabrikam']);
});

test('what is deferred is priced, too', async () => {
  const { out } = await run(explain, ['examples/defer.graphql']);

  expect(out).toContain('alerts.nodes.hosts.host');
});

test.each([
  [[], /takes one FILE/],
  [['nowhere.graphql'], /cannot be read \(ENOENT\)/],
  [['examples/triage.graphql', '--variables', '{'], /is not JSON/],
  [['examples/triage.graphql', '--operation', 'Other'], /has no operation Other/],
])('explain %j is refused in one line', async (args, reason) => {
  await expect(run(explain, args)).rejects.toThrow(reason);
});

test('a document that is none of this schema is refused with the first reason', async () => {
  await expect(run(explain, [written('{ alerts { nonsense } }')])).rejects.toThrow(/Cannot query field "nonsense"/);
});
