import type { EmulatorClient } from './EmulatorClient.js';

type Item = Readonly<Record<string, unknown>>;
interface Many {
  readonly value: readonly Item[];
}

/** What the pages require of every change, and their samples leave out. */
const CHANGED = { expirationDateTime: '2026-12-23T08:00:00Z', targetProduct: 'Azure Sentinel' };
/** What they require of every new indicator. The samples are for a product that the table of the type does not name. */
const CREATED = { ...CHANGED, action: 'alert' };

/** Bodies of published examples about tiIndicators, completed as the text of their pages says, with keys that exist. */
export const INDICATOR_BODIES: Readonly<Record<string, (client: EmulatorClient, body: unknown) => Promise<unknown>>> = {
  'beta.tiindicator-updatetiindicators.01': updates,
  'sample.96bb2192-d2a5-470a-9e60-17d626e51afe': updates,
  'sample.39fb7c6b-9df5-4674-8919-84a39bff3149': (_, body) => Promise.resolve({ ...(body as Item), ...CHANGED }),
  'sample.2592c4ed-2947-41ae-9659-371cf65beef6': (_, body) => Promise.resolve({ ...(body as Item), ...CREATED }),
  'sample.82496f48-8c86-4fd4-926a-15a043c2e443': (_, body) =>
    Promise.resolve({ value: (body as Many).value.map((item) => ({ ...item, ...CREATED })) }),
  'sample.273dc18d-4f21-4625-b0c6-f124632e32bd': (client) => lastTwo(client, 'id'),
  'sample.8be120b8-f852-4b9f-872d-9e1b84cafd1d': (client) => lastTwo(client, 'externalId'),
};

async function updates(client: EmulatorClient, body: unknown): Promise<unknown> {
  const { value: ids } = await lastTwo(client, 'id');
  return { value: (body as Many).value.map((item, index) => ({ ...item, ...CHANGED, id: ids[index] })) };
}

async function lastTwo(client: EmulatorClient, property: string): Promise<{ value: unknown[] }> {
  const { body } = await client.get('/beta/security/tiIndicators?$top=100');
  return { value: (body['value'] as Item[]).slice(-2).map((row) => row[property]) };
}
