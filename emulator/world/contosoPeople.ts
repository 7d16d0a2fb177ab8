import { guidOf } from './random.js';
import { person, userIdOf } from './people.js';
import type { Home, Person, Place, UserKey } from './people.js';

const BERLIN: Place = { city: 'Berlin', country: 'Germany', usageLocation: 'DE' };
const DUBLIN: Place = { city: 'Dublin', country: 'Ireland', usageLocation: 'IE' };
const LYON: Place = { city: 'Lyon', country: 'France', usageLocation: 'FR' };
const SEATTLE: Place = { city: 'Seattle', country: 'United States', usageLocation: 'US' };
const PLACES = [BERLIN, DUBLIN, LYON, SEATTLE] as const;

/** name | title | manager's key | how the products name them (id unless said; `sid` and `sam` are synced anyway) */
const STAFF: Readonly<Record<string, readonly string[]>> = {
  Executive: [
    'Miriam Okafor|Chief Executive Officer|',
    'Henrik Dahl|Chief Financial Officer|miriam.okafor',
    'Grace Adeyemi|Chief Information Security Officer|miriam.okafor',
    'Lucas Moreau|Chief Operating Officer|miriam.okafor',
    'Sofia Brandt|Executive Assistant|miriam.okafor|upn',
  ],
  Finance: [
    'Isabel Romero|Accounts Payable Lead|henrik.dahl',
    'Pia Lindqvist|Accounts Payable Clerk|isabel.romero',
    'Jonas Weber|Accounts Payable Clerk|isabel.romero',
    'Amara Nwosu|Treasury Analyst|henrik.dahl',
    'Elena Petrova|Controller|henrik.dahl',
    'Marc Fontaine|Payroll Specialist|elena.petrova|sid',
    'Ida Sorensen|Tax Accountant|elena.petrova|upn',
    'Yusuf Demir|Internal Auditor|henrik.dahl',
  ],
  IT: [
    'Oskar Nilsson|Head of IT|lucas.moreau',
    'Ravi Menon|Server Administrator|oskar.nilsson',
    'Hannah Fischer|Identity Engineer|oskar.nilsson',
    'Tom Byrne|Service Desk Lead|oskar.nilsson',
    'Chiara Conti|Service Desk Agent|tom.byrne|upn',
    'Peter Vogel|Network Engineer|oskar.nilsson|sid',
    'Mei Tanaka|Cloud Platform Engineer|oskar.nilsson',
    'Samuel Osei|Endpoint Engineer|oskar.nilsson',
  ],
  Security: [
    'Nadia Novak|SOC Lead|grace.adeyemi',
    'Tomas Reyes|SOC Analyst|nadia.novak',
    'Aiko Mori|SOC Analyst|nadia.novak',
    'Ben Whitaker|Threat Hunter|nadia.novak|upn',
    'Leila Haddad|Governance Specialist|grace.adeyemi',
  ],
  Engineering: [
    'Viktor Kovac|VP Engineering|lucas.moreau',
    'Anna Schmid|Engineering Manager|viktor.kovac',
    'Daniel Park|Software Engineer|anna.schmid',
    'Fatima Zahra|Software Engineer|anna.schmid',
    'Liam Gallagher|Software Engineer|anna.schmid|upn',
    'Julia Baumann|Data Engineer|anna.schmid',
    'Karim Benali|DevOps Engineer|viktor.kovac',
    'Ewa Kowalska|QA Engineer|anna.schmid',
    'Noah Stein|Firmware Engineer|viktor.kovac|sid',
    'Priya Nair|Product Designer|viktor.kovac|upn',
    'Carlos Mendez|Site Reliability Engineer|viktor.kovac',
    'Ingrid Larsen|Technical Writer|anna.schmid',
  ],
  Sales: [
    'Patrick Walsh|VP Sales|miriam.okafor',
    'Claire Dubois|Regional Sales Manager|patrick.walsh',
    'Marco Rossi|Account Executive|claire.dubois',
    'Olivia Hart|Account Executive|claire.dubois|upn',
    'Stefan Maier|Account Executive|claire.dubois',
    'Zoe Lambert|Sales Operations Analyst|patrick.walsh',
    'Adam Novotny|Solution Engineer|patrick.walsh',
    'Maya Cohen|Partner Manager|patrick.walsh|upn',
    'Erik Johansson|Account Executive|claire.dubois',
  ],
  'Human Resources': [
    'Ruth Kessler|Head of People|miriam.okafor',
    'Diana Popescu|HR Business Partner|ruth.kessler',
    'Sean Murphy|Recruiter|ruth.kessler|upn',
    'Nora Lindholm|Learning Specialist|ruth.kessler',
  ],
  Legal: [
    'Beatrice Laurent|General Counsel|miriam.okafor',
    'Felix Hoffmann|Legal Counsel|beatrice.laurent|sid',
    'Aisha Rahman|Privacy Officer|beatrice.laurent|upn',
  ],
  Operations: [
    'Greta Olsen|Plant Manager|lucas.moreau',
    'Pavel Dvorak|Warehouse Lead|greta.olsen',
    'Lena Hartmann|Procurement Specialist|greta.olsen|upn',
    'Hugo Silva|Logistics Planner|greta.olsen',
    'Emil Kraus|Maintenance Technician|greta.olsen',
    'Rosa Martinez|Quality Inspector|greta.olsen',
  ],
};

/** Departments whose accounts live in the cloud only; the rest is synchronised from the on-premises directory. */
const CLOUD_ONLY = new Set(['Sales', 'Engineering', 'Security']);

/** The sixty people of Contoso, the CEO first. Everybody has a machine of their own. */
export function contosoStaff(home: Home): Person[] {
  return Object.entries(STAFF).flatMap(([department, lines]) =>
    lines.map((line, index) => {
      const [name = '', jobTitle = '', managerKey = '', namedBy = 'id'] = line.split('|');
      return person(home, name, {
        jobTitle,
        department,
        managerKey: managerKey || null,
        namedBy: namedBy as UserKey,
        isSynced: namedBy === 'sid' || !CLOUD_ONLY.has(department),
        place: PLACES[index % PLACES.length] ?? BERLIN,
      });
    }),
  );
}

/** Accounts that are harder to handle than a colleague's: each is one thing that goes wrong in real tenants. */
export function contosoOddAccounts(home: Home) {
  return {
    guest: person(home, 'Paul Ferrer', {
      userPrincipalName: `paul.ferrer_fabrikam.example#EXT#@${home.domain}`,
      mail: 'paul.ferrer@fabrikam.example',
      isGuest: true,
    }),
    disabled: person(home, 'Walter Brenner', {
      jobTitle: 'Accounts Payable Clerk (left)',
      department: 'Finance',
      managerKey: 'isabel.romero',
      isEnabled: false,
      isSynced: true,
    }),
    withoutMail: person(home, 'Svc Backup', {
      userPrincipalName: `svc-backup@${home.domain}`,
      displayName: 'svc-backup',
      mail: null,
      accountName: 'svc-backup',
      isSynced: true,
      namedBy: 'sam',
    }),
    restricted: person(home, 'Breakglass One', {
      displayName: 'Emergency Access 1',
      mail: null,
      isManagementRestricted: true,
    }),
    mailDiffers: person(home, 'Astrid Bergman', {
      jobTitle: 'Account Executive',
      department: 'Sales',
      managerKey: 'claire.dubois',
      userPrincipalName: `astrid.bergman@${home.domain}`,
      mail: `a.holm@${home.domain}`,
    }),
    /** Left and came back: the old object is gone, the name lives on in a new one. */
    recreated: person(home, 'Dmitri Sokolov', {
      jobTitle: 'Logistics Planner',
      department: 'Operations',
      managerKey: 'greta.olsen',
    }),
  } satisfies Record<string, Person>;
}

/** Object ids that alerts still carry although the directory has forgotten them. */
export function contosoForgotten(home: Home) {
  return {
    /** The first account of {@link contosoOddAccounts}'s `recreated`. */
    formerIdOfRecreated: guidOf(`${home.tenantId}/user/dmitri.sokolov/former`),
    deleted: {
      id: userIdOf(home, 'frank.zeller'),
      userPrincipalName: `frank.zeller@${home.domain}`,
      displayName: 'Frank Zeller',
    },
  } as const;
}
