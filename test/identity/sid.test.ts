import fc from 'fast-check';
import { anySid, cloudSidFromObjectId, domainSid, objectIdFromCloudSid } from '../../src/identity/sid.js';

const OBJECT_ID = '6f3c8a10-5b1e-4d2a-9c77-0123456789ab';
const CLOUD_SID = 'S-1-12-1-1866238480-1294621470-587298716-2877908805';

describe('a cloud SID', () => {
  it('holds the object id as four little-endian words', () => {
    expect(objectIdFromCloudSid(CLOUD_SID)).toBe(OBJECT_ID);
    expect(cloudSidFromObjectId(OBJECT_ID.toUpperCase())).toBe(CLOUD_SID);
  });

  it('survives the way there and back for every object id', () => {
    const id = fc.uuid().filter((text) => text !== '00000000-0000-0000-0000-000000000000');
    fc.assert(fc.property(id, (text) => objectIdFromCloudSid(cloudSidFromObjectId(text)!) === text));
  });

  it('survives the way back and there for every SID', () => {
    const word = fc.integer({ min: 1, max: 0xffff_ffff });
    fc.assert(
      fc.property(word, word, word, word, (...words) => {
        const sid = `S-1-12-1-${words.join('-')}`;
        expect(cloudSidFromObjectId(objectIdFromCloudSid(sid)!)).toBe(sid);
      }),
    );
  });

  it.each(['S-1-12-1-1-2-3', 'S-1-12-1-1-2-3-4294967296', 'S-1-5-21-1-2-3-4', 'S-1-12-1-0-0-0-0', '', 'nonsense'])(
    'is not %j',
    (text) => {
      expect(objectIdFromCloudSid(text)).toBeNull();
    },
  );

  it('is not made of what is no GUID', () => {
    expect(cloudSidFromObjectId('ada@contoso.com')).toBeNull();
  });
});

describe('a SID', () => {
  it('belongs to a domain account, or is a well-known one', () => {
    expect(domainSid('s-1-5-21-1-2-3-1105')).toBe('S-1-5-21-1-2-3-1105');
    expect(domainSid('S-1-5-18')).toBeNull();
    expect(anySid('s-1-5-18')).toBe('S-1-5-18');
    expect(anySid("S-1-5-21-1' or 1 eq 1")).toBeNull();
  });
});
