import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { extname } from 'node:path';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { IndicatorTarget } from '../../../schema/enums.js';
import { stableJson } from '../../util/stableJson.js';
import { CommandError, readArgs, readJson, readList, UsageError, type Command, type Terminal } from '../Command.js';
import { checkedBy } from './checked.js';
import { csvLines } from './csvLines.js';
import type { Line } from './Line.js';
import { stixLines } from './stixLines.js';
import { Submitting, type Tally } from './Submitting.js';

/** What is pushed, as the command line says it. */
interface Wish {
  readonly file: string;
  readonly format: 'csv' | 'stix';
  readonly targets: readonly IndicatorTarget[];
  readonly tenants: readonly string[] | null;
  /** What every indicator has that does not say otherwise. */
  readonly usual: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly isDry: boolean;
  readonly isResumed: boolean;
}

const TARGETS = Object.keys(IndicatorTarget) as readonly IndicatorTarget[];

/** `secgraph indicators push FILE`: the indicators of a file to targets and tenants, piece by piece, in bounded memory. */
export const push: Command = async (args, terminal, open) => {
  const wish = readWish(args);
  const { what, bytes } = await fingerprint(wish);
  const service = await open();
  try {
    const { targets, tenants, reason, isDry } = wish;
    const file = createReadStream(wish.file);
    const share = (): number => file.bytesRead / bytes;
    const submitting = new Submitting({ service, terminal, targets, tenants, reason, isDry, share });
    const run = isDry ? null : await submitting.runOf(what, wish.isResumed);
    if (wish.isResumed && run?.isFresh) terminal.tell('There is nothing to go on with: it begins anew.\n');
    // Pieces that were under way when an earlier push ended are finished by whoever runs.
    if (!isDry) service.contexts.runner.start();
    const check = checkedBy(inputType(service.schema));
    const tally = await submitting.all(withUsual(linesOf(file, wish, terminal), wish.usual, check), run?.key ?? null);
    await terminal.write(summary(tally, isDry));
    return tally.isWhole && tally.refused + tally.bad + tally.unknown === 0 ? 0 : 1;
  } finally {
    await service.close();
  }
};

function readWish(args: readonly string[]): Wish {
  const { values, positionals } = readArgs(args, {
    target: { type: 'string', multiple: true },
    tenant: { type: 'string', multiple: true },
    action: { type: 'string', default: 'ALERT' },
    set: { type: 'string' },
    format: { type: 'string' },
    reason: { type: 'string' },
    'dry-run': { type: 'boolean' },
    resume: { type: 'boolean' },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('indicators push takes one FILE.');
  const targets = (values.target ?? []).flatMap((text) => readList(text) ?? []).map(targetOf);
  if (targets.length === 0) throw new UsageError(`--target takes one of: ${TARGETS.join(', ')}.`);
  const format = values.format ?? (extname(file).toLowerCase() === '.csv' ? 'csv' : 'stix');
  if (format !== 'csv' && format !== 'stix') throw new UsageError('--format takes one of: csv, stix.');
  return {
    ...{ file, format, targets: [...new Set(targets)] },
    tenants: values.tenant?.flatMap((text) => readList(text) ?? []) ?? null,
    usual: { action: values.action.toUpperCase(), ...readJson('--set', values.set) },
    reason: values.reason ?? null,
    isDry: values['dry-run'] ?? false,
    isResumed: values.resume ?? false,
  };
}

/** `defender` is enough. */
function targetOf(word: string): IndicatorTarget {
  const found = TARGETS.find((target) => target.startsWith(word.toUpperCase()));
  if (found) return found;
  throw new UsageError(`--target takes one of: ${TARGETS.join(', ')}.`);
}

/** `what`: the same text for the same file, pushed to the same places in the same way. */
async function fingerprint({
  file,
  isDry: _isDry,
  isResumed: _isResumed,
  ...how
}: Wish): Promise<{ what: string; bytes: number }> {
  const hash = createHash('sha256').update(stableJson(how));
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
  return { what: hash.digest('hex').slice(0, 40), bytes };
}

function linesOf(file: ReadStream, { format }: Wish, { tell }: Terminal): AsyncIterable<Line> {
  return format === 'csv' ? csvLines(file, tell) : stixLines(file.setEncoding('utf8') as AsyncIterable<string>);
}

async function* withUsual(
  lines: AsyncIterable<Line>,
  usual: Wish['usual'],
  check: (input: Readonly<Record<string, unknown>>) => string | null,
): AsyncGenerator<Line, void, undefined> {
  for await (const line of lines) {
    if ('problem' in line) yield line;
    else {
      const input = { ...usual, ...line.input };
      const problem = check(input);
      yield problem === null ? { line: line.line, input } : { line: line.line, problem };
    }
  }
}

function inputType(schema: GraphQLSchema): GraphQLInputType {
  return schema.getType('IndicatorInput') as GraphQLInputType;
}

function summary({ lines, indicators, done, refused, unknown, bad, isWhole }: Tally, isDry: boolean): string {
  const number = (count: number): string => count.toLocaleString('en');
  const what = isDry ? 'would be sent' : 'done';
  const rest = `${number(refused)} refused, ${number(unknown)} unknown, ${number(bad)} not understood`;
  const end = isWhole ? '' : ' Interrupted: go on with the same command and --resume.';
  return `${number(lines)} lines, ${number(indicators)} indicators: ${number(done)} ${what}, ${rest}.${end}\n`;
}
