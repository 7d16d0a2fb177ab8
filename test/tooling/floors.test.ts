import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, runScript, TemporaryTree } from './temporaryTree.js';

const TSCONFIG = readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8');

/** A small house in which every import looks down. */
const LAWFUL = {
  'tsconfig.json': TSCONFIG,
  'schema/Alert.ts': 'export interface Alert { readonly id: string }\n',
  'src/errors/codes.ts': 'export const CODES = {};\n',
  'src/util/clock.ts': 'export const now = (): number => 0;\n',
  'src/graph/GraphClient.ts': "import { now } from '../util/clock.js';\nexport const graph = now;\n",
  'src/sources/AlertSource.ts':
    "import type { Alert } from '../../schema/Alert.js';\nimport { graph } from '../graph/GraphClient.js';\n" +
    'export const alert = (): Alert => ({ id: String(graph()) });\n',
  'src/context.ts': "import { alert } from './sources/AlertSource.js';\nexport const context = alert;\n",
  'resolvers/AlertResolver.ts': "import { context } from '../src/context.js';\nexport const resolver = context;\n",
  'src/server.ts': "import { resolver } from '../resolvers/AlertResolver.js';\nexport const server = resolver;\n",
  'src/main.ts':
    "import { server } from './server.js';\nimport { world } from '../emulator/world.js';\nserver(); world();\n",
  'emulator/world.ts': 'export const world = (): number => 1;\n',
};

describe('the floors', () => {
  let tree: TemporaryTree | undefined;

  afterEach(() => tree?.remove());

  function floorsOf(planted: Readonly<Record<string, string>>): { code: number | null; output: string } {
    tree = new TemporaryTree({ ...LAWFUL, ...planted });
    return runScript('floors.mjs', [tree.root]);
  }

  it('hold in a small house where every import looks down', () => {
    const { code, output } = floorsOf({});

    expect(output).toMatch(/^10 modules, [1-9]\d* imports seen\n$/);
    expect(code).toBe(0);
  });

  it('catch an upward, a sideways and a cyclic import, type imports included', () => {
    const { code, output } = floorsOf({
      'src/graph/up.ts': "import type { Alert } from '../sources/Mapped.js';\nexport type Up = Alert;\n",
      'src/sources/Mapped.ts': 'export interface Alert { readonly id: string }\n',
      'src/util/sideways.ts': "import { CODES } from '../errors/codes.js';\nexport const codes = CODES;\n",
      'src/plan/one.ts': "import { two } from './two.js';\nexport const one = (): number => two();\n",
      'src/plan/two.ts': "import { one } from './one.js';\nexport const two = (): number => one();\n",
    });

    expect(code).toBe(1);
    expect(output).toContain('src/graph looks down, not up: src/graph/up.ts -> src/sources/Mapped.ts');
    expect(output).toContain('src/util looks down, not sideways: src/util/sideways.ts -> src/errors/codes.ts');
    expect(output).toMatch(/no cycle: src\/plan\/(one|two)\.ts -> /);
  });

  it('catch a resolver that knows a source, and every wrong way into or out of the emulator', () => {
    const { code, output } = floorsOf({
      'resolvers/HostResolver.ts':
        "import { alert } from '../src/sources/AlertSource.js';\nexport const host = alert;\n",
      'src/graph/demo.ts': "import { world } from '../../emulator/world.js';\nexport const demo = world;\n",
      'emulator/clock.ts': "import { now } from '../src/util/clock.js';\nexport const clock = now;\n",
    });

    expect(code).toBe(1);
    expect(output).toContain('resolvers speak nouns, errors and the context: resolvers/HostResolver.ts');
    expect(output).toContain('only the door may start the emulator: src/graph/demo.ts');
    expect(output).toContain('the emulator is a world of its own: emulator/clock.ts');
  });

  it('catch a folder that has no floor and an import that leads nowhere', () => {
    const { code, output } = floorsOf({
      'src/attic/box.ts': "import { now } from '../util/clock.js';\nexport const box = now;\n",
      'src/loaders/lost.ts': "import { gone } from './gone.js';\nexport const lost = gone;\n",
    });

    expect(code).toBe(1);
    expect(output).toContain('every file has a floor: src/attic/box.ts');
    expect(output).toContain('every import leads somewhere: src/loaders/lost.ts -> ./gone.js');
  });

  it('fail where there is nothing to see', () => {
    tree = new TemporaryTree({ 'tsconfig.json': TSCONFIG });

    const { code, output } = runScript('floors.mjs', [tree.root]);

    expect(code).toBe(1);
    expect(output).toContain('no source folder');
  });
});
