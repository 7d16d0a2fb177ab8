/** One thing that a tenant can do for its security, as the catalogue of Secure Score knows it. */
export interface Control {
  /** Its name in every score, and the id of its profile. */
  readonly id: string;
  readonly category: 'Identity' | 'Data' | 'Device' | 'Apps' | 'Infrastructure';
  readonly service: string;
  readonly maxScore: number;
  readonly title: string;
  readonly tier: 'Core' | 'Defense in Depth' | 'Advanced';
  readonly cost: 'Low' | 'Moderate' | 'High';
  readonly impact: 'Low' | 'Moderate' | 'High';
  readonly isDeprecated: boolean;
}

/** Letters of the table below: tier, implementation cost, user impact; `x` marks what Microsoft has given up. */
const TIERS = { c: 'Core', d: 'Defense in Depth', a: 'Advanced' } as const;
const LEVELS = { l: 'Low', m: 'Moderate', h: 'High' } as const;

/** `id | service | points | letters | title`, by category. */
const TABLE: Readonly<Record<Control['category'], string>> = {
  Identity: `
    AdminMFAV2 | AzureAD | 10 | cll | Require a second factor for everybody with an administrative role
    MFARegistrationV2 | AzureAD | 9 | cmh | Have every user register a second factor
    BlockLegacyAuthentication | AzureAD | 8 | cmm | Refuse sign-ins with protocols that know no second factor
    UserRiskPolicy | AzureAD | 7 | dmm | Act on users at risk
    SigninRiskPolicy | AzureAD | 7 | dmm | Act on risky sign-ins
    IntegratedApps | AzureAD | 4 | clm | Let users consent to applications of verified publishers only
    SelfServicePasswordReset | AzureAD | 1 | cml | Let users reset their own passwords
    PWAgePolicyNew | AzureAD | 8 | cll | Let passwords not expire
    RoleOverlap | AzureAD | 1 | dll | Give administrators the least role that will do
    OneAdmin | AzureAD | 1 | cll | Have more than one global administrator, and fewer than five
    aad_phishing_resistant_mfa | AzureAD | 8 | ahm | Ask administrators for factors that cannot be phished
    aad_token_protection | AzureAD | 5 | ahm | Bind tokens of a session to its device
    aad_custom_banned_passwords | AzureAD | 5 | cll | Ban passwords that are easy to guess
    aad_password_protection | AzureAD | 5 | dmm | Protect on-premises passwords too
    aad_linkedin_connection_disables | AzureAD | 1 | all | Do not share data with social networks
    aad_limited_administrative_roles | AzureAD | 1 | dll | Keep administrative accounts out of the on-premises directory
    AATP_HoneyToken | Azure ATP | 3 | dll | Set out accounts that nobody should use
    AATP_ReversiblePasswords | Azure ATP | 5 | dml | Store no password in a reversible way
    AATP_UnsecureAccounts | Azure ATP | 5 | dmm | Repair insecure attributes of accounts
    MFARegistration | AzureAD | 9 | cmhx | Register all users for a second factor (before 2020)`,
  Data: `
    dlp_datalossprevention | MIP | 8 | dmm | Keep sensitive data inside with policies
    mip_search_auditlog | MIP | 3 | cll | Turn on the audit log
    mip_sensitivitylabelspolicies | MIP | 4 | dmm | Publish labels for sensitive data
    mip_autosensitivitylabelspolicies | MIP | 7 | ahm | Label sensitive data by itself
    spo_external_sharing | SPO | 5 | cmh | Share files with known guests only
    spo_idle_session_timeout | SPO | 1 | dlm | Sign idle sessions out of documents
    spo_block_onedrive_sync_unmanaged_devices | SPO | 2 | dmh | Synchronise files to managed devices only
    exo_transport_rule_forwarding | EXO | 5 | cll | Forward no mail outside by rules
    exo_storageproviderrestricted | EXO | 1 | all | Attach no files of foreign storage in the web mail
    DLPEnabled | MIP | 20 | dmmx | Turn on data loss prevention (before 2020)`,
  Device: `
    scid_2010 | MDATP | 9 | cml | Turn on the antivirus of the operating system
    scid_2011 | MDATP | 9 | cll | Keep definitions of the antivirus up to date
    scid_2012 | MDATP | 8 | cml | Turn on protection in real time
    scid_2016 | MDATP | 8 | dll | Turn on protection from the cloud
    scid_2020 | MDATP | 8 | cmm | Set the firewall for domain networks
    scid_2030 | MDATP | 8 | cll | Report machines as healthy
    scid_2060 | MDATP | 8 | cml | Keep credentials in a guarded process
    scid_2080 | MDATP | 9 | dmm | Block executable content of mail and web mail
    scid_2500 | MDATP | 9 | dmm | Block Office from starting other programs
    scid_2501 | MDATP | 9 | dmm | Block theft of credentials from the local security authority
    scid_2503 | MDATP | 9 | dhm | Block programs that are not common, old or trusted
    scid_2511 | MDATP | 9 | dhm | Use advanced protection against ransomware
    scid_3010 | MDATP | 5 | cml | Encrypt the disk of every machine
    scid_6040 | MDATP | 8 | dmm | Turn off the old print spooler on servers
    intune_compliance_policy | Intune | 5 | cmm | Have a compliance policy for every platform
    intune_mobile_pin | Intune | 3 | cll | Ask for a code on phones`,
  Apps: `
    mdo_safeattachments | MDO | 8 | cml | Open attachments in a sandbox first
    mdo_safelinksforemail | MDO | 9 | cll | Check links in mail when they are clicked
    mdo_safelinksforteams | MDO | 8 | cll | Check links in chats when they are clicked
    mdo_targetedusersprotection | MDO | 8 | dml | Protect the people who are imitated most
    mdo_mailboxintelligenceprotection | MDO | 8 | dml | Learn who writes to whom, to tell imitators
    mdo_antispoofintelligence | MDO | 8 | cll | Tell forged senders
    mdo_zapphish | MDO | 5 | cll | Take phishing back out of mailboxes
    mdo_atpprotection | MDO | 4 | dll | Turn on protection for files and chats
    exo_mailboxaudit | EXO | 3 | cll | Audit every mailbox
    mcas_oauth_policies | MCAS | 5 | dml | Watch applications that ask for much
    mcas_cloud_discovery | MCAS | 5 | all | Find out which cloud applications are used
    teams_external_access | Teams | 4 | dlm | Let known organisations in only
    mdo_bulkspamaction | MDO | 6 | cllx | Quarantine bulk mail (joined with another control)`,
  Infrastructure: `
    AATP_Sensors | Azure ATP | 5 | cml | Watch every domain controller
    AATP_CloudAtpSensor | Azure ATP | 5 | dml | Watch servers of federation and certificates
    azure_defender_servers | MDC | 6 | dml | Turn on workload protection for servers
    azure_defender_storage | MDC | 4 | dll | Turn on workload protection for storage
    azure_just_in_time_access | MDC | 6 | amm | Open management ports for a while only
    azure_disk_encryption | MDC | 4 | cml | Encrypt disks of virtual machines
    azure_key_vault_firewall | MDC | 3 | dml | Close key vaults to public networks`,
};

export const CONTROLS: readonly Control[] = Object.entries(TABLE).flatMap(([category, rows]) =>
  rows
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 5)
    .map((cells) => controlOf(category as Control['category'], cells)),
);

/** Points that scores give for something the catalogue does not list yet. */
export const UNLISTED_CONTROL = { id: 'mdo_preview_qrcodes', category: 'Apps', maxScore: 3 } as const;

function controlOf(category: Control['category'], cells: readonly string[]): Control {
  const [id = '', service = '', points = '', letters = '', title = ''] = cells;
  const [tier, cost, impact, mark] = letters as unknown as Letters;
  return {
    id,
    category,
    service,
    maxScore: Number(points),
    title,
    tier: TIERS[tier],
    cost: LEVELS[cost],
    impact: LEVELS[impact],
    isDeprecated: mark === 'x',
  };
}

type Letters = readonly [keyof typeof TIERS, keyof typeof LEVELS, keyof typeof LEVELS, 'x' | undefined];
