export { GraphFault } from './GraphFault.js';
export { readOptions, type ExpandItem, type OrderItem, type QueryOptions } from './QueryOptions.js';
export type { CollectionAnswer, CollectionRequest, Follow, RequestHeaders } from './CollectionRequest.js';
