import type { EntityModel } from '../../../emulator/model/EntityModel.js';
import {
  answerCollection,
  answerEntity,
  GraphFault,
  readOptions,
  type CollectionAnswer,
  type CollectionRequest,
} from '../../../emulator/odata/index.js';
import type { Row, Rows } from '../../../emulator/world/World.js';

export const ROOT = 'http://127.0.0.1:4010/v1.0';
export const EVENTUAL = { consistencylevel: 'eventual' } as const;

type Extras = Partial<Pick<CollectionRequest, 'headers' | 'follow' | 'capabilities' | 'emptyPagesSeed' | 'path'>>;

/** Asks a collection with `query` as a person would write it: blanks and quotes unescaped. */
export function ask(
  model: EntityModel,
  rows: Rows | readonly Row[],
  query: string,
  extras: Extras = {},
): CollectionAnswer {
  return answerCollection({
    model,
    rows,
    options: readOptions(encode(query)),
    headers: {},
    contextRoot: ROOT,
    path: '/rows',
    follow: () => null,
    ...extras,
  });
}

export function askOne(model: EntityModel, row: Row, query: string, extras: Extras = {}): Record<string, unknown> {
  const options = readOptions(encode(query));
  return answerEntity(model, row, options, extras.headers ?? {}, ROOT, extras.follow ?? (() => null));
}

export function ids(answer: CollectionAnswer): string[] {
  return answer.value.map((row) => (row as { id: string }).id);
}

/** What was refused: `400 code message`. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (fault) {
    if (fault instanceof GraphFault) return `${fault.status} ${fault.code} ${fault.message}`;
    throw fault;
  }
  return 'not refused';
}

export function encode(query: string): string {
  return query
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? pair : `${pair.slice(0, at)}=${encodeURIComponent(pair.slice(at + 1))}`;
    })
    .join('&');
}

/** The query of a next link. */
export function queryOf(link: string | undefined): string {
  return decodeURIComponent((link ?? '').split('?')[1] ?? '');
}
