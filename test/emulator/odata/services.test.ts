import { MODELS } from '../../../emulator/model/index.js';
import type { Row } from '../../../emulator/world/World.js';
import { ask, ids, refusal } from './support.js';

const alerts: readonly Row[] = Array.from({ length: 1200 }, (_, index) => ({
  id: `a${index}`,
  title: `Alert ${index}`,
  severity: index % 2 ? 'high' : 'low',
  createdDateTime: new Date(Date.UTC(2026, 10, 23) - index * 60_000).toISOString(),
  lastUpdateDateTime: new Date(Date.UTC(2026, 10, 23) + index * 60_000).toISOString(),
}));

describe('/security/alerts_v2', () => {
  it.each([
    "title eq 'x'",
    "contains(title,'x')",
    "investigationState eq 'running'",
    "startswith(assignedTo,'x')",
    "id eq 'a1'",
  ])('does not filter by %s', (filter) => {
    expect(refusal(() => ask(MODELS.alert, alerts, `$filter=${filter}`))).toMatch(
      /^400 BadRequest Invalid filter clause: The (property|operator)/,
    );
  });

  it('names an unknown property', () => {
    expect(refusal(() => ask(MODELS.alert, alerts, "$filter=nope eq 'x'"))).toBe(
      "400 BadRequest Invalid filter clause: Could not find a property named 'nope' on type 'microsoft.graph.security.alert'.",
    );
  });

  it('filters by evidence only where the service can', () => {
    const query =
      "$filter=evidence/any(e:e/microsoft.graph.security.userEvidence/userAccount/userPrincipalName eq 'x')";

    expect(refusal(() => ask(MODELS.alert, alerts, query))).toBe('not refused');
    expect(refusal(() => ask(MODELS.alert, alerts, query, { capabilities: { evidenceFilter: false } }))).toBe(
      "400 BadRequest Invalid filter clause: The property 'evidence' cannot be used in the $filter query option.",
    );
  });

  it('clamps $top to 1,000', () => {
    expect(ask(MODELS.alert, alerts, '$top=5000').value).toHaveLength(1000);
  });

  it('counts without a header', () => {
    expect(ask(MODELS.alert, alerts, "$count=true&$top=1&$filter=severity eq 'high'")).toMatchObject({
      '@odata.count': 600,
    });
  });

  it('sorts by its two times and by nothing else', () => {
    expect(ids(ask(MODELS.alert, alerts, '$orderby=lastUpdateDateTime desc&$top=2'))).toEqual(['a1199', 'a1198']);
    expect(ids(ask(MODELS.alert, alerts, '$orderby=createdDateTime asc&$top=2&$skip=3'))).toEqual(['a1196', 'a1195']);
    expect(refusal(() => ask(MODELS.alert, alerts, '$orderby=title'))).toContain(
      "'title' cannot be used in the $orderby",
    );
  });

  it('neither searches nor expands', () => {
    expect(refusal(() => ask(MODELS.alert, alerts, '$search="title:x"'))).toContain('400 BadRequest');
    expect(refusal(() => ask(MODELS.alert, alerts, '$expand=evidence'))).toContain(
      'Only navigation properties can be expanded',
    );
  });
});

describe('/security/incidents', () => {
  it('refuses $top above 50 with an empty code', () => {
    expect(refusal(() => ask(MODELS.incident, [], '$top=51'))).toBe(
      "400  The limit of '50' for Top query has been exceeded. The value from the incoming request is '51'.",
    );
    expect(refusal(() => ask(MODELS.incident, [], '$top=50'))).toBe('not refused');
  });

  it('expands its alerts in full', () => {
    const [incident] = ask(MODELS.incident, [{ id: '1' }], '$expand=alerts', {
      follow: () => alerts.slice(0, 30),
    }).value;

    expect((incident as { alerts: unknown[] }).alerts).toHaveLength(30);
    expect((incident as { alerts: unknown[] }).alerts[0]).toMatchObject({ id: 'a0', evidence: null });
  });
});

describe('/identityProtection/riskyUsers', () => {
  const risky: readonly Row[] = [
    { id: '1', riskState: 'atRisk', riskLevel: 'high' },
    { id: '2', riskState: 'dismissed', riskLevel: 'low' },
  ];

  it('filters by state and level', () => {
    expect(ids(ask(MODELS.riskyUser, risky, "$filter=riskState eq 'atRisk' or riskLevel eq 'low'"))).toEqual([
      '1',
      '2',
    ]);
    expect(ids(ask(MODELS.riskyUser, risky, "$filter=riskState eq 'atRisk'"))).toEqual(['1']);
  });

  it('takes $top up to 500', () => {
    expect(refusal(() => ask(MODELS.riskyUser, risky, '$top=500'))).toBe('not refused');
    expect(refusal(() => ask(MODELS.riskyUser, risky, '$top=501'))).toContain("400 BadRequest The limit of '500'");
  });

  it('does not filter by other properties', () => {
    expect(refusal(() => ask(MODELS.riskyUser, risky, 'filter=x&$filter=isDeleted eq true'))).toContain(
      "'isDeleted' cannot be used",
    );
  });
});

describe('/deviceManagement/managedDevices', () => {
  const devices: readonly Row[] = [
    {
      id: '1',
      azureADDeviceId: 'd1',
      deviceName: 'LT-1',
      userId: 'u1',
      complianceState: 'compliant',
      operatingSystem: 'Windows',
      serialNumber: 's1',
      notes: 'x',
      lastSyncDateTime: '2026-11-20T00:00:00Z',
    },
    {
      id: '2',
      azureADDeviceId: 'd2',
      deviceName: 'LT-2',
      userId: 'u2',
      complianceState: 'noncompliant',
      operatingSystem: 'iOS',
      serialNumber: 's2',
      notes: 'x',
      lastSyncDateTime: '2026-11-22T00:00:00Z',
    },
    {
      id: '3',
      azureADDeviceId: 'd3',
      deviceName: 'SRV-3',
      userId: 'u3',
      complianceState: 'error',
      operatingSystem: 'Windows',
      serialNumber: 's3',
      notes: 'x',
      lastSyncDateTime: '2026-11-23T00:00:00Z',
    },
  ];
  const found = (filter: string): string[] => ids(ask(MODELS.managedDevice, devices, `$filter=${filter}`));

  it.each([
    ["azureADDeviceId eq 'd2'", ['2']],
    ["contains(deviceName,'lt')", ['1', '2']],
    ["serialNumber eq 's1' or serialNumber eq 's3'", ['1', '3']],
    ["operatingSystem eq 'Windows' and complianceState eq 'error'", ['3']],
    ['lastSyncDateTime gt 2026-11-21T00:00:00Z', ['2', '3']],
  ])('%s is done', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it.each([
    "userId eq 'u1'",
    "azureADDeviceId in ('d1','d2')",
    "serialNumber ne 's1'",
    "serialNumber eq 's1' or operatingSystem eq 'iOS'",
    "deviceName eq 'LT-1' or deviceName eq 'LT-2'",
    "userId eq 'u1' and operatingSystem eq 'Windows'",
    'lastSyncDateTime ge 2026-11-21T00:00:00Z',
    "not(operatingSystem eq 'iOS')",
    'serialNumber eq null',
  ])('%s is ignored in silence: all devices come back', (filter) => {
    expect(found(filter)).toEqual(['1', '2', '3']);
  });

  it('evaluates only the first of several device ids', () => {
    expect(found("azureADDeviceId eq 'd2' or azureADDeviceId eq 'd1'")).toEqual(['2']);
  });

  it('evaluates only the first of several startswith', () => {
    expect(
      found("startswith(deviceName,'SRV') or startswith(userDisplayName,'x') or startswith(deviceName,'LT')"),
    ).toEqual(['3']);
  });

  it('still refuses a property that does not exist, and text that is no filter', () => {
    expect(refusal(() => found("nope eq 'x'"))).toContain(
      "400 BadRequest Invalid filter clause: Could not find a property named 'nope'",
    );
    expect(refusal(() => found('serialNumber eq'))).toContain('Syntax error');
  });

  it('leaves some properties null in lists', () => {
    expect(ask(MODELS.managedDevice, devices, '$select=id,notes&$top=1').value).toEqual([{ id: '1', notes: null }]);
  });

  it('ignores an order', () => {
    expect(ids(ask(MODELS.managedDevice, devices, '$orderby=deviceName desc'))).toEqual(['1', '2', '3']);
  });
});
