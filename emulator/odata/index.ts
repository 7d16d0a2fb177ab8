export { answerCollection, answerEntity, countCollection } from './answer.js';
export type { CollectionAnswer, CollectionRequest } from './CollectionRequest.js';
export { GraphFault } from './GraphFault.js';
export { readOptions, type QueryOptions } from './QueryOptions.js';
export { includesUnknownMembers, shape } from './shape.js';
