import { impossiblePart, readBatch, runBatch } from '../../../emulator/http/batch.js';
import type { Reply } from '../../../emulator/http/Reply.js';

const get = (id: string, more: object = {}): object => ({ id, method: 'GET', url: '/users', ...more });
const many = (count: number): object[] => Array.from({ length: count }, (_, index) => get(String(index)));

describe('readBatch', () => {
  test('a part is read with upper-case method, lower-case header names and a leading slash', () => {
    const body = {
      requests: [{ id: 'a', method: 'post', url: 'x', headers: { 'Content-Type': 'application/json' }, body: {} }],
    };

    expect(readBatch(body)).toEqual([
      { id: 'a', method: 'POST', url: '/x', headers: { 'content-type': 'application/json' }, body: {}, dependsOn: [] },
    ]);
  });

  test('20 parts are allowed, 21 are not', () => {
    expect(readBatch({ requests: many(20) })).toHaveLength(20);
    expect(() => readBatch({ requests: many(21) })).toThrow('exceeds the maximum value of 20');
  });

  test.each([
    ['no envelope', undefined, 'Invalid batch payload format.'],
    ['an empty list', { requests: [] }, 'Invalid batch payload format.'],
    ['a part without id', { requests: [{ method: 'GET', url: '/x' }] }, 'Invalid batch payload format.'],
    ['a number as id', { requests: [{ id: 1, method: 'GET', url: '/x' }] }, 'Invalid batch payload format.'],
    ['ids that differ in case only', { requests: [get('a'), get('A')] }, 'Request Id A has to be unique in a batch.'],
    ['a body without type', { requests: [get('a', { body: {} })] }, 'does not contain Content-Type header or body'],
    ['an unknown dependency', { requests: [get('a', { dependsOn: ['b'] })] }, 'dependsOn'],
    ['a circle', { requests: [get('a', { dependsOn: ['b'] }), get('b', { dependsOn: ['a'] })] }, 'dependsOn'],
  ])('%s is refused as a whole', (_name, body, message) => {
    expect(() => readBatch(body)).toThrow(message);
  });
});

describe('runBatch', () => {
  test('a part runs after those it depends on; after a failure it is 424 and never runs', async () => {
    const requests = [
      get('last', { dependsOn: ['mid'] }),
      get('mid', { dependsOn: ['FIRST'] }),
      get('first'),
      get('free'),
    ];
    const ran: string[] = [];
    const answer = ({ id }: { id: string }): Promise<Reply> => {
      ran.push(id);
      return Promise.resolve({ status: id === 'mid' ? 404 : 200, headers: {} });
    };

    const replies = await runBatch(readBatch({ requests }), answer);

    expect(replies.map(({ id, reply }) => [id, reply.status])).toEqual([
      ['last', 424],
      ['mid', 404],
      ['first', 200],
      ['free', 200],
    ]);
    expect(ran.sort()).toEqual(['first', 'free', 'mid']);
  });
});

describe('impossiblePart', () => {
  test.each([
    ['an absolute url', 'GET', 'https://graph.microsoft.com/v1.0/users', 400],
    ['another host', 'GET', '//evil.example/users', 400],
    ['a batch in a batch', 'POST', '/$batch', 400],
    ['a method Graph does not take', 'TRACE', '/users', 405],
  ])('%s', (_name, method, url, status) => {
    const [part] = readBatch({ requests: [{ id: '1', method, url }] });

    expect(part && impossiblePart(part)?.status).toBe(status);
  });

  test('a colon in a relative url is fine', () => {
    const [part] = readBatch({
      requests: [{ id: '1', method: 'GET', url: "/users?$filter=proxyAddresses/any(p:p eq 'smtp:a')" }],
    });

    expect(part && impossiblePart(part)).toBeNull();
  });
});
