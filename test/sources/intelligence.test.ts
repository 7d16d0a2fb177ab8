import fc from 'fast-check';
import type { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphRequest } from '../../src/graph/GraphRequest.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { EVERYTHING } from '../../src/pivots/Want.js';
import { IntelligenceSource } from '../../src/sources/IntelligenceSource.js';
import type { Place } from '../../src/sources/Place.js';

const TENANT = { tenantId: 'c0a7050e-0001-4000-8000-000000000001', displayName: 'Contoso' } as GraphTenant;
const PLACE = { tenant: TENANT, call: {} } as unknown as Place;

/** A Graph that answers one body to everything, and what it was asked. */
function answering(body: object): { source: IntelligenceSource; asked: GraphRequest[] } {
  const asked: GraphRequest[] = [];
  const send = (_tenant: GraphTenant, request: GraphRequest) => {
    asked.push(request);
    return Promise.resolve({ status: 200, headers: {}, body, requestId: null, asOf: 0 });
  };
  return { source: new IntelligenceSource({ send } as unknown as GraphClient), asked };
}

test('whatever a host is called, its call stays below the hosts and is one segment of the path', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (host) => {
      const { source, asked } = answering({});

      await source.reputation(PLACE, host).catch((error: unknown) => expect(error).toBeInstanceOf(RangeError));

      for (const { path } of asked) {
        const url = new URL(path, 'https://graph.example');
        expect(url.pathname).toMatch(/^\/security\/threatIntelligence\/hosts\/[^/]+\/reputation$/);
        expect([url.search, url.hash]).toEqual(['', '']);
      }
    }),
  );
});

test('whatever is searched for, it arrives in quotes and as nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (words) => {
      const { source, asked } = answering({ value: [] });

      await source
        .articles(PLACE, words, EVERYTHING)
        .catch((error: unknown) => expect(error).toBeInstanceOf(RangeError));

      for (const { path } of asked) {
        const { searchParams } = new URL(path, 'https://graph.example');
        const search = searchParams.get('$search') ?? '';
        expect([...searchParams.keys()]).toEqual(['$search', '$top', '$select']);
        expect(search.slice(1, -1).replace(/\\(.)/gs, '$1')).toBe(Buffer.from(words).toString());
        expect(search).toMatch(/^"([^"\\]|\\.)*"$/s);
      }
    }),
  );
});

test('words that this version does not know stand beside UNKNOWN', async () => {
  const { source } = answering({ classification: 'dubious', score: 'high', rules: [{ relatedDetailsUrl: 'ftp://x' }] });

  expect(await source.reputation(PLACE, 'a.example')).toEqual({
    classification: 'UNKNOWN',
    classificationRaw: 'dubious',
    score: null,
    rules: [{ name: '', description: null, severity: null, url: null }],
  });
});

test('both names of a source are understood, and an artifact that is no host is told by its value', async () => {
  const { source } = answering({
    value: [
      { source: 'openSourceIntelligence', artifact: { id: 'aGFzaA==', kind: 'sha256', value: 'AB'.repeat(32) } },
      { source: 'microsoft', artifact: { id: '2001:DB8:0:0::1' } },
      { source: 'rumour', artifact: { id: 'not a thing' } },
      { source: 'microsoft' },
    ],
  });

  expect(await source.indicators(PLACE, 'articles', 'a272d5ab')).toMatchObject([
    { source: 'OSINT', observable: { kind: 'FILE_SHA256', value: 'ab'.repeat(32) } },
    { source: 'MICROSOFT', value: '2001:DB8:0:0::1', observable: { kind: 'IPV6', value: '2001:db8::1' } },
    { source: 'UNKNOWN', sourceRaw: 'rumour', value: 'not a thing', observable: null },
  ]);
});

test('of HTML the words are kept, Markdown stays as it is', async () => {
  const { source } = answering({
    id: 'CVE-2024-1',
    description: { format: 'html', content: '<p>One &amp; two</p><script>x()</script>' },
    remediation: { format: 'markdown', content: '**Install** it.' },
  });

  expect(await source.vulnerability(PLACE, 'CVE-2024-1')).toMatchObject({
    description: 'One & two',
    remediation: '**Install** it.',
    severity: 'UNKNOWN',
  });
});
