import fc from 'fast-check';
import { GraphFault } from '../../../emulator/odata/GraphFault.js';
import type { Route } from '../../../emulator/routes/Route.js';
import { Router } from '../../../emulator/routes/router.js';
import { segmentsOf } from '../../../emulator/routes/segments.js';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  workload: 'directory',
  permission: 'userRead',
  answer: () => ({ status: 200, headers: {} }),
});
const router = new Router([
  route('GET', '/users'),
  route('GET', '/users/{id}'),
  route('PATCH', '/users/{id}'),
  route('GET', '/users/{id}/manager'),
  route('GET', '/devices(deviceId={deviceId})'),
  route('GET', '/devices/{id}'),
  route('POST', '/directoryObjects/getByIds'),
]);
const found = (path: string, method = 'GET'): [string, unknown] => {
  const { route: match, params } = router.find(method, path);
  return [match.path, params];
};

describe('Router', () => {
  test.each([
    ['/users/ada%40contoso.example', { id: 'ada@contoso.example' }],
    ["/users('ada%40contoso.example')", { id: 'ada@contoso.example' }],
    ["/users('O''Neil')", { id: "O'Neil" }],
    ["/users('%24cash')", { id: '$cash' }],
    ['/users/guest_x.example%23EXT%23@contoso.example', { id: 'guest_x.example#EXT#@contoso.example' }],
    ['/USERS/1/', { id: '1' }],
  ])('%s names one user', (path, params) => {
    expect(found(path)).toEqual(['/users/{id}', params]);
  });

  test('a key in quotes is never taken for a navigation or a literal', () => {
    expect(found("/users('manager')/manager")).toEqual(['/users/{id}/manager', { id: 'manager' }]);
  });

  test('an alternate key has its own form', () => {
    expect(found("/devices(deviceId='7')")).toEqual(['/devices(deviceId={deviceId})', { deviceId: '7' }]);
    expect(found("/devices('7')")).toEqual(['/devices/{id}', { id: '7' }]);
  });

  test('/$count asks the list for its number', () => {
    expect(router.find('GET', '/users/$count')).toMatchObject({ isCount: true, route: { path: '/users' } });
  });

  test.each([
    ['/nothing', 'nothing'],
    ['/users/1/foo', 'foo'],
    ['/users/1/manager/bar', 'bar'],
    ['/directoryObjects', 'directoryObjects'],
    ['/', ''],
  ])('%s: the first segment that Graph does not know is named', (path, segment) => {
    expect(() => router.find('GET', path)).toThrow(`Resource not found for the segment '${segment}'.`);
  });

  test('a known path under another method is 405', () => {
    expect(() => router.find('DELETE', '/users/1')).toThrow(expect.objectContaining({ status: 405 }));
  });

  test('malformed percent-encoding is a refusal of the caller, not a crash', () => {
    expect(() => router.find('GET', '/users/%')).toThrow(expect.objectContaining({ status: 400 }));
  });

  test('whatever stands in a path, only GraphFault is thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          router.find('GET', `/${text}`);
          return true;
        } catch (error) {
          return error instanceof GraphFault;
        }
      }),
    );
  });

  test('any key survives both forms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        const quoted = encodeURIComponent(key.replaceAll("'", "''"));
        return segmentsOf(`/users('${quoted}')`)[1]?.text === key;
      }),
    );
  });
});
