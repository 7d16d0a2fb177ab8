import fc from 'fast-check';
import { MODELS } from '../../../emulator/model/index.js';
import { instantKey } from '../../../emulator/odata/instant.js';
import type { Row } from '../../../emulator/world/World.js';
import { ask, EVENTUAL, ids, refusal } from './support.js';

const SKU = '184efa21-98c3-4e5d-95ab-d07053a96e67';
const people: readonly Row[] = [
  {
    id: 'ada',
    displayName: 'Ada Lovelace',
    department: 'Finance',
    mail: 'Ada@contoso.example',
    accountEnabled: true,
    createdDateTime: '2026-11-01T08:00:00Z',
    proxyAddresses: ['SMTP:ada@contoso.example', 'smtp:a@contoso.example'],
    assignedLicenses: [{ skuId: SKU, disabledPlans: [] }],
    employeeOrgData: { costCenter: '10', division: null },
  },
  {
    id: 'bob',
    displayName: 'Bob',
    department: null,
    mail: null,
    accountEnabled: false,
    createdDateTime: '2026-11-02T08:00:00.5Z',
    proxyAddresses: [],
    assignedLicenses: [],
    employeeOrgData: null,
  },
];

function matching(filter: string): string[] {
  return ids(ask(MODELS.user, people, `$filter=${filter}&$count=true&$select=id`, { headers: EVENTUAL }));
}

describe('a filter over users', () => {
  it.each([
    ["displayName eq 'ADA LOVELACE'", ['ada']],
    ["department ne 'Finance'", ['bob']],
    ['department eq null', ['bob']],
    ['mail ne null', ['ada']],
    ["department in ('finance','Sales')", ['ada']],
    ['accountEnabled eq false', ['bob']],
    ['accountEnabled', ['ada']],
    ["startsWith(displayName,'ada')", ['ada']],
    ["endswith(mail,'CONTOSO.example')", ['ada']],
    ["not(startswith(mail,'a'))", ['bob']],
    ['createdDateTime ge 2026-11-02', ['bob']],
    ['createdDateTime le 2026-11-01T10:00:00+02:00', ['ada']],
    ["proxyAddresses/any(p:p eq 'smtp:a@contoso.example')", ['ada']],
    ["not(proxyAddresses/any(p:startswith(p,'smtp:a')))", ['bob']],
    [`assignedLicenses/any(l:l/skuId eq ${SKU})`, ['ada']],
    ['assignedLicenses/$count eq 0', ['bob']],
    ["employeeOrgData/costCenter eq '10'", ['ada']],
    ["displayName eq 'Bob' or department eq 'Finance'", ['ada', 'bob']],
    ["displayName eq 'Bob' and department eq 'Finance'", []],
  ])('%s finds %j', (filter, expected) => {
    expect(matching(filter)).toEqual(expected);
  });

  it('reaches a manager by id', () => {
    const found = ask(MODELS.user, people, "$filter=manager/id eq 'boss'&$select=id", {
      follow: (row) => (row.id === 'bob' ? { id: 'boss' } : null),
    });

    expect(ids(found)).toEqual(['bob']);
  });

  it('counts a navigation in the advanced engine', () => {
    const found = ask(MODELS.servicePrincipal, people, '$filter=owners/$count eq 2&$count=true&$select=id', {
      headers: EVENTUAL,
      follow: (row) => (row.id === 'ada' ? [{ id: '1' }, { id: '2' }] : []),
    });

    expect(ids(found)).toEqual(['ada']);
  });

  it.each([
    ["createdDateTime ge '2026-11-02'", "'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThanOrEqual'"],
    ['department eq 5', "'Edm.String' and 'Edm.Int32' for operator kind 'Equal'"],
    [`id eq ${SKU}`, "'Edm.String' and 'Edm.Guid' for operator kind 'Equal'"],
    ["accountEnabled eq 'true'", "'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'"],
    ["proxyAddresses eq 'x'", "'Collection(Edm.String)' and 'Edm.String' for operator kind 'Equal'"],
  ])('%s is refused for its types', (filter, types) => {
    expect(refusal(() => matching(filter))).toContain(`Found operand types ${types}`);
  });

  it('refuses a property of a collection without a lambda', () => {
    expect(refusal(() => matching("assignedLicenses/skuId eq 'x'"))).toContain('is not a single value');
  });
});

describe('a filter over alerts', () => {
  const userEvidence = (upn: string): object => ({
    '@odata.type': '#microsoft.graph.security.userEvidence',
    userAccount: { userPrincipalName: upn },
  });
  const alerts: readonly Row[] = [
    {
      id: 'a',
      severity: 'high',
      status: 'new',
      assignedTo: null,
      createdDateTime: '2026-11-23T08:00:00.1234568Z',
      evidence: [userEvidence('ada@x')],
    },
    {
      id: 'b',
      severity: 'low',
      status: 'resolved',
      assignedTo: 'soc@x',
      createdDateTime: '2026-11-23T08:00:00.1234567Z',
      evidence: [
        userEvidence('bob@x'),
        { '@odata.type': '#microsoft.graph.security.deviceEvidence', deviceDnsName: 'ada@x' },
      ],
    },
  ];

  it.each([
    ["severity eq 'HIGH'", ['a']],
    ["severity in ('high','low')", ['a', 'b']],
    ["severity eq microsoft.graph.security.alertSeverity'low'", ['b']],
    ['createdDateTime gt 2026-11-23T08:00:00.1234567Z', ['a']],
    ['createdDateTime ge 2026-11-23T08:00:00.1234567Z and createdDateTime lt 2026-11-23T08:00:00.1234568Z', ['b']],
    ['assignedTo eq null', ['a']],
    ["evidence/any(e: e/microsoft.graph.security.userEvidence/userAccount/userPrincipalName eq 'ada@x')", ['a']],
    ["evidence/any(e:e/microsoft.graph.security.deviceEvidence/deviceDnsName eq 'ada@x') and severity eq 'low'", ['b']],
  ])('%s finds %j', (filter, expected) => {
    expect(ids(ask(MODELS.alert, alerts, `$filter=${filter}`))).toEqual(expected);
  });

  it.each([
    ["severity eq 'urgent'", "The string 'urgent' is not a valid enumeration type constant."],
    ["evidence/any(e:e/microsoft.graph.security.nonsense/x eq 'y')", 'invalid type cast'],
    [
      "evidence/any(e:e/microsoft.graph.security.userEvidence/upn eq 'y')",
      "Could not find a property named 'upn' on type 'microsoft.graph.security.userEvidence'.",
    ],
  ])('%s is refused', (filter, message) => {
    expect(refusal(() => ask(MODELS.alert, alerts, `$filter=${filter}`))).toContain(message);
  });
});

describe('instantKey', () => {
  it('orders moments as text the way they follow each other', () => {
    const decimals = fc.stringMatching(/^(\.\d{1,7})?$/);
    const moment = fc.record({ second: fc.integer({ min: 0, max: 59 }), decimals });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const at = ({ second, decimals: rest }: typeof a): string =>
          instantKey(`2026-11-23T08:00:${String(second).padStart(2, '0')}${rest}Z`);
        const value = ({ second, decimals: rest }: typeof a): number => Number(`${second}${rest}`);
        expect(Math.sign(at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)).toBe(Math.sign(value(a) - value(b)));
      }),
    );
  });

  it('brings offsets and short forms to UTC', () => {
    expect(instantKey('2026-11-23T09:00:00.50+01:00')).toBe(instantKey('2026-11-23T08:00:00.5Z'));
    expect(instantKey('2026-11-23T08:00Z')).toBe(instantKey('2026-11-23T08:00:00.000Z'));
  });
});
