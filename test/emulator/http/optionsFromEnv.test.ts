import { optionsFromEnv } from '../../../emulator/optionsFromEnv.js';

const now = new Date('2026-11-23T08:00:00Z');

describe('optionsFromEnv', () => {
  test('without settings: port 4010, the story, real limits, no new alerts', () => {
    expect(optionsFromEnv({}, now)).toMatchObject({
      port: 4010,
      scale: 'story',
      limitsScale: 1,
      live: false,
      startAt: now,
    });
  });

  test('each setting is read', () => {
    const env = {
      EMULATOR_PORT: '0',
      EMULATOR_LIVE: '1',
      EMULATOR_SCALE: 'alerts=100000, users=10000, devices=12000',
      EMULATOR_SEED: 'other',
      GRAPH_LIMITS_SCALE: '0.5',
    };

    expect(optionsFromEnv(env, now)).toMatchObject({
      port: 0,
      live: true,
      scale: { alerts: 100_000, users: 10_000, devices: 12_000 },
      seed: 'other',
      limitsScale: 0.5,
    });
  });

  test.each([
    ['EMULATOR_PORT', 'x'],
    ['EMULATOR_PORT', '65536'],
    ['EMULATOR_SCALE', 'alerts=5'],
    ['EMULATOR_SCALE', 'alerts=5,users=1,devices=-1'],
    ['EMULATOR_SCALE', 'big'],
    ['GRAPH_LIMITS_SCALE', '0'],
    ['GRAPH_LIMITS_SCALE', 'fast'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => optionsFromEnv({ [name]: value }, now)).toThrow(name);
  });
});
