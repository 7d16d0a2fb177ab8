import { words } from '../words.js';

export const HuntColumnType = words('HuntColumnType', 'What the cells of a column of a hunting answer hold.', {
  UNKNOWN: 'A word that this version does not know: see typeRaw.',
  STRING: 'Text.',
  DATE_TIME: 'A moment in ISO 8601.',
  INT: 'A whole number of 32 bits.',
  LONG: 'A whole number of 64 bits.',
  REAL: 'A number.',
  BOOLEAN: 'True or false; the engine may write 1 and 0.',
  GUID: 'A GUID.',
  TIME_SPAN: 'A length of time as .NET writes it: 1.02:03:04.',
  DYNAMIC: 'A list or an object of JSON, or a text of it.',
});
export type HuntColumnType = keyof typeof HuntColumnType;
