import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator, EmulatorOptions } from '../../../emulator/startEmulator.js';
import { readSettings } from '../../../src/config/settings.js';
import { startServer } from '../../../src/server.js';
import type { RunningServer } from '../../../src/server.js';
import type { Material } from './material.js';
import { Recorder } from './Recorder.js';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** No limit of ours stands in the way: this is about what is said to Graph, not about how much. */
const WIDE_OPEN = {
  PORT: '0',
  JOURNAL_FILE: ':memory:',
  EMULATOR: 'off',
  LOG_LEVEL: 'silent',
  GRAPH_LIMITS_SCALE: '1000',
  MAX_TOKENS: '100000',
  MAX_DEPTH: '50',
  MAX_ALIASES: '5000',
  MAX_NODES: '1000000',
  MAX_EXPECTED_REQUESTS: '10000',
  MAX_REQUESTS: '10000',
  MAX_BODY_BYTES: '1000000',
};

/** Product, recorder and emulator in a row. */
export class House {
  private constructor(
    readonly emulator: Emulator,
    readonly recorder: Recorder,
    private readonly server: RunningServer,
  ) {}

  static async open(material: Material, options: EmulatorOptions, env: Record<string, string> = {}): Promise<House> {
    const emulator = await startEmulator(options);
    const recorder = await Recorder.start(material, emulator.url);
    try {
      const settings = readSettings(
        { ...WIDE_OPEN, EMULATOR_PORT: String(emulator.port), GRAPH_ROOT: recorder.url, ...env },
        DEMO_TENANTS,
      );
      return new House(emulator, recorder, await startServer(settings));
    } catch (error) {
      await recorder.stop();
      await emulator.stop();
      throw error;
    }
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.recorder.stop();
    await this.emulator.stop();
  }
}
