import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { csvLines } from '../../../src/cli/indicators/csvLines.js';
import type { Line } from '../../../src/cli/indicators/Line.js';
import { objectsIn, type Piece } from '../../../src/cli/indicators/objectsIn.js';
import { stixLines } from '../../../src/cli/indicators/stixLines.js';
import { comparedIn } from '../../../src/cli/indicators/stixPattern.js';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const cut = (text: string, size: number): AsyncIterable<string> =>
  Readable.from(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []) as AsyncIterable<string>;
const pieces = (text: string, size = 7): Promise<Piece[]> => all(objectsIn(cut(text, size)));
const csv = (text: string, told: string[] = []): Promise<Line[]> =>
  all(csvLines(Readable.from([Buffer.from(text)]), (line) => void told.push(line)));
const stix = (...objects: unknown[]): Promise<Line[]> =>
  all(stixLines(cut(JSON.stringify({ type: 'bundle', objects }, null, 1), 64)));

describe('the objects of a bundle', () => {
  test('come one by one, each with the line on which it begins', async () => {
    const text = '{\n "type": "bundle",\n "objects": [\n  {"a": 1},\n  {"b": {"c": ["]}", "\\"}"]}}\n ]\n}\n';

    expect(await pieces(text)).toEqual([
      { line: 4, text: '{"a": 1}' },
      { line: 5, text: '{"b": {"c": ["]}", "\\"}"]}}' },
    ]);
  });

  test('are those of the list called objects and of no other', async () => {
    const text = '{"other": [{"x": 1}], "more": {"objects": [{"y": 1}]}, "objects": [{"z": 1}]}';

    expect(await pieces(text)).toEqual([{ line: 1, text: '{"z": 1}' }]);
    expect(await pieces('[{"z": 1}]')).toEqual([{ line: 1, text: '{"z": 1}' }]);
  });

  test.each([
    [
      '{"objects": [{"a": 1}, {"b"',
      [
        { line: 1, text: '{"a": 1}' },
        { line: 1, problem: expect.stringContaining('ends') },
      ],
    ],
    ['{"type": "bundle"}', [{ line: 1, problem: expect.stringContaining('no bundle') }]],
    [
      `{"objects": [{"a": "${'x'.repeat(1024 * 1024)}"}, {"b": 1}]}`,
      [
        { line: 1, problem: expect.stringContaining('megabyte') },
        { line: 1, text: '{"b": 1}' },
      ],
    ],
  ])('%.30s is told, and what comes before and after is read', async (text, expected) => {
    expect(await pieces(text, 65_536)).toEqual(expected);
  });

  test('are the same however the text is cut, and whatever they say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 20 }),
        async (objects, size) => {
          const found = await pieces(JSON.stringify({ objects }), size);

          expect(found.map((piece) => JSON.parse('text' in piece ? piece.text : 'null') as unknown)).toEqual(
            JSON.parse(JSON.stringify(objects)),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a pattern', () => {
  test.each([
    ["[domain-name:value = 'evil.example']", [{ value: 'evil.example', kind: null }]],
    [
      "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value='192.0.2.2']",
      [
        { value: '192.0.2.1', kind: null },
        { value: '192.0.2.2', kind: null },
      ],
    ],
    [
      "[file:hashes.'SHA-256' = 'ab'] OR [file:hashes.MD5 = 'cd']",
      [
        { value: 'ab', kind: null },
        { value: 'cd', kind: null },
      ],
    ],
    ["[ipv4-addr:value ISSUBSET '198.51.100.0/24']", [{ value: '198.51.100.0/24', kind: null }]],
    ["[email-message:subject = 'It\\'s due']", [{ value: "It's due", kind: 'EMAIL_SUBJECT' }]],
    ["[x509-certificate:hashes.'SHA-1' = 'ab']", [{ value: 'ab', kind: 'CERTIFICATE' }]],
  ])('%s', (pattern, expected) => {
    expect(comparedIn(pattern)).toEqual(expected);
  });

  test.each([
    "[domain-name:value = 'a.example' AND url:value = 'http://a.example']",
    "[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'http://a.example']",
    "[file:name = 'x.exe']",
    "[domain-name:value != 'a.example']",
    "[domain-name:value LIKE 'a%']",
    '',
  ])('%s cannot be said', (pattern) => {
    expect(typeof comparedIn(pattern)).toBe('string');
  });
});

describe('STIX', () => {
  const indicator = { type: 'indicator', id: 'indicator--1', pattern: "[domain-name:value = 'evil.example']" };

  test('becomes an input of the schema', async () => {
    const lines = await stix({
      ...indicator,
      name: 'Evil',
      confidence: 80,
      valid_until: '2027-01-01T00:00:00Z',
      labels: ['feed', 'threat-type:C2', 'malware-family:Emotet'],
      object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'],
      kill_chain_phases: [{ kill_chain_name: 'x', phase_name: 'command-and-control' }, { phase_name: 'delivery' }],
    });

    expect(lines).toMatchObject([
      {
        input: {
          value: 'evil.example',
          externalId: 'indicator--1',
          title: 'Evil',
          confidence: 80,
          expiresAt: '2027-01-01T00:00:00Z',
          tlp: 'AMBER',
          threatType: 'C2',
          tags: ['feed'],
          malwareFamilies: ['Emotet'],
          killChain: ['C2', 'Delivery'],
        },
      },
    ]);
  });

  test('of other types is passed over; what is revoked or in another language is told by its line', async () => {
    const lines = await stix(
      { type: 'malware', id: 'malware--1' },
      { ...indicator, revoked: true },
      { ...indicator, pattern_type: 'snort' },
      { ...indicator, pattern: "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value = '192.0.2.2']" },
    );

    expect(lines).toMatchObject([
      { line: 8, problem: expect.stringContaining('revoked') },
      { line: 14, problem: expect.stringContaining('language') },
      { line: 20, input: { value: '192.0.2.1', externalId: 'indicator--1' } },
      { line: 20, input: { value: '192.0.2.2', externalId: 'indicator--1#2' } },
    ]);
  });
});

describe('CSV', () => {
  test('its first line names the fields, in any case and with any marks; lists stand in one cell', async () => {
    const told: string[] = [];

    const lines = await csv(
      '\uFEFFIndicator Value,ACTION,Threat-Type,tags,confidence,passive_only,Colour\r\n' +
        'evil.example,block and remediate,C2,"a; b",80,TRUE,red\r\n\r\n"bad.example",,,,,,\r\n',
      told,
    );

    expect(lines).toEqual([
      {
        line: 2,
        input: {
          value: 'evil.example',
          action: 'BLOCK_AND_REMEDIATE',
          threatType: 'C2',
          tags: ['a', 'b'],
          confidence: 80,
          passiveOnly: true,
        },
      },
      { line: 4, input: { value: 'bad.example' } },
    ]);
    expect(told).toEqual(['Columns that mean nothing here: Colour.\n']);
  });

  test('a line with too few or too many cells is told by its number, and the rest is read', async () => {
    const lines = await csv('value,action\na.example,BLOCK\nb.example\nc.example,BLOCK,more\nd.example,BLOCK\n');

    expect(lines.map((line) => [line.line, 'input' in line]).sort()).toEqual([
      [2, true],
      [3, false],
      [4, false],
      [5, true],
    ]);
  });

  test('without a column value it is refused', async () => {
    await expect(csv('name,action\nx,BLOCK\n')).rejects.toThrow('value');
  });
});
