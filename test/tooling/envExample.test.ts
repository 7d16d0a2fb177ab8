import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { noteOf } from '../../src/config/fields.js';
import { readSettings } from '../../src/config/settings.js';
import { SETTINGS } from '../../src/config/shape.js';
import { PROJECT } from './temporaryTree.js';

const text = readFileSync(join(PROJECT, '.env.example'), 'utf8');
const lines = [...text.matchAll(/^#(?<name>[A-Z_]+)=(?<value>.*)$/gm)].map(({ groups }) => groups!);
const shape: Readonly<Record<string, z.ZodType>> = SETTINGS.shape;

describe('.env.example', () => {
  it('sets nothing until a # is taken away', () => {
    const active = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

    expect(active).toEqual([]);
  });

  it('names settings that exist, each once', () => {
    const names = lines.map(({ name }) => name!);

    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(name in shape))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('shows every default as it is', () => {
    // What `npm start` sets differs from the bare default.
    const shown = lines.filter(({ name }) => name !== 'EMULATOR_LIVE');
    const wrong = shown.filter(({ name, value }) => {
      const { standard } = noteOf(shape[name!]!);
      return standard !== '' && standard !== value;
    });

    expect(wrong).toEqual([]);
  });

  it('holds values that a demo start accepts', () => {
    const demo = lines.filter(({ name }) => !/_FILE$/.test(name!)).map(({ name, value }) => [name!, value!]);

    expect(() => readSettings(Object.fromEntries(demo))).not.toThrow();
  });
});
