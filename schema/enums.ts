/** The words of the schema, by the noun that they describe. */
export * from './enums/action.js';
export * from './enums/alert.js';
export * from './enums/evidence.js';
export * from './enums/hunt.js';
export * from './enums/identity.js';
export * from './enums/incident.js';
export * from './enums/indicator.js';
export * from './enums/intelligence.js';
export * from './enums/score.js';
export * from './enums/source.js';
