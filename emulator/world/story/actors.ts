import { CONTOSO } from '../contoso.js';
import type { Program } from '../evidence/hosts.js';
import type { Mailing } from '../evidence/mail.js';
import type { Address } from '../evidence/network.js';
import { MINUTE_MS, ticks } from '../time.js';
import type { Row } from '../World.js';

/** Everybody and everything that the attack touches; one name here is one thing in every alert. */
export const { home } = CONTOSO;
export const clerk = CONTOSO.personNamed('pia.lindqvist');
export const clerkLaptop = CONTOSO.machineOf('pia.lindqvist');
export const lead = CONTOSO.personNamed('isabel.romero');
export const colleague = CONTOSO.personNamed('jonas.weber');
export const controller = CONTOSO.personNamed('elena.petrova');
export const admin = CONTOSO.personNamed('ravi.menon');
export const adminLaptop = CONTOSO.machineOf('ravi.menon');
export const fileServer = CONTOSO.serverNamed('FS01');
export const domainController = CONTOSO.serverNamed('DC01');
export const socLead = CONTOSO.personNamed('nadia.novak');
const analyst = CONTOSO.personNamed('tomas.reyes');

export const LURE_HOST = 'login.contoso-portal.example';
export const LURE_URL = `https://${LURE_HOST}/common/oauth2/authorize?u=9f31`;
export const DROP_URL = 'https://files.contoso-portal.example/vpn/ContosoVpnUpdate.msi';
export const C2_HOST = 'sync.ledger-cdn.example';

/** The proxy between the clerk and the real sign-in page; later it signs in with the stolen token. */
export const PROXY: Address = {
  ip: '203.0.113.77',
  countryCode: 'MD',
  city: 'Chisinau',
  country: 'Moldova',
  latitude: 47.01,
  longitude: 28.86,
};
/** Where the implant calls home. */
export const CONTROL_SERVER: Address = {
  ip: '198.51.100.23',
  countryCode: 'NL',
  city: 'Amsterdam',
  country: 'Netherlands',
  latitude: 52.37,
  longitude: 4.9,
};

export const LURE: Mailing = {
  subject: 'Overdue invoice INV-20417: approval required today',
  senderName: 'Nordwind Logistics Billing',
  sender: 'billing@nordwind-logistics.example',
  senderIp: PROXY.ip,
  urls: [LURE_URL],
  threats: ['Phish'],
  detectionMethods: ['URL detonation', 'Impersonation brand'],
};

export const IMPLANT: Program = {
  name: 'ContosoVpnUpdate.msi',
  folder: 'C:\\Users\\rmenon\\Downloads',
  size: 3_411_968,
};
export const LOADER: Program = { name: 'vpnhlp.dll', folder: 'C:\\ProgramData\\VpnHelper', size: 422_912 };
export const RCLONE: Program = { name: 'svchost_upd.exe', folder: 'C:\\Windows\\Temp', size: 54_771_712 };
export const ARCHIVE: Program = { name: 'fin_q3.7z', folder: 'D:\\Shares\\Finance\\~tmp', size: 1_932_735_283 };

/** In the hands of an analyst, with a word of theirs. */
export function worked(comment: string, by = analyst): (ms: number) => Partial<Row> {
  return (ms) => ({
    status: 'inProgress',
    assignedTo: by.userPrincipalName,
    lastUpdateDateTime: ticks(ms + 38 * MINUTE_MS),
    comments: [{ comment, createdByDisplayName: by.displayName, createdDateTime: ticks(ms + 35 * MINUTE_MS) }],
  });
}
