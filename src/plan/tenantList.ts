import type { Relation } from '../loaders/Relation.js';
import { readTenant } from '../loaders/tenants.js';
import { asError } from '../loaders/tenantwise.js';
import { keyText } from '../pivots/Key.js';

/** `tenants`: all that the caller may see; `tenant(id)`: one of them, by id or label. */
export const tenantList: Relation = {
  load: (keys, _want, { id }, operation) => {
    const read = (): unknown =>
      id === undefined || id === null
        ? operation.granted().map((tenant) => readTenant(tenant, operation))
        : readTenant(operation.selectOne(id as string), operation);
    let answer: unknown;
    try {
      answer = read();
    } catch (thrown) {
      answer = asError(thrown);
    }
    return Promise.resolve(new Map(keys.map((key) => [keyText(key), answer])));
  },
};
