import { person } from './people.js';
import type { Home, Person, Place } from './people.js';
import type { Random } from './random.js';

const GIVEN = [
  'Alex', 'Bianca', 'Cora', 'Derek', 'Edith', 'Faruk', 'Gina', 'Hassan', 'Irene', 'Joel', 'Kira', 'Leon', 'Mona',
  'Nils', 'Ola', 'Petra', 'Quinn', 'Rosa', 'Selma', 'Theo', 'Uma', 'Vera', 'Wim', 'Xenia', 'Yann', 'Zita', 'Arne',
  'Bela', 'Cleo', 'Dora', 'Enzo', 'Flora', 'Gert', 'Hedda', 'Ivo', 'Jana', 'Kurt', 'Lina', 'Milo', 'Nina',
] as const; // prettier-ignore
const SURNAMES = [
  'Abel', 'Barnes', 'Castro', 'Diaz', 'Egger', 'Fox', 'Green', 'Huber', 'Ivanov', 'Jansen', 'Klein', 'Lopez',
  'Marsh', 'Noble', 'Ortiz', 'Price', 'Quist', 'Reed', 'Sato', 'Turner', 'Urban', 'Vance', 'Wolf', 'Xu', 'York',
  'Zimmer', 'Ahmed', 'Bauer', 'Costa', 'Drake', 'Ellis', 'Ford', 'Grant', 'Hayes', 'Irwin', 'Jung', 'King', 'Lang',
  'Mayer', 'Nash',
] as const; // prettier-ignore

const DEPARTMENTS = ['Executive', 'Finance', 'IT', 'Security', 'Engineering', 'Sales', 'Human Resources', 'Operations'] as const; // prettier-ignore
const TITLES: Readonly<Record<string, readonly string[]>> = {
  Executive: ['Managing Director', 'Chief of Staff'],
  Finance: ['Accountant', 'Controller', 'Payroll Specialist'],
  IT: ['Systems Administrator', 'Service Desk Agent', 'Network Engineer'],
  Security: ['SOC Analyst', 'Security Engineer'],
  Engineering: ['Software Engineer', 'Data Engineer', 'QA Engineer'],
  Sales: ['Account Executive', 'Sales Analyst'],
  'Human Resources': ['Recruiter', 'HR Business Partner'],
  Operations: ['Planner', 'Warehouse Lead', 'Quality Inspector'],
};
const PLACES: readonly Place[] = [
  { city: 'Chicago', country: 'United States', usageLocation: 'US' },
  { city: 'Denver', country: 'United States', usageLocation: 'US' },
  { city: 'Austin', country: 'United States', usageLocation: 'US' },
];

/** How many people report to one. */
const SPAN = 8;

/** People of a tenant without a told story: a tree of managers below the first, who has none. */
export function generatedPeople(home: Home, count: number, random: Random): Person[] {
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const manager = index === 0 ? undefined : people[Math.floor((index - 1) / SPAN)];
    const department = index === 0 ? 'Executive' : random.pick(DEPARTMENTS);
    const isSynced = random.chance(0.6);
    people.push(
      person(home, uniqueName(index), {
        department,
        jobTitle: index === 0 ? 'Chief Executive Officer' : random.pick(TITLES[department] ?? ['Specialist']),
        managerKey: manager?.key ?? null,
        isSynced,
        isEnabled: !random.chance(0.02),
        place: random.pick(PLACES),
        namedBy: index % 6 === 5 ? 'upn' : isSynced && index % 15 === 7 ? 'sid' : 'id',
      }),
    );
  }
  return people;
}

/** Given name and surname by number; beyond all pairs a number keeps the names apart. */
function uniqueName(index: number): string {
  const pairs = GIVEN.length * SURNAMES.length;
  const given = GIVEN[index % GIVEN.length] ?? 'Sam';
  const surname = SURNAMES[(index + Math.floor(index / GIVEN.length)) % SURNAMES.length] ?? 'Doe';
  const round = Math.floor(index / pairs);
  return round === 0 ? `${given} ${surname}` : `${given} ${surname}${String(round + 1)}`;
}
