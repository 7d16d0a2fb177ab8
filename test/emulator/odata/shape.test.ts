import { MODELS } from '../../../emulator/model/index.js';
import type { Row } from '../../../emulator/world/World.js';
import { includesUnknownMembers, shape } from '../../../emulator/odata/index.js';
import { ask, askOne, EVENTUAL, refusal, ROOT } from './support.js';

const ada: Row = { id: 'ada', displayName: 'Ada', department: 'Finance', businessPhones: [], accountEnabled: true };
const boss: Row = { id: 'boss', displayName: 'Boss', department: 'Board' };
const chief: Row = { id: 'chief', displayName: 'Chief' };
const managers: Readonly<Record<string, Row>> = { ada: boss, boss: chief };
const follow = (row: Row): Row | null => managers[row.id] ?? null;

describe('$select', () => {
  it('without one, users have their 11 default properties and devices all but two', () => {
    const [user] = ask(MODELS.user, [ada], '').value;
    const [device] = ask(MODELS.device, [{ id: 'd' }], '').value;

    expect(Object.keys(user ?? {})).toHaveLength(11);
    expect(user).toMatchObject({ id: 'ada', mail: null });
    expect(user).not.toHaveProperty('department');
    expect(Object.keys(device ?? {})).toHaveLength(Object.keys(MODELS.device.properties).length - 2);
  });

  it('gives what was asked for, named in the context', () => {
    expect(ask(MODELS.user, [ada], '$select=id,department')).toEqual({
      '@odata.context': `${ROOT}/$metadata#users(id,department)`,
      value: [{ id: 'ada', department: 'Finance' }],
    });
    expect(askOne(MODELS.user, ada, '$select=id')).toEqual({
      '@odata.context': `${ROOT}/$metadata#users(id)/$entity`,
      id: 'ada',
    });
  });

  it('refuses a property that the type does not have', () => {
    expect(refusal(() => ask(MODELS.user, [ada], '$select=id,nope'))).toBe(
      "400 Request_UnsupportedQuery Parsing OData Select and Expand failed: Could not find a property named 'nope' on type 'microsoft.graph.user'.",
    );
    expect(refusal(() => askOne(MODELS.alert, ada, '$select=nope'))).toMatch(
      /^400 BadRequest .*'microsoft.graph.security.alert'/,
    );
  });

  it('refuses properties of the mailbox and the profile in lists only', () => {
    expect(refusal(() => ask(MODELS.user, [ada], '$select=id,aboutMe'))).toBe(
      '501 NotImplemented This operation target is not yet supported.',
    );
    expect(refusal(() => askOne(MODELS.user, ada, '$select=id,aboutMe'))).toBe('not refused');
  });

  it('of a polymorphic collection gives each row the properties of its type, with that type', () => {
    const rows = [
      { ...ada, '@odata.type': '#microsoft.graph.user' },
      { id: 'g', displayName: 'Group', '@odata.type': '#microsoft.graph.group' },
    ];

    expect(ask(MODELS.directoryObject, rows, '$select=id,userPrincipalName,securityEnabled').value).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: 'ada', userPrincipalName: null },
      { '@odata.type': '#microsoft.graph.group', id: 'g', securityEnabled: null },
    ]);
  });

  it('on one entity stands alone: options of collections are refused', () => {
    expect(refusal(() => askOne(MODELS.user, ada, "$filter=id eq 'ada'"))).toContain(
      'can be applied only on collections',
    );
  });
});

describe('$expand', () => {
  it('of a manager in a list gives the default properties with the type, and nothing where there is none', () => {
    const page = ask(MODELS.user, [ada, chief], '$select=id&$expand=manager', { follow });

    expect(page['@odata.context']).toBe(`${ROOT}/$metadata#users(id,manager())`);
    expect(page.value[0]).toMatchObject({
      id: 'ada',
      manager: { '@odata.type': '#microsoft.graph.user', displayName: 'Boss', mail: null },
    });
    expect(page.value[0]).not.toHaveProperty('manager.department');
    expect(page.value[1]).toEqual({ id: 'chief' });
  });

  it('of a manager with nested $select is refused in a list, and for one user without $levels', () => {
    expect(refusal(() => ask(MODELS.user, [ada], '$expand=manager($select=id)'))).toContain('400 BadRequest');
    expect(refusal(() => ask(MODELS.user, [ada], '$expand=manager($levels=2)'))).toContain('400 BadRequest');
    expect(refusal(() => askOne(MODELS.user, ada, '$expand=manager($select=id)'))).toContain('without $levels');
  });

  it('of the whole chain of managers needs the header, and takes a nested $select', () => {
    const query = '$select=id&$expand=manager($levels=max;$select=id,displayName)&$count=true';

    expect(refusal(() => askOne(MODELS.user, ada, query, { follow }))).toContain("'ConsistencyLevel: eventual'");
    expect(askOne(MODELS.user, ada, query, { follow, headers: EVENTUAL })).toMatchObject({
      id: 'ada',
      manager: { id: 'boss', displayName: 'Boss', manager: { id: 'chief', displayName: 'Chief' } },
    });
    expect(askOne(MODELS.user, ada, '$expand=manager($levels=1)', { follow })).not.toHaveProperty('manager.manager');
  });

  it('shows 20 rows, but 100 registered devices', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({ id: `d${index}` }));
    const owned = askOne(MODELS.user, ada, '$expand=ownedDevices', { follow: () => many })['ownedDevices'];
    const registered = askOne(MODELS.user, ada, '$expand=registeredDevices', { follow: () => many })[
      'registeredDevices'
    ];

    expect(owned).toHaveLength(20);
    expect(registered).toHaveLength(100);
    expect(registered).toContainEqual(expect.objectContaining({ '@odata.type': '#microsoft.graph.device', id: 'd99' }));
  });

  it('of owners takes a nested $select and shows limited rows as nulls', () => {
    const [device] = ask(MODELS.device, [{ id: 'd' }], '$select=id&$expand=registeredOwners($select=id,displayName)', {
      follow: () => [{ id: 'sp', '@odata.type': '#microsoft.graph.servicePrincipal' }],
    }).value;

    expect(device).toEqual({
      id: 'd',
      registeredOwners: [{ '@odata.type': '#microsoft.graph.servicePrincipal', id: 'sp', displayName: null }],
    });
  });

  it.each([
    ['$expand=manager,registeredDevices', {}, '400 Request_UnsupportedQuery Only one property can be expanded'],
    ['$expand=manager&$count=true', EVENTUAL, '400 ExpandNotSupported'],
    ['$expand=memberOf($top=5)', {}, '400 ExpandNotSupported'],
    [
      '$expand=nope',
      {},
      "400 Request_UnsupportedQuery Parsing OData Select and Expand failed: Could not find a property named 'nope'",
    ],
    ['$expand=department', {}, 'Only navigation properties can be expanded'],
    ['$expand=ownedDevices($select=nope)', {}, "'nope' on type 'microsoft.graph.device'"],
  ])('%s is refused', (query, headers, message) => {
    expect(refusal(() => ask(MODELS.user, [ada], query, { headers }))).toContain(message);
  });
});

describe('enum members behind the sentinel', () => {
  const alert: Row = {
    id: '1',
    serviceSource: 'microsoftSentinel',
    severity: 'high',
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.malwareEvidence',
        remediationStatus: 'active',
        roles: ['attacked'],
        processes: [{ remediationStatus: 'running', processId: 4 }],
      },
      { '@odata.type': '#microsoft.graph.security.futureEvidence', remediationStatus: 'active', anything: 1 },
    ],
  };

  it('collapse to unknownFutureValue, in nested evidence too', () => {
    const [plain] = ask(MODELS.alert, [alert], '').value;

    expect(plain).toMatchObject({
      serviceSource: 'unknownFutureValue',
      severity: 'high',
      evidence: [
        {
          remediationStatus: 'unknownFutureValue',
          roles: ['attacked'],
          processes: [{ remediationStatus: 'unknownFutureValue', processId: 4 }],
        },
        { remediationStatus: 'unknownFutureValue', anything: 1 },
      ],
    });
    expect(alert).toHaveProperty('evidence.0.remediationStatus', 'active');
  });

  it('are sent as they are to who asks for them', () => {
    const headers = { prefer: 'return=minimal, include-unknown-enum-members' };
    const [asked] = ask(MODELS.alert, [alert], '', { headers }).value;

    expect(asked).toMatchObject({ serviceSource: 'microsoftSentinel', evidence: alert['evidence'] });
  });

  it('do not make copies of evidence that has none', () => {
    const evidence = [{ '@odata.type': '#microsoft.graph.security.urlEvidence', remediationStatus: 'none', url: 'x' }];
    const shaping = { includesUnknownMembers: includesUnknownMembers({}), isInList: true };

    expect(shape(MODELS.alert, { id: '1', evidence }, shaping)['evidence']).toBe(evidence);
  });

  it('of a risk detail collapse as well', () => {
    const [user] = ask(
      MODELS.riskyUser,
      [{ id: '1', riskDetail: 'microsoftRevokedSessions' }],
      '$select=riskDetail',
    ).value;

    expect(user).toEqual({ riskDetail: 'unknownFutureValue' });
  });
});
