import { SecgraphError } from '../../src/errors/SecgraphError.js';
import type { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphAnswer, GraphRequest } from '../../src/graph/GraphRequest.js';
import { isPrivilegedRole } from '../../src/identity/privilegedRoles.js';
import { DetectionSource } from '../../src/sources/DetectionSource.js';
import type { Place } from '../../src/sources/Place.js';
import { RoleSource } from '../../src/sources/RoleSource.js';
import { SignInSource } from '../../src/sources/SignInSource.js';

const ROOT = 'https://graph.example';
const PLACE = {
  tenant: { tenantId: 't', displayName: 'Tenant', graphRoot: ROOT },
  call: { lane: 'interactive' },
} as unknown as Place;
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** Graph that answers each path by a function, and keeps what it was asked. */
function graphOf(answer: (path: string) => unknown): { graph: GraphClient; asked: string[] } {
  const asked: string[] = [];
  const send = (_tenant: unknown, { path }: GraphRequest): Promise<GraphAnswer> => {
    asked.push(decodeURIComponent(path));
    const body = answer(decodeURIComponent(path));
    if (body instanceof Error) return Promise.reject(body);
    return Promise.resolve({ status: 200, headers: {}, body, requestId: null, asOf: 0 });
  };
  return { graph: { send } as unknown as GraphClient, asked };
}

function assigned(principalId: string, templateId = GLOBAL_ADMINISTRATOR): object {
  return { id: `${principalId}-1`, principalId, roleDefinitionId: templateId, roleDefinition: { templateId } };
}

function people(count: number): { id: string }[] {
  return Array.from({ length: count }, (_, index) => ({ id: `U${index}` }));
}

describe('roles through groups', () => {
  test('a group as large as an expand shows is read whole, if it holds a role', async () => {
    const { graph, asked } = graphOf((path) => {
      if (path.startsWith('/roleManagement')) return { value: [assigned('g1')] };
      if (path.startsWith('/groups?')) {
        return { value: ['g1', 'g2'].map((id) => ({ id, members: people(20) })) };
      }
      return { value: people(31) };
    });

    const list = await new RoleSource(graph).list(PLACE);

    expect(asked.filter((path) => path.includes('/members?'))).toEqual(['/groups/g1/members?$select=id&$top=999']);
    expect(Object.keys(list.byUser)).toHaveLength(31);
    expect(list.byUser['u30']).toMatchObject([{ groupId: 'g1', isPrivileged: true }]);
    expect(list.isComplete).toBe(true);
  });

  test('a group whose members cannot be read makes the list incomplete, and others stand', async () => {
    const refusal = new SecgraphError('UPSTREAM_FORBIDDEN', 'No.', {});
    const { graph } = graphOf((path) => {
      if (path.startsWith('/roleManagement')) return { value: [assigned('g1'), assigned('u1')] };
      return path.startsWith('/groups?') ? { value: [{ id: 'g1', members: people(20) }] } : refusal;
    });

    const list = await new RoleSource(graph).list(PLACE);

    expect(Object.keys(list.byUser)).toEqual(['u1']);
    expect(list.isComplete).toBe(false);
  });

  test('an assignment of which nothing is known but whose it is counts for nothing', async () => {
    const { graph } = graphOf((path) => ({
      value: path.startsWith('/roleManagement') ? [{ id: 'a', principalId: 'u1' }, { id: 'b' }, null, 7] : [],
    }));

    expect(await new RoleSource(graph).list(PLACE)).toEqual({ byUser: {}, isComplete: true });
  });

  test('templates of privileged roles are known in upper and lower case, and nothing of Object.prototype is', () => {
    expect(isPrivilegedRole(GLOBAL_ADMINISTRATOR.toUpperCase())).toBe(true);
    expect(isPrivilegedRole('88d8e3e3-8f55-4a1e-953a-9b9898b8876b')).toBe(false);
    expect(['constructor', 'toString', '__proto__'].map(isPrivilegedRole)).toEqual([false, false, false]);
  });
});

describe('sign-ins as Graph sends them', () => {
  const QUERY = { userId: 'u1', since: '2026-11-16T00:00:00.000Z', first: 10 };

  test.each([
    [0, 'SUCCESS'],
    [50126, 'FAILURE'],
    [50074, 'INTERRUPTED'],
    [null, 'UNKNOWN'],
  ])('error code %s is %s', async (errorCode, outcome) => {
    const row = { id: 's', userId: 'U1', createdDateTime: '2026-11-20T00:00:00Z', status: { errorCode } };
    const { graph } = graphOf(() => ({ value: [row] }));

    expect(await new SignInSource(graph).ofUser(PLACE, QUERY)).toMatchObject([{ outcome, errorCode }]);
  });

  test('rows of somebody else, for a filter that was not understood, are dropped', async () => {
    const rows = ['u1', 'u2'].map((userId) => ({ id: userId, userId, createdDateTime: '2026-11-20T00:00:00Z' }));
    const { graph } = graphOf(() => ({ value: rows }));

    expect((await new SignInSource(graph).ofUser(PLACE, QUERY)).map(({ graphId }) => graphId)).toEqual(['u1']);
  });

  test('a word of risk that this version does not know is UNKNOWN, none at all is null', async () => {
    const row = { id: 's', userId: 'u1', createdDateTime: '2026-11-20T00:00:00Z', riskLevelDuringSignIn: 'purple' };
    const { graph } = graphOf(() => ({ value: [row] }));

    expect(await new SignInSource(graph).ofUser(PLACE, QUERY)).toMatchObject([
      { riskLevel: 'UNKNOWN', riskLevelRaw: 'purple', riskState: null, riskStateRaw: null },
    ]);
  });

  test('a quote in an id stays inside of its literal', async () => {
    const { graph, asked } = graphOf(() => ({ value: [] }));

    await new SignInSource(graph).ofUser(PLACE, { ...QUERY, userId: "x' or '1' eq '1" });

    expect(asked[0]).toContain("userId eq 'x'' or ''1'' eq ''1' and createdDateTime ge");
  });

  test('the list of activities stops after four pages and says that it is not complete', async () => {
    let page = 0;
    const { graph, asked } = graphOf(() => {
      page += 1;
      return { value: [{ id: `U${page}` }], '@odata.nextLink': `${ROOT}/v1.0/users?$skiptoken=${page}` };
    });

    const list = await new SignInSource(graph).activities(PLACE);

    expect(asked).toHaveLength(4);
    expect(Object.keys(list.byUser)).toEqual(['u1', 'u2', 'u3', 'u4']);
    expect(list.isComplete).toBe(false);
  });
});

describe('risk detections as Graph sends them', () => {
  test('words that this version does not know are UNKNOWN, with the word beside it', async () => {
    const row = { id: 'd', userId: 'U1', riskLevel: 'apocalyptic', riskState: 'pondered', location: 'nowhere' };
    const { graph } = graphOf(() => ({ value: [row] }));

    const { byUser } = await new DetectionSource(graph).ofUser(PLACE, 'u1');

    expect(byUser['u1']).toMatchObject([
      { level: 'UNKNOWN', levelRaw: 'apocalyptic', state: 'UNKNOWN', stateRaw: 'pondered', location: null },
    ]);
  });
});
