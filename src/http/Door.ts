import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../auth/Caller.js';
import type { Settings } from '../config/settings.js';
import type { SecgraphError } from '../errors/SecgraphError.js';
import type { Metrics } from '../observability/Metrics.js';
import type { Receipt } from '../observability/Receipt.js';
import type { Logger } from '../observability/Logger.js';
import type { Clock } from '../util/clock.js';
import type { Pressure } from '../observability/Pressure.js';
import type { Gate } from './Gate.js';
import type { Estimate } from './limits/cost.js';
import type { DocumentNode } from 'graphql';
import type { Variables } from './limits/pageSize.js';

/** What the door must know of the context of an operation. */
export interface OperationContext {
  readonly receipt: Receipt;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** What goes into the extensions of the answer, the receipt among it. */
  extensions(): Record<string, unknown>;
  /** Errors that belong to the answer and to no single field. */
  notices(): readonly SecgraphError[];
}

/** An operation document to look at, by name and text. */
export interface Example {
  readonly name: string;
  readonly document: string;
}

/** What a caller says about how he wants to be answered. */
export interface Wish {
  /** How old what is answered from memory may be; null: as the settings say. */
  readonly maxAgeMs: number | null;
}

/** What the door is made of. */
export interface DoorParts<C extends OperationContext> {
  readonly schema: GraphQLSchema;
  readonly settings: Settings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly pressure: Pressure;
  /** Resolves when what keeps things for good answers. */
  checkJournal(): Promise<void>;
  readonly examples: readonly Example[];
  openContext(caller: Caller, signal: AbortSignal, wish: Wish): C;
  estimate(document: DocumentNode, operationName: string | null, variables: Variables, caller: Caller): Estimate;
  /** The plan of an operation and its price, for a request with the extension `explain`. */
  explain(document: DocumentNode, operationName: string | null, variables: Variables, caller: Caller): object | null;
}
