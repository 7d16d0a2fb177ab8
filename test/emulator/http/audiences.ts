import type { Answer, TestClient } from './TestClient.js';

export const DEFENDER_SCOPE = 'https://api.securitycenter.microsoft.com/.default';
export const AZURE_SCOPE = 'https://management.azure.com//.default';

/** Sends with a token for another service than Graph. */
export async function sendAs(
  client: TestClient,
  scope: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const token = await client.tokenRequest({ ...client.goodForm(), scope });
  const headers = { authorization: `Bearer ${String(token.body.access_token)}` };
  return client.send(method, path, { headers, ...(body === undefined ? {} : { body }) });
}
