import type { Emulator } from '../emulator/startEmulator.js';
import type { WaveGate } from '../test/support/WaveGate.js';

/** What one question costs of Microsoft Graph, with nothing remembered. */
export interface Cost {
  readonly requests: number;
  readonly batches: number;
  readonly parts: number;
  /** Round trips that had to wait for an earlier answer. */
  readonly depth: number;
}

/** Asks once through the gate, and counts by what the emulated Graph received. */
export async function costOf(url: string, query: string, emulator: Emulator, gate: WaveGate): Promise<Cost> {
  emulator.clearRequests();
  gate.forget();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly { message: string }[] };
  if (errors) throw new Error(`The question was answered with an error: ${errors[0]?.message}`);
  const requests = emulator.requests();
  const batches = requests.filter(({ parts }) => parts.length > 0);
  const inBatches = batches.reduce((sum, { parts }) => sum + parts.length, 0);
  const parts = requests.length - batches.length + inBatches;
  return { requests: requests.length, batches: batches.length, parts, depth: gate.waves };
}
