import { sortRefusal } from '../../src/graph/sortError.js';
import { tenantAt } from '../support/graphServer.js';

const ALERTS = { method: 'GET', path: '/security/alerts_v2?$top=1', workload: 'security' } as const;

function sorted(status: number, code: string, message: string) {
  const refusal = {
    kind: 'refused',
    status,
    headers: {},
    body: { error: { code, message } },
    requestId: null,
  } as const;
  return sortRefusal(tenantAt('http://127.0.0.1:1'), ALERTS, refusal, 0);
}

describe('a tenant without Defender', () => {
  test.each([401, 403])('refuses alerts with %i and lacks the licence, not a consent', (status) => {
    const error = sorted(status, 'Unauthorized', 'Account is not provisioned.');

    expect(error.code).toBe('UPSTREAM_NOT_LICENSED');
    expect(error.facts['remedy']).toContain('Microsoft Defender XDR');
  });

  test('is told apart from one that has not consented', () => {
    const error = sorted(403, 'Forbidden', 'Missing application roles. API required roles: SecurityAlert.Read.All.');

    expect(error.code).toBe('UPSTREAM_FORBIDDEN');
    expect(error.facts['remedy']).toContain('SecurityAlert.Read.All');
  });
});
