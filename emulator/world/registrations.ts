import type { Person } from './people.js';
import { numberedRandom, hashOf } from './random.js';
import type { Random } from './random.js';
import { registrationRow } from './rows/access.js';
import { HOUR_MS, ticks } from './time.js';
import type { Row } from './World.js';

interface Registered {
  readonly methods: readonly string[];
  readonly preferred: string;
}

/** What people have registered, from the strongest on. */
const PASSKEY: Registered = {
  methods: ['fido2SecurityKey', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  preferred: 'push',
};
const AUTHENTICATOR: Registered = {
  methods: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode', 'mobilePhone'],
  preferred: 'push',
};
const TEXT_MESSAGE: Registered = { methods: ['mobilePhone'], preferred: 'sms' };
const NOTHING: Registered = { methods: [], preferred: 'none' };

const PASSWORDLESS = new Set(['fido2SecurityKey', 'windowsHelloForBusiness']);

/**
 * The report of registered authentication methods, one row a user. Privileged people have a key; the finance department
 * has text messages, which is how the attack got in.
 *
 * @param adminIds who holds a directory role
 */
export function registrationsOf(
  people: readonly Person[],
  adminIds: ReadonlySet<string>,
  seed: string,
  startMs: number,
): Row[] {
  return people.map((who) => {
    const random = numberedRandom(hashOf(`${seed}/mfa/${who.id}`));
    const isAdmin = adminIds.has(who.id);
    const { methods, preferred } = registered(who, isAdmin, random);
    const isMfa = methods.length > 0;
    return registrationRow({
      id: who.id,
      isAdmin,
      isMfaCapable: isMfa,
      isMfaRegistered: isMfa,
      isPasswordlessCapable: methods.some((method) => PASSWORDLESS.has(method)),
      isSsprCapable: methods.length > 1,
      isSsprRegistered: methods.length > 1,
      lastUpdatedDateTime: ticks(startMs - random.whole(2, 20) * HOUR_MS),
      methodsRegistered: methods,
      systemPreferredAuthenticationMethods: preferred === 'push' ? ['PhoneAppNotification'] : isMfa ? ['Sms'] : [],
      userDisplayName: who.displayName,
      userPreferredMethodForSecondaryAuthentication: preferred,
      userPrincipalName: who.userPrincipalName,
      userType: who.isGuest ? 'guest' : 'member',
    });
  });
}

function registered(who: Person, isAdmin: boolean, random: Random): Registered {
  if (who.department === null || !who.isEnabled) return NOTHING;
  if (isAdmin || who.department === 'Security') return PASSKEY;
  if (who.department === 'Finance') return TEXT_MESSAGE;
  return random.chance(0.12) ? NOTHING : random.chance(0.15) ? TEXT_MESSAGE : AUTHENTICATOR;
}
