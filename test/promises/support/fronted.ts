import { Writable } from 'node:stream';
import { createLog } from '../../../src/observability/log.js';
import type { Logger } from '../../../src/observability/Logger.js';
import { openHouse, type House, type HouseOptions } from '../../support/house.js';
import { Front } from './Front.js';

export interface FrontedHouse extends House {
  readonly front: Front;
}

/** The whole service, its Graph behind a front that can misbehave. */
export async function openFronted({ env = {}, ...options }: HouseOptions = {}): Promise<FrontedHouse> {
  const front = await Front.open();
  const house = await openHouse({ env: { GRAPH_ROOT: front.url, ...env }, ...options });
  front.target = house.emulator.url;
  return {
    ...house,
    front,
    stop: async () => {
      await house.stop();
      await front.close();
    },
  };
}

/** A real log of every level, and the lines that it wrote. */
export function openLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
      done();
    },
  });
  return { log: createLog('debug', destination), lines };
}

export const KEYS = { a: 'key-of-the-first-caller-aaaa', b: 'key-of-the-other-caller-bbbb' } as const;

export function as(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

export function codesOf({ errors }: { errors: readonly { extensions: { code: string } }[] }): string[] {
  return errors.map(({ extensions }) => extensions.code);
}
