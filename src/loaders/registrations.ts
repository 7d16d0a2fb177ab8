import type { RegistrationList } from '../sources/RegistrationSource.js';
import { Remembered } from './Remembered.js';
import { WholeList } from './WholeList.js';

const registrations = new WholeList<RegistrationList>({
  source: 'AUTHENTICATION_METHODS',
  remembered: new Remembered('registrations', 'MfaRegistration', 'groups'),
  read: ({ stores }, place) => stores.sources.registrations.list(place),
  gap: 'The report of registered methods has more rows than this service reads; a user whose mfa is null may be beyond them.',
});

/** What users have registered to prove who they are; null for who is not in the report yet. */
export const mfaOf = registrations.relation(({ byUser }, { id }) => byUser[id] ?? null);
