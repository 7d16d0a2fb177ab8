import type { Material } from './material.js';

/** A request of Microsoft's documentation with the answer printed there. */
export interface Published {
  readonly name: string;
  readonly method: string;
  readonly version: 'v1.0' | 'beta';
  /** Below the version, without the query. */
  readonly path: string;
  /** With the question mark; empty without a query. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** Null: the page does not show it. */
  readonly status: number | null;
  readonly responseBody: unknown;
  /** The page says that it needs `ConsistencyLevel: eventual` and `$count=true`. */
  readonly isAdvanced: boolean;
}

interface PublishedFile {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  readonly status: number | null;
  readonly responseBody: unknown;
  readonly advancedOnly?: boolean;
}

/** Every example that is a request to Graph. */
export function publishedExamples(material: Material): Published[] {
  return material.names('graph-examples', '.json').flatMap((name) => {
    const file = material.json('graph-examples', name) as PublishedFile;
    const form = /^https:\/\/graph\.microsoft\.com\/(v1\.0|beta)([^?]*)(.*)$/s.exec(file.url);
    if (form === null) return [];
    const [, version, path = '', query = ''] = form;
    const { method, requestHeaders: headers, requestBody, status, responseBody, advancedOnly = false } = file;
    const sent = Object.fromEntries(
      Object.entries(headers).filter(([header]) => ['consistencylevel', 'prefer'].includes(header)),
    );
    return [
      {
        ...{ name: name.replace(/\.json$/, ''), method, path, query, requestBody, status, responseBody },
        version: version as Published['version'],
        headers: sent,
        isAdvanced: advancedOnly,
      },
    ];
  });
}
