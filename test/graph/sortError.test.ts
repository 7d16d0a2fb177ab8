import fc from 'fast-check';
import type { Refusal } from '../../src/graph/outcome.js';
import { sortRefusal } from '../../src/graph/sortError.js';
import { read, tenantAt } from '../support/graphServer.js';

const NOW = Date.UTC(2026, 10, 23, 8);
const tenant = tenantAt('https://graph.microsoft.com');

function refusal(
  status: number,
  code?: string,
  message = 'foreign text',
  headers: Record<string, string> = {},
): Refusal {
  const body = code === undefined ? null : { error: { code, message, innerError: { 'request-id': 'r-1' } } };
  return { kind: 'refused', status, headers, body, requestId: 'r-1' };
}

describe('a refusal of Graph', () => {
  test.each([
    ['directory without consent', read('/users'), refusal(403, 'Authorization_RequestDenied'), 'UPSTREAM_FORBIDDEN'],
    [
      'security without consent',
      read('/security/alerts_v2', { workload: 'security' }),
      refusal(403, 'Forbidden', 'Missing application roles. API required roles: SecurityAlert.Read.All'),
      'UPSTREAM_FORBIDDEN',
    ],
    [
      'no consent, told with roles that speak of licences',
      read('/security/tiIndicators', { workload: 'tiIndicators' }),
      refusal(403, 'Forbidden', 'Missing application roles. Application roles: LicenseAssignment.Read.All.'),
      'UPSTREAM_FORBIDDEN',
    ],
    [
      'audit without consent',
      read('/auditLogs/signIns', { workload: 'reports' }),
      refusal(403, 'Authentication_MSGraphPermissionMissing'),
      'UPSTREAM_FORBIDDEN',
    ],
    [
      'audit without P1',
      read('/auditLogs/signIns', { workload: 'reports' }),
      refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
      'UPSTREAM_NOT_LICENSED',
    ],
    [
      'risk without P2',
      read('/identityProtection/riskyUsers', { workload: 'identityProtection' }),
      refusal(403, 'Forbidden', 'Your tenant is not licensed for this feature.'),
      'UPSTREAM_NOT_LICENSED',
    ],
    [
      'no Defender',
      read('/security/alerts_v2', { workload: 'security' }),
      refusal(401, 'Unauthorized', 'Account is not provisioned.'),
      'UPSTREAM_NOT_LICENSED',
    ],
    [
      'no Intune',
      read('/deviceManagement/managedDevices', { workload: 'intune' }),
      refusal(400, 'BadRequest', 'Request not applicable to target tenant.'),
      'UPSTREAM_NOT_LICENSED',
    ],
    ['a bad token', read('/users'), refusal(401, 'InvalidAuthenticationToken'), 'UPSTREAM_UNAUTHENTICATED'],
    ['an unknown id', read('/users/1'), refusal(404, 'Request_ResourceNotFound'), 'UPSTREAM_NOT_FOUND'],
    ['something retired', read('/security/alerts'), refusal(410), 'UPSTREAM_NOT_FOUND'],
    ['a filter it does not know', read('/users'), refusal(400, 'Request_UnsupportedQuery'), 'UPSTREAM_REFUSED'],
    ['a URL too long, without JSON', read('/users'), refusal(431), 'UPSTREAM_REFUSED'],
    ['too many calls', read('/users'), refusal(429, 'TooManyRequests'), 'UPSTREAM_THROTTLED'],
    ['an outage', read('/users'), refusal(503), 'UPSTREAM_UNAVAILABLE'],
    ['not built', read('/users'), refusal(501, 'NotImplemented'), 'UPSTREAM_REFUSED'],
    ['a redirect', read('/users'), refusal(302), 'UPSTREAM_INVALID_RESPONSE'],
    ['an outage during a change', read('/users/1', { method: 'PATCH' }), refusal(500), 'OUTCOME_UNKNOWN'],
    [
      'no consent for a change',
      read('/users/1', { method: 'PATCH' }),
      refusal(403, 'Authorization_RequestDenied'),
      'UPSTREAM_FORBIDDEN',
    ],
  ])('%s', (_name, request, refused, code) => {
    const error = sortRefusal(tenant, request, refused, NOW);

    expect(error.code).toBe(code);
    expect(error.message).toContain('Contoso');
    expect(error.message).toContain(request.workload);
    expect(error.facts).toMatchObject({ tenantId: tenant.tenantId, status: refused.status, requestId: 'r-1' });
  });

  test('names the permission to consent to, and the licence to buy', () => {
    const consent = sortRefusal(tenant, read('/users'), refusal(403, 'Authorization_RequestDenied'), NOW);
    const licence = sortRefusal(
      tenant,
      read('/identityProtection/riskyUsers', { workload: 'identityProtection' }),
      refusal(403, 'Forbidden', 'not licensed'),
      NOW,
    );

    expect(consent.message).toContain('consent for User.Read.All is missing');
    expect(consent.facts).toMatchObject({
      permission: 'User.Read.All',
      remedy: 'Let an administrator of Contoso consent to User.Read.All.',
    });
    expect(licence.message).toContain('Microsoft Entra ID P2');
  });

  test('a known inner code is found below an unknown outer one', () => {
    const body = { error: { code: 'Odd', innererror: { code: 'syncStateNotFound' } } };

    expect(sortRefusal(tenant, read('/users'), { ...refusal(400), body }, NOW).facts.graphCode).toBe(
      'syncStateNotFound',
    );
  });

  test('nothing of the text, the unknown codes, the ids and the query of Graph and caller gets out', () => {
    const secret = fc.stringMatching(/^Zq[a-z0-9]{12}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom(302, 400, 401, 403, 404, 429, 500), (text, status) => {
        const request = read(`/users/${text}@contoso.example?$filter=${text}`);

        const error = sortRefusal(tenant, request, refusal(status, text, text), NOW);

        expect(JSON.stringify([error.message, error.facts])).not.toContain(text);
      }),
    );
  });

  test('any JSON as a body is sorted without a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 300, max: 599 }), (error, status) => {
        expect(sortRefusal(tenant, read('/users'), { ...refusal(status), body: { error } }, NOW).code).toMatch(
          /^UPSTREAM_/,
        );
      }),
    );
  });
});
