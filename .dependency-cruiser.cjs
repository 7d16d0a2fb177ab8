/**
 * The floors, lowest first: a file imports from its own folder and from lower floors only, type imports included.
 * The door has an order of its own: main starts server, server mounts the rest.
 */
const floors = [
  /* words      */ ['schema', 'src/errors', 'src/util'],
  /* ground     */ [
    'src/config',
    'src/observability',
    'src/pivots',
    'src/identity',
    'src/score',
    'src/filter',
    'src/mitre',
    'src/actions',
  ],
  /* memory     */ ['src/cache', 'src/bus', 'src/journal'],
  /* the wire   */ ['src/graph', 'src/auth'],
  /* sources    */ ['src/sources'],
  /* gathering  */ ['src/loaders'],
  /* doing      */ ['src/plan', 'src/writes', 'src/changes'],
  /* request    */ ['src/context.ts'],
  /* verbs      */ ['resolvers'],
  /* the door   */ ['src/http', 'src/cli', 'src/federation'],
  /*            */ ['src/server.ts'],
  /*            */ ['src/main.ts'],
];

const path = (room) => (room.endsWith('.ts') ? `^${room.replace('.', '\\.')}$` : `^${room}/`);
const rooms = floors.flatMap((floor, level) => floor.map((room) => ({ room, level })));
const paths = rooms.map(({ room }) => path(room));
const house = '^(src|schema|resolvers)/';

const looksDownOnly = rooms.flatMap(({ room, level }) => {
  const above = rooms.filter((other) => other.level > level).map((other) => path(other.room));
  const beside = rooms.filter((other) => other.level === level && other.room !== room).map((other) => path(other.room));
  const from = { path: path(room) };
  return [
    ...(above.length > 0 ? [{ name: `${room} looks down, not up`, severity: 'error', from, to: { path: above } }] : []),
    ...(beside.length > 0
      ? [{ name: `${room} looks down, not sideways`, severity: 'error', from, to: { path: beside } }]
      : []),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...looksDownOnly,
    { name: 'no cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every import leads somewhere',
      comment: 'an import that cannot be followed would hide an edge from every other rule',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^\\.' },
    },
    {
      name: 'every file has a floor',
      severity: 'error',
      from: { path: house, pathNot: paths },
      to: {},
    },
    {
      name: 'resolvers speak nouns, errors and the context',
      severity: 'error',
      from: { path: '^resolvers/' },
      to: { path: '^src/', pathNot: '^src/(errors/|context\\.ts$)' },
    },
    {
      name: 'the emulator is a world of its own',
      severity: 'error',
      from: { path: '^emulator/' },
      to: { path: '^(src|schema|resolvers|test|bench|scripts|gen|console)/' },
    },
    {
      name: 'only the door may start the emulator',
      severity: 'error',
      from: { path: house, pathNot: '^src/(server|main)\\.ts$' },
      to: { path: '^emulator/' },
    },
    {
      name: 'the house needs no tests, scripts or generated operations',
      severity: 'error',
      from: { path: house },
      to: { path: '^(test|bench|scripts|gen|console)/' },
    },
    {
      name: 'the console knows only the schema file',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(src|schema|resolvers|emulator|test)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|gen|coverage)/' },
  },
};
