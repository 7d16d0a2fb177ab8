import { ROUTES } from '../../../emulator/routes/index.js';
import { UNMASKED } from './EmulatorClient.js';
import type { EmulatorClient, GraphAnswer } from './EmulatorClient.js';

/** One answer of the emulator, and what was asked for it. */
export interface Visit {
  /** Below the version: `/users/{id}/manager` with the id filled in, percent-encoded. */
  readonly path: string;
  readonly version: 'v1.0' | 'beta';
  readonly isUnmasked: boolean;
  readonly answer: GraphAnswer;
}

interface Row {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** What has no list: hosts and vulnerabilities are asked for by name. */
export const BY_NAME: Readonly<Record<string, readonly Row[]>> = {
  '/security/threatIntelligence/hosts': ['ledger-cdn.example', 'sync.ledger-cdn.example', '198.51.100.23'].map(
    (id) => ({ id }),
  ),
  '/security/threatIntelligence/vulnerabilities': [{ id: 'CVE-2024-49138' }, { id: 'CVE-2024-38063' }],
};

/** The patterns of everything that can be read. */
export const READABLE = [...new Set(ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path))];

/**
 * Everything that a tenant's application may read: every collection to its last page, and what hangs on up to so many of its
 * rows. A route that the emulator learns tomorrow is visited without a word here.
 */
export async function* sweep(client: EmulatorClient, rowsEach: number): AsyncGenerator<Visit> {
  const rows = new Map<string, readonly Row[]>();
  for (const version of ['v1.0', 'beta'] as const) {
    for (const isUnmasked of [true, false]) {
      const headers = isUnmasked ? UNMASKED : {};
      for (const path of READABLE.filter((pattern) => !pattern.includes('{'))) {
        const pages = await client.pages(`/${version}${path}`, headers);
        for (const answer of pages) yield { path, version, isUnmasked, answer };
        rows.set(
          path,
          pages.flatMap(({ body }) => (Array.isArray(body['value']) ? (body['value'] as Row[]) : [])),
        );
      }
      for (const path of READABLE.flatMap((pattern) => filled(pattern, rows, rowsEach))) {
        const pages = await client.pages(`/${version}${path}`, headers);
        for (const answer of pages) yield { path, version, isUnmasked, answer };
      }
    }
  }
}

/** A pattern with the keys of rows that exist: `/users/{id}` by the rows of `/users`, `/devices(deviceId={k})` by deviceId. */
function filled(pattern: string, rows: ReadonlyMap<string, readonly Row[]>, most: number): string[] {
  const form = /^([^{(]+?)(?:\/\{\w+\}|\((\w+)=\{\w+\}\))([^{]*)$/.exec(pattern);
  if (form === null) return [];
  const [, collection = '', property, rest = ''] = form;
  const found = rows.get(collection) ?? BY_NAME[collection] ?? [];
  const step = Math.max(1, Math.ceil(found.length / most));
  return found
    .filter((_, index) => index % step === 0)
    .map((row) => {
      if (property === undefined) return `${collection}/${encodeURIComponent(row.id)}${rest}`;
      return `${collection}(${property}='${encodeURIComponent(String(row[property]))}')${rest}`;
    });
}

/** The pattern that a path was made from. */
export function patternOf(path: string): string | undefined {
  return READABLE.find((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[().]/g, '\\$&')
        .replace(/=\{\w+\}/g, "='[^/]*'")
        .replace(/\{\w+\}/g, '[^/]+')}$`,
    ).test(path),
  );
}
