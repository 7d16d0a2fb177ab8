import type { Incident } from '../../../schema/Incident.js';
import { mirrorTags } from '../../../src/writes/triage/incidentTags.js';
import { changedTags, tagWords } from '../../../src/writes/triage/tagWords.js';
import type { Desk } from '../../../src/writes/Verb.js';

/** An incident, and what somebody else does to its tags after each of our writes. */
function deskOf(tags: string[], others: readonly ((tags: string[]) => string[])[]) {
  const written: (readonly string[])[] = [];
  const incident = (): Incident => ({ graphId: '7', customTags: tags }) as unknown as Incident;
  const incidents = {
    byId: () => Promise.resolve(incident()),
    update: (_place: unknown, _id: string, { customTags }: { customTags: readonly string[] }) => {
      tags = others[written.length]?.([...customTags]) ?? [...customTags];
      written.push(customTags);
      return Promise.resolve({ noun: incident(), requestId: `request ${written.length}` });
    },
  };
  const operation = {
    shown: new Map(),
    stores: {
      ...{ sources: { incidents }, lifetimes: { alerts: 0 }, clock: { now: () => 0 } },
      cache: { setMany: () => Promise.resolve() },
    },
  };
  const place = { tenant: { tenantId: 't' }, call: { partition: '' } };
  return { desk: { operation, place } as unknown as Desk, written, tags: () => tags };
}

const VIP = { add: ['VIP'], remove: ['old'] };

test('tags of others stay, and what is there is not written', async () => {
  const { desk, written, tags } = deskOf(['Finance', 'OLD'], []);

  const first = await mirrorTags('7', VIP, desk);
  const again = await mirrorTags('7', { add: ['vip'], remove: ['Old'] }, desk);

  expect(first).toEqual({ kind: 'done', note: null, requestId: 'request 1' });
  expect(again).toEqual({ kind: 'done', note: null, requestId: null });
  expect(written).toEqual([['Finance', 'VIP']]);
  expect(tags()).toEqual(['Finance', 'VIP']);
});

test('what somebody has overwritten in between is written once more, with what he has given', async () => {
  const { desk, written, tags } = deskOf(['Finance'], [() => ['Finance', 'His']]);

  const mirrored = await mirrorTags('7', VIP, desk);

  expect(mirrored).toEqual({ kind: 'done', note: null, requestId: 'request 2' });
  expect(written).toEqual([
    ['Finance', 'VIP'],
    ['Finance', 'His', 'VIP'],
  ]);
  expect(tags()).toEqual(['Finance', 'His', 'VIP']);
});

test('who overwrites it again and again is not fought: a note says so', async () => {
  const stubborn = (): string[] => ['His'];
  const { desk, written } = deskOf([], [stubborn, stubborn, stubborn]);

  const mirrored = await mirrorTags('7', VIP, desk);

  expect(mirrored).toMatchObject({ kind: 'done', note: expect.stringMatching(/somebody else changes them/) });
  expect(written).toHaveLength(2);
});

test('an incident that was tagged and cannot be read then is not told to be untouched', async () => {
  const { desk, written } = deskOf([], []);
  const { incidents } = desk.operation.stores.sources;
  const byId = incidents.byId.bind(incidents);
  incidents.byId = (...args) => (written.length > 0 ? Promise.reject(new Error('no answer')) : byId(...args));

  const mirrored = await mirrorTags('7', VIP, desk);

  expect(mirrored).toEqual({
    ...{ kind: 'done', requestId: 'request 1' },
    note: expect.stringMatching(/could not be read/) as string,
  });
});

test('tags keep their letters and their place; a change names each of its own once', () => {
  expect(changedTags(['B', 'a', 'c'], { add: ['A', 'd'], remove: ['C'] })).toEqual(['B', 'a', 'd']);
  expect(tagWords([' x ', 'X', 'e\u0301'], ['y'])).toEqual({ add: ['x', '\u00e9'], remove: ['y'] });
});
