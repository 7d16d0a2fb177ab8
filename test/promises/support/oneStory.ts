import 'reflect-metadata';
import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import { readSettings } from '../../../src/config/settings.js';
import { startServer } from '../../../src/server.js';

/** One short story in a process of its own: starts the house, asks once, says what came, stops. */
const env = { PORT: '0', EMULATOR_PORT: '0', EMULATOR_LIVE: 'off', LOG_LEVEL: 'silent', JOURNAL_FILE: ':memory:' };
const server = await startServer(readSettings(env, DEMO_TENANTS));
const query = `{
  alerts(first: 10, tenants: ["contoso"]) { nodes { title evidence { kind } users { user { displayName manager { displayName } } } hosts { host { name } } } }
}`;
const response = await fetch(`${server.url}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
const {
  data,
  errors = [],
  extensions,
} = (await response.json()) as {
  data: { alerts: { nodes: unknown[] } };
  errors?: unknown[];
  extensions: { upstream: { requests: number } };
};
process.stdout.write(
  `${data.alerts.nodes.length} alerts, ${extensions.upstream.requests} requests, ${errors.length} errors\n`,
);
await server.stop();
