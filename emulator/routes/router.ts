import { GraphFault } from '../odata/index.js';
import type { Route } from './Route.js';
import { segmentsOf } from './segments.js';
import type { Segment } from './segments.js';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** The path ended in `/$count`: only the number is asked for. */
  readonly isCount: boolean;
}

interface Compiled {
  readonly route: Route;
  /** A literal in lower case, or the name of a parameter. */
  readonly steps: readonly ({ readonly literal: string } | { readonly param: string })[];
}

/** Finds routes by path; literals win over parameters. */
export class Router {
  private readonly compiled: readonly Compiled[];

  constructor(routes: readonly Route[]) {
    this.compiled = routes.map((route) => ({ route, steps: stepsOf(route.path) }));
  }

  /**
   * @throws GraphFault 400 naming the first segment that Graph does not know here, or 405
   */
  find(method: string, path: string): RouteMatch {
    const all = segmentsOf(path);
    const isCount = all.at(-1)?.text === '$count';
    const segments = isCount ? all.slice(0, -1) : all;
    const found = this.compiled.filter(({ steps }) => steps.length === segments.length && isPrefix(steps, segments));
    if (found.length === 0) throw this.unknownSegment(segments);
    if (isCount && method !== 'GET') throw notAllowed();
    const best = found.filter(({ route }) => route.method === method).sort((a, b) => literals(b) - literals(a))[0];
    if (best === undefined) throw notAllowed();
    return { route: best.route, params: paramsOf(best.steps, segments), isCount };
  }

  private unknownSegment(segments: readonly Segment[]): GraphFault {
    const at = segments.findIndex(
      (_, index) => !this.compiled.some(({ steps }) => isPrefix(steps, segments.slice(0, index + 1))),
    );
    const name = segments[at === -1 ? segments.length - 1 : at]?.text ?? '';
    return new GraphFault(400, 'BadRequest', `Resource not found for the segment '${name}'.`);
  }
}

function notAllowed(): GraphFault {
  return new GraphFault(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
}

function stepsOf(pattern: string): Compiled['steps'] {
  return pattern
    .replace(/\((\w+)=\{(\w+)\}\)/g, '($1=)/{$2}')
    .split('/')
    .filter((step) => step !== '')
    .map((step) => (step.startsWith('{') ? { param: step.slice(1, -1) } : { literal: step.toLowerCase() }));
}

function isPrefix(steps: Compiled['steps'], segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => {
    const step = steps[index];
    if (step === undefined) return false;
    return 'param' in step || (!segment.isKey && step.literal === segment.text.toLowerCase());
  });
}

function literals({ steps }: Compiled): number {
  return steps.filter((step) => 'literal' in step).length;
}

function paramsOf(steps: Compiled['steps'], segments: readonly Segment[]): Record<string, string> {
  return Object.fromEntries(
    steps.flatMap((step, index) => ('param' in step ? [[step.param, segments[index]?.text ?? '']] : [])),
  );
}
