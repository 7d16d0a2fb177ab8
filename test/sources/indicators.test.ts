import type { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { SecgraphError } from '../../src/errors/SecgraphError.js';
import { IndicatorSource, readDefenderIndicator, readTiIndicator } from '../../src/sources/IndicatorSource.js';
import type { Place } from '../../src/sources/Place.js';

const TENANT = { tenantId: 'c0a7050e-0001-4000-8000-000000000001', displayName: 'Contoso' } as GraphTenant;
const asOf = '2026-11-23T08:00:00.000Z';
const ti = (record: object) => readTiIndicator(TENANT, { record: { id: '1', ...record }, asOf })!;
const defender = (record: object) => readDefenderIndicator(TENANT, { record: { id: '995', ...record }, asOf })!;

describe('an indicator of Graph', () => {
  test.each([
    [{ domainName: 'Evil.Example.' }, 'DOMAIN', 'evil.example', false],
    [{ url: 'HTTPS://Evil.example:443/a' }, 'URL', 'https://evil.example/a', false],
    [{ networkDestinationIPv6: '2001:db8:0:0:0:0:0:1' }, 'IPV6', '2001:db8::1', false],
    [{ networkDestinationCidrBlock: '198.51.100.16/28' }, 'IPV4', '198.51.100.16/28', true],
    [{ networkCidrBlock: '2001:DB8::/32' }, 'IPV6', '2001:db8::/32', true],
    [{ networkCidrBlock: '10.0.0.0/99' }, null, '10.0.0.0/99', true],
    [{ fileHashType: 'sha256', fileHashValue: 'AB'.repeat(32) }, 'FILE_SHA256', 'ab'.repeat(32), false],
    [{ fileHashType: 'ctph', fileHashValue: '3:AXGBicF' }, null, '3:axgbicf', false],
    [{ emailSenderAddress: 'a@Evil.Example' }, 'EMAIL_SENDER', 'a@evil.example', false],
    [{ userAgent: 'curl/7' }, null, 'curl/7', false],
    [{ networkDestinationAsn: 64496 }, null, '64496', false],
    [{ domainName: '*.evil.example' }, 'DOMAIN', '*.evil.example', false],
  ])('about %j', (record, kind, value, isRange) => {
    expect(ti(record)).toMatchObject({ kind, value, values: [{ kind, value, isRange }] });
  });

  test('that is about several things says all of them, the most telling first', () => {
    const { value, values } = ti({ emailSubject: 'Pay  now', domainName: 'evil.example', userAgent: 'curl' });

    expect(value).toBe('evil.example');
    expect(values.map(({ property }) => property)).toEqual(['domainName', 'emailSubject']);
  });

  test('that is about nothing has an empty value', () => {
    expect(ti({})).toMatchObject({ kind: null, value: '', values: [], observable: null });
  });

  test('its value is an observable, but for ranges', () => {
    expect(ti({ domainName: 'evil.example' }).observable).toMatchObject({ kind: 'DOMAIN', verdict: 'UNKNOWN' });
    expect(ti({ networkCidrBlock: '10.0.0.0/8' }).observable).toBeNull();
  });

  test.each([
    [{}, true],
    [{ expirationDateTime: '2026-11-23T08:00:01Z' }, true],
    [{ expirationDateTime: '2026-11-23T08:00:00Z' }, false],
    [{ expirationDateTime: '2027-01-01T00:00:00Z', isActive: false }, false],
    [{ expirationDateTime: '0001-01-01T00:00:00Z' }, true],
  ])('%j is in force: %s', (record, isActive) => {
    expect(ti(record).isActive).toBe(isActive);
  });

  test.each([
    [0, 'INFORMATIONAL'],
    [2, 'LOW'],
    [3, 'MEDIUM'],
    [5, 'HIGH'],
    [9, 'UNKNOWN'],
    [null, 'UNKNOWN'],
  ])('severity %s is %s', (severity, expected) => {
    expect(ti({ severity })).toMatchObject({
      severity: expected,
      severityRaw: severity === null ? null : String(severity),
    });
  });

  test('words that this version does not know stand beside UNKNOWN', () => {
    expect(ti({ action: 'sinkhole', tlpLevel: 'clear' })).toMatchObject({
      action: 'UNKNOWN',
      actionRaw: 'sinkhole',
      tlp: 'UNKNOWN',
      tlpRaw: 'clear',
    });
  });
});

describe('an indicator of Defender', () => {
  test.each([
    ['Allowed', 'ALLOW'],
    ['Audit', 'AUDIT'],
    ['Warn', 'WARN'],
    ['Block', 'BLOCK'],
    ['BlockAndRemediate', 'BLOCK_AND_REMEDIATE'],
    ['AlertAndBlock', 'BLOCK_AND_REMEDIATE'],
    ['Alert', 'ALERT'],
    ['Quarantine', 'UNKNOWN'],
  ])('%s is %s', (action, expected) => {
    expect(defender({ action })).toMatchObject({ action: expected, actionRaw: action });
  });

  test.each([
    ['CertificateThumbprint', 'AB:CD 12', 'CERTIFICATE', 'abcd12'],
    ['IpAddress', '2001:0db8:0000:0000:0000:0000:0000:0001', 'IPV6', '2001:db8::1'],
    ['Url', 'evil.example/a', 'URL', 'evil.example/a'],
    ['FileMd5', 'AB'.repeat(16), 'FILE_MD5', 'ab'.repeat(16)],
    ['Mutex', 'Global\\x', null, 'Global\\x'],
  ])('%s %s', (indicatorType, indicatorValue, kind, value) => {
    expect(defender({ indicatorType, indicatorValue })).toMatchObject({ kind, value });
  });

  test('ids of the two targets do not meet, and numbers are ids, too', () => {
    const [first, second] = [ti({ id: '995' }), defender({ id: 995 })];

    expect(second.graphId).toBe('995');
    expect(first.id).not.toBe(second.id);
    expect(readDefenderIndicator(TENANT, { record: {}, asOf })).toBeNull();
  });
});

test.each([
  ['UPSTREAM_NOT_FOUND', 404, true],
  ['UPSTREAM_REFUSED', 400, true],
  ['UPSTREAM_REFUSED', 409, false],
  ['UPSTREAM_UNAVAILABLE', 503, false],
] as const)('%s with status %i: Graph has no indicators any more: %s', async (code, status, isGone) => {
  const graph = { send: () => Promise.reject(new SecgraphError(code, 'no', { status })) } as unknown as GraphClient;
  const reading = new IndicatorSource(graph).ofGraph({ tenant: TENANT, call: {} } as unknown as Place);

  if (isGone) await expect(reading).resolves.toMatchObject({ isGone: true, indicators: [] });
  else await expect(reading).rejects.toMatchObject({ code });
});
