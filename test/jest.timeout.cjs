/* global jest */
// `testTimeout` of a project is not heeded by Jest; this is, by tests and hooks alike.
jest.setTimeout(globalThis.TEST_TIMEOUT_MS);
