import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  MiddlewareFactory,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import type { BatchRequestStep, BatchResponseBody, Context } from '@microsoft/microsoft-graph-client';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { DemoTenant } from '../../emulator/demoTenants.js';
import { startEmulator } from '../../emulator/startEmulator.js';
import type { Emulator } from '../../emulator/startEmulator.js';
import { EmulatorClient } from './support/EmulatorClient.js';

const CONTOSO = DEMO_TENANTS[0] as DemoTenant;
const NORTHWIND = DEMO_TENANTS[2] as DemoTenant;

interface Page {
  readonly value: readonly Readonly<Record<string, unknown>>[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
}

describe('Microsoft’s own client before the emulator', () => {
  let emulator: Emulator;
  let client: Client;

  beforeAll(async () => {
    emulator = await startEmulator();
    client = clientOf(CONTOSO);
  });
  afterAll(() => emulator.stop());

  /**
   * The client as it comes, which sends tokens over https alone: the last link of its chain stands for the front that
   * terminates TLS and hands on to the emulator.
   */
  function clientOf(tenant: DemoTenant): Client {
    const credentials = new EmulatorClient(emulator, tenant);
    const chain = MiddlewareFactory.getDefaultMiddlewareChain({ getAccessToken: () => credentials.token() });
    return Client.initWithMiddleware({ middleware: [...chain.slice(0, -1), { execute: handOn }] });
  }

  async function handOn(context: Context): Promise<void> {
    const url = new URL(typeof context.request === 'string' ? context.request : context.request.url);
    const headers = new Headers(context.options?.headers);
    headers.set('x-forwarded-proto', 'https');
    headers.set('x-forwarded-host', url.host);
    context.response = await fetch(`${emulator.url}${url.pathname}${url.search}`, { ...context.options, headers });
  }

  test('reads a list with filter, selection and order', async () => {
    const page = (await client
      .api('/security/alerts_v2')
      .filter("severity eq 'high'")
      .select(['id', 'title', 'severity'])
      .orderby('createdDateTime desc')
      .top(5)
      .get()) as Page;

    expect(page.value).toHaveLength(5);
    expect(page.value.map((alert) => alert['severity'])).toEqual(Array(5).fill('high'));
    expect(Object.keys(page.value[0] ?? {}).sort()).toEqual(['id', 'severity', 'title']);
  });

  test('reads one user with the manager, and the count in the advanced engine', async () => {
    const list = (await client
      .api('/users')
      .header('ConsistencyLevel', 'eventual')
      .count(true)
      .search('"displayName:a"')
      .get()) as Page;
    const withManager = (await client.api('/users').expand('manager').top(50).get()) as Page;

    expect(list['@odata.count']).toBeGreaterThanOrEqual(list.value.length);
    expect(withManager.value.some(({ manager }) => typeof manager === 'object' && manager !== null)).toBe(true);
  });

  test('pages to the end, each alert once', async () => {
    const first = (await client.api('/security/alerts_v2').top(40).get()) as Page;
    const seen: string[] = [];
    const iterator = new PageIterator(client, { ...first, value: [...first.value] }, ({ id }: { id: string }) => {
      seen.push(id);
      return true;
    });

    await iterator.iterate();

    const all = [...(emulator.world.tenants.get(CONTOSO.tenantId)?.alerts ?? [])].map(({ id }) => id);
    expect(iterator.isComplete()).toBe(true);
    expect(seen.sort()).toEqual(all.sort());
  });

  test('stops in the middle of a page and goes on from there', async () => {
    const first = (await client.api('/users').top(10).get()) as Page;
    const seen: string[] = [];
    const iterator = new PageIterator(client, { ...first, value: [...first.value] }, ({ id }: { id: string }) => {
      seen.push(id);
      return seen.length !== 15;
    });

    await iterator.iterate();
    const before = seen.length;
    await iterator.resume();

    expect(before).toBe(15);
    expect(new Set(seen).size).toBe(emulator.world.tenants.get(CONTOSO.tenantId)?.users.size);
    expect(seen).toHaveLength(new Set(seen).size);
  });

  test('batches, and each part has its own answer', async () => {
    const user = await firstId('/users');

    const answers = await batch([
      { id: 'user', request: partOf(`/users/${user}?$select=id,displayName`) },
      { id: 'nobody', request: partOf('/users/11111111-2222-4333-8444-555555555555') },
    ]);

    expect(answers.getResponseById('user').status).toBe(200);
    expect(await answers.getResponseById('user').json()).toMatchObject({ id: user });
    expect(answers.getResponseById('nobody').status).toBe(404);
  });

  test('batches parts in a row: what depends on a failed part fails with it', async () => {
    const answers = await batch([
      { id: 'devices', request: partOf('/devices?$top=2') },
      { id: 'nobody', request: partOf('/users/11111111-2222-4333-8444-555555555555'), dependsOn: ['devices'] },
      { id: 'after', request: partOf('/users?$top=1'), dependsOn: ['nobody'] },
    ]);

    const statuses = ['devices', 'nobody', 'after'].map((id) => answers.getResponseById(id).status);
    expect(statuses).toEqual([200, 404, 424]);
  });

  test('changes an alert and reads it back', async () => {
    const id = await firstId('/security/alerts_v2');

    const changed: unknown = await client
      .api(`/security/alerts_v2/${id}`)
      .patch({ status: 'inProgress', assignedTo: 'soc@contoso.example' });

    expect(changed).toMatchObject({ id, status: 'inProgress', assignedTo: 'soc@contoso.example' });
    expect(await client.api(`/security/alerts_v2/${id}`).get()).toMatchObject({ status: 'inProgress' });
  });

  test('understands a refusal: status, code, request id and date', async () => {
    const refusal = await client
      .api('/users/11111111-2222-4333-8444-555555555555')
      .get()
      .catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(GraphError);
    expect(refusal).toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' });
    expect((refusal as GraphError).requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect((refusal as GraphError).date.getTime()).not.toBeNaN();
  });

  test('is told when a tenant has not consented', async () => {
    const refusal = await clientOf(NORTHWIND)
      .api('/security/alerts_v2')
      .get()
      .catch((error: unknown) => error);

    expect(refusal).toMatchObject({ statusCode: 403 });
  });

  async function firstId(path: string): Promise<string> {
    const { value } = (await client.api(path).top(1).get()) as Page;
    return String(value[0]?.['id']);
  }

  async function batch(steps: BatchRequestStep[]): Promise<BatchResponseContent> {
    const content = await new BatchRequestContent(steps).getContent();
    return new BatchResponseContent((await client.api('/$batch').post(content)) as BatchResponseBody);
  }

  /** The client makes the part's path of all that stands behind the host, so that no version may stand there. */
  function partOf(path: string): Request {
    return new Request(`https://graph.microsoft.com${path}`, { method: 'GET' });
  }
});
