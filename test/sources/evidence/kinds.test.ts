import { EvidenceKind } from '../../../schema/evidence/EvidenceKind.js';
import { EVIDENCE_TYPES } from '../../../schema/evidence/index.js';
import { readEvidence } from '../../../src/sources/evidence/readEvidence.js';
import { EVIDENCE_ROWS } from '../../../src/sources/evidence/rows.js';
import { evidenceSchema, faults } from './evidenceSchema.js';
import { BASE, KINDS } from './graphEvidence.js';
import { full, PREFIX } from './samples.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const names = Object.keys(KINDS);

/** A record of one kind that remembers what it was asked for. */
function listening(kind: string): { record: object; asked: Set<string> } {
  const asked = new Set<string>();
  const record = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: (_target, name) => {
        asked.add(String(name));
        return { configurable: true, enumerable: true, value: undefined };
      },
      get: (_target, name) => (name === '@odata.type' ? `${PREFIX}${kind}` : undefined),
    },
  );
  return { record, asked };
}

function emptyFields(evidence: object): string[] {
  return Object.entries(evidence)
    .filter(([, value]) => value === null || (Array.isArray(value) && value.length === 0))
    .map(([field]) => field);
}

describe('the kinds of evidence', () => {
  it('are the 48 of Graph, each with one row, one word and one class', () => {
    const types = EVIDENCE_ROWS.map(({ type }) => type);
    const kinds = EVIDENCE_ROWS.map(({ kind }) => kind);

    expect(names).toHaveLength(48);
    expect(EVIDENCE_ROWS.map(({ wire }) => wire).sort()).toEqual(names.map((name) => `${PREFIX}${name}`).sort());
    expect([...types, 'OtherEvidence'].sort()).toEqual(EVIDENCE_TYPES.map(({ name }) => name).sort());
    expect([...kinds, 'OTHER'].sort()).toEqual(Object.keys(EvidenceKind).sort());
  });

  it('are called alike on the wire, in the schema and in the enum', () => {
    for (const { wire, type, kind } of EVIDENCE_ROWS) {
      expect(type.toLowerCase()).toBe(wire.slice(PREFIX.length).toLowerCase());
      expect(`${kind.replaceAll('_', '').toLowerCase()}evidence`).toBe(type.toLowerCase());
    }
  });

  it.each(names)('%s: every property that Graph declares is read, and no other', (name) => {
    const { record, asked } = listening(name);

    readEvidence([record], TENANT);

    asked.delete('@odata.type');
    expect([...asked].sort()).toEqual(Object.keys({ ...BASE, ...KINDS[name] }).sort());
  });

  it.each(names)('%s: with everything there, every field of the schema has a value of its type', async (name) => {
    const schema = await evidenceSchema;

    const [evidence] = readEvidence([full(name)], TENANT);

    expect(faults(schema, evidence, schema.getType('Evidence') as never, name)).toEqual([]);
    expect(emptyFields(evidence!)).toEqual([]);
  });
});
