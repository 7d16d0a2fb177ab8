const shared = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/jest.timeout.cjs'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose)/)'],
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // Modules that a suite has loaded are never given back whole: a worker that has grown is cheaper to replace.
  workerIdleMemoryLimit: '1500MB',
  collectCoverage: false,
  collectCoverageFrom: ['src/**/*.ts', 'schema/**/*.ts', 'resolvers/**/*.ts', 'emulator/**/*.ts', '!src/main.ts'],
  reporters: ['default', '<rootDir>/test/jest.plainSummary.cjs'],
  projects: [
    {
      ...shared,
      displayName: 'story',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/contract/', '<rootDir>/test/long/'],
      globals: { TEST_TIMEOUT_MS: 15_000 },
    },
    {
      ...shared,
      displayName: 'contract',
      testMatch: ['<rootDir>/test/contract/**/*.test.ts'],
      globals: { TEST_TIMEOUT_MS: 60_000 },
    },
    {
      ...shared,
      displayName: 'long',
      testMatch: ['<rootDir>/test/long/**/*.test.ts'],
      globals: { TEST_TIMEOUT_MS: 300_000 },
    },
  ],
};
