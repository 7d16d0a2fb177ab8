import { GraphFault } from './GraphFault.js';
import { splitOutside } from './splitOutside.js';

export interface ExpandItem {
  readonly navigation: string;
  readonly select?: readonly string[];
  readonly levels?: number | 'max';
  /** Names of further nested options that were sent: `$filter`, `$top` … */
  readonly others: readonly string[];
}

export interface OrderItem {
  readonly property: string;
  readonly descending: boolean;
}

/** The system query options of one request, decoded; the filter and the search are still text. */
export interface QueryOptions {
  readonly filter?: string;
  readonly select?: readonly string[];
  readonly expand?: readonly ExpandItem[];
  readonly orderby?: readonly OrderItem[];
  readonly top?: number;
  readonly skip?: number;
  readonly skiptoken?: string;
  readonly count?: boolean;
  readonly search?: string;
  /** The query as it was received, without `?`. */
  readonly rawQuery: string;
  /** All parameters decoded, system query options under lower-case names. */
  readonly raw: ReadonlyMap<string, string>;
}

const KNOWN = new Set([
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$deltatoken',
  '$count',
  '$search',
  '$format',
]);

/**
 * Reads the system query options of a URL. Names without `$` are custom parameters: they stay in `raw` and mean nothing.
 *
 * @param rawQuery what stands behind `?`, still percent-encoded; may be empty
 * @throws GraphFault 400 for malformed encoding, an unknown, repeated or empty `$` option, or a value of the wrong form
 */
export function readOptions(rawQuery: string): QueryOptions {
  const raw = readParameters(rawQuery);
  const options: { -readonly [K in keyof QueryOptions]: QueryOptions[K] } = { rawQuery, raw };
  const filter = raw.get('$filter');
  if (filter !== undefined) options.filter = filter;
  const select = raw.get('$select');
  if (select !== undefined) options.select = readNames('$select', select);
  const expand = raw.get('$expand');
  if (expand !== undefined) options.expand = splitOutside(expand, ',').map((item) => readExpandItem(item.trim()));
  const orderby = raw.get('$orderby');
  if (orderby !== undefined) options.orderby = orderby.split(',').map((item) => readOrderItem(item.trim()));
  const top = raw.get('$top');
  if (top !== undefined) options.top = readWhole('$top', top);
  const skip = raw.get('$skip');
  if (skip !== undefined) options.skip = readWhole('$skip', skip);
  const skiptoken = raw.get('$skiptoken');
  if (skiptoken !== undefined) options.skiptoken = skiptoken;
  const count = raw.get('$count');
  if (count !== undefined) options.count = readFlag('$count', count);
  const search = raw.get('$search');
  if (search !== undefined) options.search = search;
  return options;
}

function readParameters(rawQuery: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const sent = decode(at < 0 ? pair : pair.slice(0, at)).trim();
    const value = at < 0 ? '' : decode(pair.slice(at + 1));
    if (!sent.startsWith('$')) {
      parameters.set(sent, value);
      continue;
    }
    const name = sent.toLowerCase();
    if (!KNOWN.has(name)) throw bad(`The query parameter '${sent}' is not supported.`);
    if (parameters.has(name)) {
      throw bad(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    if (value.trim() === '') throw bad(`The value for OData query '${name}' cannot be empty.`);
    parameters.set(name, value);
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    if (cause instanceof URIError)
      throw bad('The query specified in the URI is not valid. Malformed percent-encoding.');
    throw cause;
  }
}

function readNames(option: string, value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.some((name) => !/^(\*|[A-Za-z_][\w.]*(\/[A-Za-z_][\w.]*)*)$/.test(name))) {
    throw bad(`Parsing OData Select and Expand failed: Syntax error in the value of '${option}'.`);
  }
  return [...new Set(names)];
}

function readExpandItem(item: string): ExpandItem {
  const shape = /^([A-Za-z_][\w.]*)\s*(?:\(([\s\S]*)\))?$/.exec(item);
  if (!shape?.[1]) throw bad("Parsing OData Select and Expand failed: Syntax error in the value of '$expand'.");
  const found: { -readonly [K in keyof ExpandItem]: ExpandItem[K] } = { navigation: shape[1], others: [] };
  const others: string[] = [];
  for (const nested of splitOutside(shape[2] ?? '', ';')) {
    if (nested.trim() === '') continue;
    const at = nested.indexOf('=');
    const name = nested.slice(0, Math.max(at, 0)).trim().toLowerCase();
    const value = nested.slice(at + 1).trim();
    if (name === '$select') found.select = readNames('$select', value);
    else if (name === '$levels') found.levels = readLevels(value);
    else if (KNOWN.has(name)) others.push(name);
    else
      throw bad(
        `Parsing OData Select and Expand failed: Term '${nested.trim()}' is not valid in a $expand expression.`,
      );
  }
  return { ...found, others };
}

function readLevels(value: string): number | 'max' {
  if (value.toLowerCase() === 'max') return 'max';
  const levels = /^\d+$/.test(value) ? Number(value) : 0;
  if (levels < 1 || levels > 1000) {
    throw bad(
      `Parsing OData Select and Expand failed: The value '${value}' of $levels must be 'max' or between 1 and 1000.`,
    );
  }
  return levels;
}

function readOrderItem(item: string): OrderItem {
  const shape = /^([A-Za-z_][\w.]*(?:\/[A-Za-z_][\w.]*)*)(?:\s+(asc|desc))?$/i.exec(item);
  if (!shape?.[1]) throw bad(`Invalid orderby clause: Syntax error at '${item}'.`);
  return { property: shape[1], descending: shape[2]?.toLowerCase() === 'desc' };
}

function readWhole(option: string, value: string): number {
  const number = /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) {
    throw bad(
      `Invalid value '${value}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
    );
  }
  return number;
}

function readFlag(option: string, value: string): boolean {
  const flag = value.trim().toLowerCase();
  if (flag !== 'true' && flag !== 'false') {
    throw bad(`Invalid value '${value}' for ${option} query option found. Valid values are 'true' or 'false'.`);
  }
  return flag === 'true';
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
