import fc from 'fast-check';
import { seal, sealKey, unseal } from '../../src/util/sealed.js';

const key = sealKey('a secret of this service');
const NOW = 1000;
const close = (value: unknown, purpose = 'alerts'): string => seal(value, key, { purpose, expiresAt: NOW + 1 });
const open = (text: string, purpose = 'alerts', now = NOW): unknown => unseal(text, key, { purpose, now });

describe('a seal', () => {
  test('gives back any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(open(close(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });

  test('shows nothing and is never the same twice', () => {
    expect(Buffer.from(close('skiptoken'), 'base64url').toString('latin1')).not.toContain('skiptoken');
    expect(close(1)).not.toBe(close(1));
  });

  test('is null when one bit of it is changed', () => {
    const text = close({ path: '/users' });
    const bits = Buffer.from(text, 'base64url').length * 8;
    fc.assert(
      fc.property(fc.nat(bits - 1), (bit) => {
        const bytes = Buffer.from(text, 'base64url');
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(open(bytes.toString('base64url'))).toBeNull();
      }),
    );
  });

  test('is null when it is too old, for another purpose, of another key, or no seal at all', () => {
    const text = close(1);
    expect(open(text, 'alerts', NOW + 1)).toBeNull();
    expect(open(text, 'users')).toBeNull();
    expect(unseal(text, sealKey('another'), { purpose: 'alerts', now: NOW })).toBeNull();
    expect(open(`${text}=`)).toBeNull();
    fc.assert(fc.property(fc.string(), (foreign) => expect(open(foreign)).toBeNull()));
  });
});
