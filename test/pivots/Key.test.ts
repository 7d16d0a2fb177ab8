import fc from 'fast-check';
import { hostReference, KNOWN_BY, namedHost } from '../../src/pivots/Key.js';

test('what the global id of a host says names the machine by the id it was made from', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('objectId' as const, 'intuneId' as const, 'defenderId' as const),
      fc.stringMatching(/^[0-9a-f-]{1,40}$/),
      (by, id) => {
        expect(namedHost(KNOWN_BY[by] + id)).toEqual(hostReference({ [by]: id }));
      },
    ),
  );
});

test('a global id without a word before it is a device id of Entra', () => {
  const deviceId = '5d1d0f3c-0000-4000-8000-000000000001';

  expect(namedHost(deviceId)).toEqual(hostReference({ deviceId }));
});
