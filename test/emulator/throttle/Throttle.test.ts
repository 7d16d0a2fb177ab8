import { Throttle } from '../../../emulator/throttle/Throttle.js';
import type { Draw } from '../../../emulator/throttle/Throttle.js';
import { getByIdsUnits, resourceUnits } from '../../../emulator/throttle/resourceUnits.js';

const draw: Draw = {
  workload: 'security',
  appId: 'app',
  tenantId: 'contoso',
  tenantUsers: 60,
  resourceUnits: 1,
  isWrite: false,
  readsSignInActivity: false,
};

function admitted(throttle: Throttle, one: Draw, calls: number, nowMs = 0): number {
  return Array.from({ length: calls }, () => throttle.take(one, nowMs)).filter(({ refusedBy }) => refusedBy === null)
    .length;
}

describe('Throttle', () => {
  const real = { isOn: true, scale: 1, hasOtherApp: false };

  test('security allows 150 a minute per application and tenant, and tells when to come back', () => {
    const throttle = new Throttle(real);

    expect(admitted(throttle, draw, 200)).toBe(150);
    expect(throttle.take(draw, 0).retryAfterSeconds).toBeGreaterThan(0);
    expect(throttle.take({ ...draw, tenantId: 'fabrikam' }, 0).refusedBy).toBeNull();
    expect(throttle.take({ ...draw, appId: 'other' }, 0).refusedBy).toBeNull();
  });

  test('identity protection allows 1 a second for all applications of a tenant together, without Retry-After', () => {
    const throttle = new Throttle(real);
    const risk: Draw = { ...draw, workload: 'identityProtection' };

    expect(throttle.take(risk, 0).refusedBy).toBeNull();
    const refused = throttle.take({ ...risk, appId: 'other' }, 0);

    expect(refused.refusedBy?.name).toBe('identityProtection');
    expect(refused.retryAfterSeconds).toBeNull();
    expect(throttle.take(risk, 1000).refusedBy).toBeNull();
  });

  test('Intune allows 2,000 in 20 s', () => {
    expect(admitted(new Throttle(real), { ...draw, workload: 'intune' }, 2100)).toBe(2000);
  });

  test.each([
    [49, 3500],
    [50, 5000],
    [500, 5000],
    [501, 8000],
  ])('a tenant of %i users may be read for %i resource units in 10 s', (tenantUsers, units) => {
    const one: Draw = { ...draw, workload: 'directory', tenantUsers, resourceUnits: 100 };

    expect(admitted(new Throttle(real), one, 100) * 100).toBe(units);
  });

  test('the directory says how near its limit is, from 80 % on, and which limit refused', () => {
    const throttle = new Throttle(real);
    const one: Draw = { ...draw, workload: 'directory', resourceUnits: 1000 };

    expect(throttle.take(one, 0).headers).toEqual({});
    admitted(throttle, one, 2);
    expect(throttle.take(one, 0).headers).toEqual({ 'x-ms-throttle-limit-percentage': '0.80' });
    admitted(throttle, one, 1);
    expect(throttle.take(one, 0).headers).toEqual({
      'x-ms-throttle-limit-percentage': '1.00',
      'x-ms-throttle-scope': 'Tenant_Application/Read/app/contoso',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
    });
  });

  test('writes have a limit of their own: 3,000 in 150 s', () => {
    const one: Draw = { ...draw, workload: 'directory', isWrite: true };

    const throttle = new Throttle({ ...real, scale: 1 });

    expect(admitted(throttle, one, 3100)).toBe(3000);
    expect(throttle.take(one, 0).headers['x-ms-throttle-information']).toBe('WriteLimitExceeded');
  });

  test('the scale multiplies, off lets everything through, reset forgets', () => {
    expect(admitted(new Throttle({ ...real, scale: 2 }), draw, 400)).toBe(300);
    expect(admitted(new Throttle({ ...real, isOn: false }), draw, 400)).toBe(400);

    const throttle = new Throttle(real);
    admitted(throttle, draw, 150);
    throttle.reset();

    expect(throttle.take(draw, 0).refusedBy).toBeNull();
  });

  test('the other application drinks only from limits that a tenant shares', () => {
    const throttle = new Throttle({ ...real, hasOtherApp: true });
    const risk: Draw = { ...draw, workload: 'identityProtection' };
    const seconds = [0, 1, 2, 3, 4];

    expect(seconds.map((s) => throttle.take(risk, s * 1000).refusedBy === null)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(admitted(throttle, draw, 200)).toBe(150);
  });
});

describe('resource units', () => {
  test.each([
    [2, {}, 2],
    [2, { select: ['id'] }, 1],
    [2, { select: ['id'], top: 15 }, 1],
    [2, { top: 20 }, 2],
    [2, { select: ['id'], top: 100, expand: [{ navigation: 'manager', others: [] }] }, 2],
    [1, { expand: [{ navigation: 'registeredOwners', others: [] }] }, 2],
    [3, { top: 5 }, 2],
  ])('base %i with %j costs %i', (base, options, units) => {
    expect(resourceUnits(base, options)).toBe(units);
  });

  test('getByIds costs 5, with $select 2', () => {
    expect(getByIdsUnits({})).toBe(5);
    expect(getByIdsUnits({ select: ['id'] })).toBe(2);
  });
});
