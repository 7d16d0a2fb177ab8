import fc from 'fast-check';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { createWorld } from '../../emulator/world/createWorld.js';
import { technique } from '../../src/mitre/technique.js';
import { TECHNIQUES } from '../../src/mitre/techniques.js';

describe('techniques of MITRE ATT&CK', () => {
  test('a technique has its name, its tactics and its page', () => {
    expect(technique('T1078')).toEqual({
      id: 'T1078',
      name: 'Valid Accounts',
      tactics: ['Defense Evasion', 'Initial Access', 'Persistence', 'Privilege Escalation'],
      url: 'https://attack.mitre.org/techniques/T1078/',
    });
  });

  test('a sub-technique is named behind its parent and has its tactics', () => {
    expect(technique('T1566.002')).toEqual({
      id: 'T1566.002',
      name: 'Phishing: Spearphishing Link',
      tactics: ['Initial Access'],
      url: 'https://attack.mitre.org/techniques/T1566/002/',
    });
    expect(technique('T1071.001').tactics).toEqual(['Command and Control']);
  });

  test('an id that is not in the table passes with its page and without a name', () => {
    expect(technique('T1999.001')).toEqual({
      id: 'T1999.001',
      name: null,
      tactics: [],
      url: 'https://attack.mitre.org/techniques/T1999/001/',
    });
  });

  test('every line of the table is read, each id once, sub-techniques below their parent', () => {
    const lines = TECHNIQUES.trim().split('\n');
    const ids = lines.map((line) => line.split(' ', 1)[0]!);

    expect(new Set(ids).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(250);
    for (const id of ids) {
      expect(technique(id).name).not.toBeNull();
      expect(technique(id).tactics.length).toBeGreaterThan(0);
    }
  });

  test('every technique of the demo world has a name', () => {
    const world = createWorld({ seed: 'demo', startAt: new Date('2026-11-23T08:00:00Z'), scale: 'story', live: false });
    const used = DEMO_TENANTS.flatMap(({ tenantId }) =>
      [...world.tenants.get(tenantId)!.alerts].flatMap((alert) => alert['mitreTechniques'] as string[]),
    );

    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((id) => technique(id).name === null)).toEqual([]);
  });

  test('what is no id passes as it is, without a page', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\s*t\d{4}(\.\d{3})?\s*$/i.test(text)),
        (text) => {
          expect(technique(text)).toEqual({ id: text, name: null, tactics: [], url: null });
        },
      ),
    );
  });
});
