import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CommandError } from '../Command.js';
import type { Line } from './Line.js';

/** Names of columns, without case and anything but letters, and the fields that they fill. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ value: 'value', observable: 'value', indicator: 'value', indicatorvalue: 'value', ioc: 'value' },
  ...{ kind: 'kind', action: 'action', severity: 'severity', title: 'title', name: 'title' },
  ...{ description: 'description', tlp: 'tlp', threattype: 'threatType', confidence: 'confidence' },
  ...{ killchain: 'killChain', malwarefamilies: 'malwareFamilies', activitygroups: 'activityGroups', tags: 'tags' },
  ...{ labels: 'tags', expiresat: 'expiresAt', expiration: 'expiresAt', expirationtime: 'expiresAt' },
  ...{ validuntil: 'expiresAt', externalid: 'externalId', id: 'externalId', passiveonly: 'passiveOnly' },
  ...{ generatealert: 'generateAlert', devicegroups: 'deviceGroups', recommendedactions: 'recommendedActions' },
  product: 'product',
};
const LISTS: ReadonlySet<string> = new Set(['killChain', 'malwareFamilies', 'activityGroups', 'tags', 'deviceGroups']);
const FLAGS: ReadonlySet<string> = new Set(['passiveOnly', 'generateAlert']);
const WORDS: ReadonlySet<string> = new Set(['kind', 'action', 'severity', 'tlp', 'product']);
const MOST_BYTES_OF_RECORD = 128 * 1024;

/**
 * Indicators of a CSV file, whose first line names the columns. Several values stand in one cell, separated by semicolons.
 *
 * @param tell is told once of columns that mean nothing here
 * @throws CommandError where no column is the value
 */
export async function* csvLines(file: Readable, tell: (text: string) => void): AsyncGenerator<Line, void, undefined> {
  const skipped: Line[] = [];
  const parser = file.pipe(
    parse({
      ...{ bom: true, info: true, trim: true, skip_empty_lines: true, relax_quotes: true },
      max_record_size: MOST_BYTES_OF_RECORD,
      skip_records_with_error: true,
      columns: (header: string[]) => fieldsOf(header, tell),
      on_skip: (error) => {
        skipped.push({
          line: Number(error?.['lines'] ?? 0),
          problem: 'The line is no line of this table: see its quotes and commas.',
        });
        return undefined;
      },
    }),
  );
  file.on('error', (error) => parser.destroy(error));
  for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: object }>) {
    yield* skipped.splice(0);
    yield { line: info.lines, input: inputOf(record as Readonly<Record<string, string>>) };
  }
  yield* skipped;
}

function fieldsOf(header: readonly string[], tell: (text: string) => void): (string | false)[] {
  const fields = header.map((name) => COLUMNS[name.toLowerCase().replace(/[^a-z]/g, '')] ?? false);
  if (!fields.includes('value')) {
    throw new CommandError('The first line of a CSV file names its columns, and one of them is value.');
  }
  const lost = header.filter((_, index) => fields[index] === false);
  if (lost.length > 0) tell(`Columns that mean nothing here: ${lost.join(', ')}.\n`);
  return fields;
}

function inputOf(record: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([, text]) => text !== '')
      .map(([field, text]) => [field, valueOf(field, text)]),
  );
}

/** What is not of its type is left as it is, and refused by the schema. */
function valueOf(field: string, text: string): unknown {
  if (LISTS.has(field)) {
    return text
      .split(';')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  }
  if (WORDS.has(field)) return text.toUpperCase().replace(/[\s-]+/g, '_');
  if (FLAGS.has(field) && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return field === 'confidence' && /^\d{1,3}$/.test(text) ? Number(text) : text;
}
