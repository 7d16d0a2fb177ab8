export { answerCollection, answerEntity, countCollection } from './answer.js';
export type { CollectionAnswer, CollectionRequest, Follow, RequestHeaders } from './CollectionRequest.js';
export { GraphFault } from './GraphFault.js';
export { readOptions, type ExpandItem, type OrderItem, type QueryOptions } from './QueryOptions.js';
export { checkSelect, includesUnknownMembers, shape, type Shaping } from './shape.js';
