import {
  WHAT_ACTIONS_DO,
  type ActionKind,
  type ActionService,
  type ActionTargetKind,
  type ObservableKind,
} from '../../schema/enums.js';

/** Parameters by the name of their input field. */
export type ParameterName = 'isolation' | 'scan' | 'sha1' | 'remedy' | 'recipient';

export interface ActionParameter {
  readonly name: ParameterName;
  readonly isRequired: boolean;
  readonly meaning: string;
}

/** What there is to know of one response action; nothing else in the house knows it. */
export interface CatalogueEntry {
  readonly kind: ActionKind;
  readonly does: string;
  readonly target: ActionTargetKind;
  /** Kinds of observables that it takes, where its target is one. */
  readonly observables: readonly ObservableKind[];
  readonly runsAt: ActionService;
  /** The service's own word for it. */
  readonly word: string;
  /** What is sent, for people. */
  readonly call: string;
  /** Of the actions with the same slot, a target has one at a time. */
  readonly slot: string;
  readonly reversedBy: ActionKind | null;
  /** Whether it goes on after it was accepted, and is followed to its end. */
  readonly isFollowed: boolean;
  /** The least application permission. */
  readonly permission: string;
  readonly licence: string | null;
  readonly parameters: readonly ActionParameter[];
  /** Nouns whose records are others afterwards. */
  readonly changes: readonly string[];
}

type Row = Pick<CatalogueEntry, 'kind' | 'word' | 'slot' | 'permission'> & Partial<CatalogueEntry>;

function entries(
  shared: Omit<CatalogueEntry, 'does' | keyof Row> & Partial<Row>,
  rows: readonly Row[],
): CatalogueEntry[] {
  return rows.map((row) => ({ ...shared, ...row, does: WHAT_ACTIONS_DO[row.kind] }) as CatalogueEntry);
}

const NONE = { observables: [], parameters: [], changes: [], reversedBy: null, licence: null, call: '' } as const;

const BLOCKS = entries(
  {
    ...NONE,
    target: 'OBSERVABLE',
    runsAt: 'SECURITY_ACTIONS',
    call: 'POST /beta/security/securityActions',
    isFollowed: true,
    licence: 'Microsoft Defender for Endpoint',
  },
  (
    [
      ['BLOCK_IP', 'BlockIp', ['IPV4', 'IPV6']],
      ['BLOCK_DOMAIN', 'BlockDomain', ['DOMAIN']],
      ['BLOCK_URL', 'BlockUrl', ['URL']],
      ['BLOCK_FILE', 'BlockFile', ['FILE_MD5', 'FILE_SHA1', 'FILE_SHA256']],
    ] as const
  ).map(([kind, word, observables]) => ({
    ...{ kind, word, observables },
    slot: 'block',
    permission: 'SecurityActions.ReadWrite.All',
  })),
);

const MACHINES = entries(
  {
    ...NONE,
    target: 'HOST',
    runsAt: 'DEFENDER_FOR_ENDPOINT',
    isFollowed: true,
    licence: 'Microsoft Defender for Endpoint',
    changes: ['DefenderMachine'],
  },
  [
    {
      ...{ kind: 'ISOLATE_HOST', word: 'isolate', slot: 'isolation', permission: 'Machine.Isolate' },
      reversedBy: 'RELEASE_HOST',
      parameters: [{ name: 'isolation', isRequired: false, meaning: 'FULL where it is left out.' }],
    },
    {
      ...{ kind: 'RELEASE_HOST', word: 'unisolate', slot: 'isolation', permission: 'Machine.Isolate' },
      reversedBy: 'ISOLATE_HOST',
    },
    {
      ...{
        kind: 'RESTRICT_APPS',
        word: 'restrictCodeExecution',
        slot: 'apps',
        permission: 'Machine.RestrictExecution',
      },
      reversedBy: 'UNRESTRICT_APPS',
    },
    {
      ...{ kind: 'UNRESTRICT_APPS', word: 'unrestrictCodeExecution', slot: 'apps' },
      ...{ permission: 'Machine.RestrictExecution', reversedBy: 'RESTRICT_APPS' },
    },
    {
      ...{ kind: 'SCAN_HOST', word: 'runAntiVirusScan', slot: 'scan', permission: 'Machine.Scan' },
      parameters: [{ name: 'scan', isRequired: false, meaning: 'QUICK where it is left out.' }],
    },
    {
      ...{ kind: 'STOP_AND_QUARANTINE_FILE', word: 'StopAndQuarantineFile', slot: 'file' },
      permission: 'Machine.StopAndQuarantine',
      parameters: [{ name: 'sha1', isRequired: true, meaning: 'SHA-1 of the file.' }],
    },
    {
      ...{ kind: 'COLLECT_INVESTIGATION_PACKAGE', word: 'collectInvestigationPackage', slot: 'package' },
      permission: 'Machine.CollectForensics',
    },
  ],
).map((row) => ({ ...row, call: `POST /api/machines/{id}/${row.word}` }));

const RISKS = entries(
  {
    ...NONE,
    target: 'USER',
    runsAt: 'ENTRA_ID_PROTECTION',
    slot: 'risk',
    isFollowed: false,
    licence: 'Microsoft Entra ID P2',
    changes: ['UserRisk', 'RiskDetection'],
  },
  (
    [
      ['CONFIRM_COMPROMISED', 'confirmCompromised', 'DISMISS_RISK'],
      ['DISMISS_RISK', 'dismiss', 'CONFIRM_COMPROMISED'],
      ['CONFIRM_SAFE', 'confirmSafe', 'CONFIRM_COMPROMISED'],
    ] as const
  ).map(([kind, word, reversedBy]) => ({
    ...{ kind, word, reversedBy, slot: 'risk', permission: 'IdentityRiskyUser.ReadWrite.All' },
    call: `POST /identityProtection/riskyUsers/${word}`,
  })),
);

const ACCOUNTS = entries({ ...NONE, target: 'USER', runsAt: 'ENTRA', isFollowed: false }, [
  {
    ...{ kind: 'REVOKE_SESSIONS', word: 'revokeSignInSessions', slot: 'sessions' },
    permission: 'User.RevokeSessions.All',
    call: 'POST /users/{id}/revokeSignInSessions',
  },
  ...(
    [
      ['DISABLE_ACCOUNT', 'false', 'ENABLE_ACCOUNT'],
      ['ENABLE_ACCOUNT', 'true', 'DISABLE_ACCOUNT'],
    ] as const
  ).map(([kind, word, reversedBy]) => ({
    ...{ kind, word, reversedBy, slot: 'account', permission: 'User.EnableDisableAccount.All' },
    ...{ call: `PATCH /users/{id} accountEnabled: ${word}`, changes: ['User'] },
  })),
]);

const ON_PREMISES = entries(
  {
    ...NONE,
    target: 'USER',
    runsAt: 'DEFENDER_FOR_IDENTITY',
    call: 'POST /security/identities/identityAccounts/{id}/invokeAction',
    isFollowed: false,
    licence: 'Microsoft Defender for Identity',
  },
  (
    [
      ['DISABLE_ON_PREMISES', 'disable', 'onPremises', 'ENABLE_ON_PREMISES'],
      ['ENABLE_ON_PREMISES', 'enable', 'onPremises', 'DISABLE_ON_PREMISES'],
      ['FORCE_PASSWORD_RESET', 'forcePasswordReset', 'password', null],
    ] as const
  ).map(([kind, word, slot, reversedBy]) => ({
    ...{ kind, word, slot, reversedBy, permission: 'SecurityIdentitiesActions.ReadWrite.All' },
    changes: ['User'],
  })),
);

const APPS: CatalogueEntry[] = [
  ...entries({ ...NONE, target: 'SERVICE_PRINCIPAL', runsAt: 'ENTRA_ID_PROTECTION', isFollowed: false }, [
    {
      ...{ kind: 'CONFIRM_APP_COMPROMISED', word: 'confirmCompromised', slot: 'risk' },
      permission: 'IdentityRiskyServicePrincipal.ReadWrite.All',
      call: 'POST /identityProtection/riskyServicePrincipals/confirmCompromised',
      licence: 'Microsoft Entra Workload ID Premium',
      changes: ['ServicePrincipalRisk'],
    },
  ]),
  ...entries(
    { ...NONE, target: 'SERVICE_PRINCIPAL', runsAt: 'ENTRA', isFollowed: false, changes: ['ServicePrincipal'] },
    (
      [
        ['DISABLE_APP', 'false', 'ENABLE_APP'],
        ['ENABLE_APP', 'true', 'DISABLE_APP'],
      ] as const
    ).map(([kind, word, reversedBy]) => ({
      ...{ kind, word, reversedBy, slot: 'account', permission: 'Application.ReadWrite.All' },
      call: `PATCH /servicePrincipals/{id} accountEnabled: ${word}`,
    })),
  ),
];

const MAILS = entries(
  {
    ...NONE,
    target: 'MAIL',
    runsAt: 'DEFENDER_FOR_OFFICE',
    call: 'POST /security/collaboration/analyzedEmails/remediate',
    isFollowed: true,
    licence: 'Microsoft Defender for Office 365 Plan 2',
  },
  [
    {
      ...{ kind: 'REMEDIATE_MAIL', word: 'remediate', slot: 'mail', reversedBy: 'REMEDIATE_MAIL' },
      permission: 'SecurityAnalyzedMessage.ReadWrite.All',
      parameters: [
        {
          ...{ name: 'remedy', isRequired: true },
          meaning: 'Where the message goes. MOVE_TO_INBOX undoes all but HARD_DELETE.',
        },
        {
          ...{ name: 'recipient', isRequired: false },
          meaning:
            "Address of the mailbox, where the target is the message's networkMessageId and several have got it.",
        },
      ],
    },
  ],
);

/** Every response action that callers can ask for. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...BLOCKS,
  ...MACHINES,
  ...ACCOUNTS,
  ...RISKS,
  ...ON_PREMISES,
  ...APPS,
  ...MAILS,
];

const byKind = new Map(CATALOGUE.map((entry) => [entry.kind, entry]));

export function catalogued(kind: ActionKind): CatalogueEntry {
  const entry = byKind.get(kind);
  if (!entry) throw new Error(`No response action ${kind} is declared in src/actions/catalogue.ts.`);
  return entry;
}

/** The kind that a service means by its own word, upper and lower case alike; null for one that is none of ours. */
export function kindOf(service: ActionService, word: string | null): ActionKind | null {
  const meant = word?.toLowerCase();
  return CATALOGUE.find(({ runsAt, word: own }) => runsAt === service && own.toLowerCase() === meant)?.kind ?? null;
}
