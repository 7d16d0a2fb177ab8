/** What runs, for the one who started it. */
export interface Running {
  readonly url: string;
  readonly isDemo: boolean;
  readonly isIntrospectionOn: boolean;
  /** Null when it runs elsewhere or not at all. */
  readonly emulatorUrl: string | null;
  readonly tenants: readonly { readonly displayName: string; readonly labels: readonly string[] }[];
}

const FIRST_QUERY =
  '{ alerts(first: 3, tenants: ["contoso"]) { nodes { title severity users { user { displayName manager { displayName } } } hosts { host { name isCompliant } } } } }';

/** The lines on the terminal at the start. */
export function welcome(running: Running): string {
  const { url, isIntrospectionOn } = running;
  const lines = running.isDemo ? demoLines(running) : [`Secgraph serves ${tenantsOf(running)}.`, ''];
  lines.push(`  GraphQL    ${url}/graphql`);
  if (isIntrospectionOn) {
    lines.push(`  Sandbox    open the same address in a browser (Apollo Sandbox, needs internet)`);
    lines.push(`  Explorer   ${url}/explorer (needs no internet)`);
  }
  if (running.emulatorUrl !== null) lines.push(`  Emulator   ${running.emulatorUrl}/v1.0`);
  return `${[...lines, ...(running.isDemo ? firstSteps(url) : [])].join('\n')}\n`;
}

function demoLines(running: Running): string[] {
  return [
    `Secgraph runs in demo mode: ${tenantsOf(running)}, all emulated.`,
    'It is open to this machine only, without a key.',
    '',
  ];
}

function tenantsOf({ tenants }: Running): string {
  const names = tenants.map(({ displayName, labels }) =>
    labels[0] === undefined ? displayName : `${displayName} (${labels[0]})`,
  );
  return names.length <= 6 ? `tenants ${names.join(', ')}` : `${names.length} tenants`;
}

function firstSteps(url: string): string[] {
  const body = JSON.stringify({ query: FIRST_QUERY });
  return [
    '',
    'A first question:',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'`,
    '',
    'A real tenant: describe it in a file and name the callers, see docs/tenants.md:',
    '  TENANTS_FILE=tenants.json API_KEYS="soc:<a key of 24 characters or more>" npm start',
  ];
}
