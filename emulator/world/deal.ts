import type { Machine } from './machines.js';
import type { Draw, Site } from './noise.js';
import type { Person } from './people.js';
import type { Random } from './random.js';

/** Anybody, any machine, independent of earlier draws. */
export function anyOf(site: Pick<Site, 'people' | 'machines'>, random: Random): Draw {
  return {
    machine: () => random.pick(site.machines),
    person: () => random.pick(site.people),
    mailbox: () => {
      const who = random.pick(site.people);
      return hasKnownMailbox(who) ? who : (site.people.find(hasKnownMailbox) ?? who);
    },
  };
}

/** Like dealing cards: everybody has a turn before anybody has a second one. An owner's turn is their machine's turn. */
export function inTurn(machines: readonly Machine[], people: readonly Person[]): Draw {
  const hosts = [...machines];
  const persons = [...people];
  const turn = <T>(queue: T[], index: number): T => {
    const [card] = queue.splice(Math.max(index, 0), 1);
    if (card === undefined) throw new RangeError('There is nobody to deal: the tenant has no people or no machines.');
    queue.push(card);
    return card;
  };
  return {
    machine() {
      const host = turn(hosts, 0);
      const { owner } = host;
      if (owner && persons.includes(owner)) turn(persons, persons.indexOf(owner));
      return host;
    },
    person: () => turn(persons, 0),
    mailbox: () => turn(persons, persons.findIndex(hasKnownMailbox)),
  };
}

/** Products that know an account by its SID only do not know its mailbox. */
function hasKnownMailbox(who: Person): boolean {
  return who.mail !== null && who.namedBy !== 'sid';
}
