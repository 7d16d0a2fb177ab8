import type { GraphAnswer, GraphRequest } from '../../src/graph/GraphRequest.js';
import { nextRequest } from '../../src/graph/nextRequest.js';
import { pages } from '../../src/graph/pages.js';
import { FakeClock } from '../support/fakeClock.js';
import { callAt, failureOf, read, tenantAt } from '../support/graphServer.js';

const tenant = tenantAt('https://graph.microsoft.com');
const from = read('/users?$top=2', { headers: { ConsistencyLevel: 'eventual' } });

describe('a nextLink', () => {
  test('keeps its path and query as they are, and the headers of its first page', () => {
    const link = "https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Bb'c&$top=2";

    expect(nextRequest(tenant, from, link)).toEqual({
      method: 'GET',
      path: "/users?$skiptoken=a%2Bb'c&$top=2",
      workload: 'directory',
      version: 'v1.0',
      headers: { ConsistencyLevel: 'eventual' },
    });
  });

  test('of a Graph root with a path stays below that path', () => {
    const proxied = tenantAt('http://127.0.0.1:4010/graph');

    expect(nextRequest(proxied, from, 'http://127.0.0.1:4010/graph/v1.0/users?x').path).toBe('/users?x');
    expect(() => nextRequest(proxied, from, 'http://127.0.0.1:4010/v1.0/users?x')).toThrow('leaves its own address');
  });

  test.each([
    'https://evil.example/v1.0/users?$skiptoken=x',
    'https://graph.microsoft.com.evil.example/v1.0/users',
    'https://graph.microsoft.com@evil.example/v1.0/users',
    'https://user:pass@graph.microsoft.com/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com:444/v1.0/users',
    'https://graph.microsoft.com/beta/users',
    'https://graph.microsoft.com/v1.0/../beta/users',
    'https://graph.microsoft.com/v1.0/%2e%2e/beta/users',
    'https://graph.microsoft.com/v1.0/..\\beta/users',
    'https://graph.microsoft.com/v1.0x/users',
    'https://graph.microsoft.com/v1.0/users#x',
    'https://graph.microsoft.com/v1.0/us\ners',
    'https://graph.microsoft.com/v1.0/users ?x',
    '//graph.microsoft.com/v1.0/users',
    '/v1.0/users',
    '',
  ])('%j is not followed', (link) => {
    expect(() => nextRequest(tenant, from, link)).toThrow(
      expect.objectContaining({
        code: 'UPSTREAM_INVALID_RESPONSE',
        facts: { tenantId: tenant.tenantId, workload: 'directory' },
      }),
    );
  });

  test('over plain http is followed on this machine only', () => {
    expect(nextRequest(tenantAt('http://127.0.0.1:1'), from, 'http://127.0.0.1:1/v1.0/x').path).toBe('/x');
    expect(() => nextRequest(tenantAt('http://graph.example'), from, 'http://graph.example/v1.0/x')).toThrow();
  });
});

describe('pages', () => {
  const call = callAt(new FakeClock());
  const sent: string[] = [];

  function graphOf(links: Record<string, string | undefined>): {
    send: (t: unknown, request: GraphRequest) => Promise<GraphAnswer>;
  } {
    sent.length = 0;
    return {
      async send(_tenant, { path }) {
        sent.push(path);
        const link = links[path];
        const body = {
          value: [path],
          ...(link ? { '@odata.nextLink': `https://graph.microsoft.com/v1.0${link}` } : {}),
        };
        return { status: 200, headers: {}, body, requestId: null, asOf: 0 };
      },
    };
  }

  async function readAll(
    links: Record<string, string | undefined>,
    options?: { maxPages?: number },
  ): Promise<(string | null)[]> {
    const nexts: (string | null)[] = [];
    for await (const { next } of pages(graphOf(links), tenant, read('/a'), call, options))
      nexts.push(next?.path ?? null);
    return nexts;
  }

  test('are read to the end', async () => {
    expect(await readAll({ '/a': '/b', '/b': '/c' })).toEqual(['/b', '/c', null]);
  });

  test('end at maxPages, saying how to go on', async () => {
    expect(await readAll({ '/a': '/b', '/b': '/c' }, { maxPages: 2 })).toEqual(['/b', '/c']);
    expect(sent).toEqual(['/a', '/b']);
  });

  test('are never more than a hundred', async () => {
    const endless = new Proxy({}, { get: (_, path) => `${String(path)}x` });

    expect(await readAll(endless, { maxPages: 1000 })).toHaveLength(100);
  });

  test('that lead in a circle are an error', async () => {
    const failure = await failureOf(readAll({ '/a': '/b', '/b': '/a' }));

    expect(failure.code).toBe('UPSTREAM_INVALID_RESPONSE');
    expect(sent).toEqual(['/a', '/b']);
  });
});
