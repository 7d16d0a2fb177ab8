import type { DemoTenant } from '../demoTenants.js';
import { CONTOSO } from './contoso.js';
import { fileDetailsOf } from './evidence/hosts.js';
import { digest, guidOf } from './random.js';
import { defenderIndicatorRow, tiIndicatorRow } from './rows/indicators.js';
import {
  C2_HOST,
  CONTROL_SERVER,
  DROP_URL,
  IMPLANT,
  LOADER,
  LURE,
  LURE_URL,
  PROXY,
  RCLONE,
  socLead,
} from './story/actors.js';
import { DAY_MS, HOUR_MS, ticks } from './time.js';
import type { Row } from './World.js';

/** What tenants have submitted as indicators, to Microsoft Graph and to Defender for Endpoint. */
export interface Indicators {
  readonly ti: readonly Row[];
  readonly defender: readonly Row[];
}

/** An application that is not ours: Graph shows its indicators to nobody else. */
const OTHER_APP = guidOf('app/threat-feed');
const ACTOR = 'Storm-4821';
const engineer = CONTOSO.personNamed('hannah.fischer');

export function indicatorsOf(tenant: DemoTenant, isTold: boolean, startMs: number): Indicators {
  const own = isTold ? toldIndicators(tenant, startMs) : fewIndicators(tenant, startMs);
  return { ti: own.ti.map((row) => ({ ...row, azureTenantId: tenant.tenantId })), defender: own.defender };
}

type Known = Readonly<Record<string, unknown>>;

/** Makes rows of one tenant: ids by name, times in hours before the world's now, and in days after it. */
function maker({ tenantId, clientId }: DemoTenant, startMs: number) {
  return {
    ti: (name: string, hoursAgo: number, days: number, known: Known): Row =>
      tiIndicatorRow({
        ingestedDateTime: ticks(startMs - hoursAgo * HOUR_MS),
        expirationDateTime: ticks(startMs + days * DAY_MS),
        externalId: `soc-${name}`,
        ownerAppId: clientId,
        ...known,
        id: guidOf(`ti/${tenantId}/${name}`),
      }),
    defender: (id: number, hoursAgo: number, days: number | null, known: Known): Row => {
      const createdAt = ticks(startMs - hoursAgo * HOUR_MS);
      return defenderIndicatorRow({
        creationTimeDateTimeUtc: createdAt,
        lastUpdateTime: createdAt,
        expirationTime: days === null ? null : ticks(startMs + days * DAY_MS),
        ...known,
        id: String(id),
      });
    },
  };
}

/** What the SOC of Contoso has done about the attack, and what lay there before. */
function toldIndicators(tenant: DemoTenant, startMs: number): Indicators {
  const { ti, defender } = maker(tenant, startMs);
  const byLead = { createdBy: socLead.userPrincipalName, createdByDisplayName: socLead.displayName, lastUpdatedBy: socLead.userPrincipalName }; // prettier-ignore
  const byEngineer = { createdBy: engineer.userPrincipalName, createdByDisplayName: engineer.displayName };
  const byUs = { createdBy: tenant.clientId, createdByDisplayName: 'Secgraph demo application', sourceType: 'AadApp', createdBySource: 'AadApp' }; // prettier-ignore
  const campaign = { activityGroupNames: [ACTOR], tags: ['incident:4210'] };
  const hashes = { implant: fileDetailsOf(IMPLANT), loader: fileDetailsOf(LOADER), rclone: fileDetailsOf(RCLONE) };
  return {
    ti: [
      ti('lure-domain', 66, 90, { ...campaign, domainName: 'contoso-portal.example', action: 'block', threatType: 'Phishing', severity: 4, confidence: 95, tlpLevel: 'amber', killChain: ['Delivery'], description: 'Look-alike of our sign-in page, with all its hosts' }), // prettier-ignore
      ti('lure-url', 66, 30, { ...campaign, url: LURE_URL, action: 'block', threatType: 'MaliciousUrl', severity: 4, confidence: 100, tlpLevel: 'amber', killChain: ['Delivery'], description: 'Page between the user and the real sign-in' }), // prettier-ignore
      ti('lure-sender', 65, 30, { ...campaign, emailSenderAddress: LURE.sender, emailSubject: LURE.subject, action: 'alert', threatType: 'Phishing', severity: 3, confidence: 80, tlpLevel: 'green', killChain: ['Delivery'], description: 'Pretends to be a supplier' }), // prettier-ignore
      ti('proxy', 64, 30, { ...campaign, networkIPv4: PROXY.ip, action: 'alert', threatType: 'Proxy', severity: 5, confidence: 90, tlpLevel: 'red', passiveOnly: true, killChain: ['Exploitation'], description: 'Signs in with stolen tokens' }), // prettier-ignore
      ti('control-range', 40, 60, { ...campaign, networkDestinationCidrBlock: '198.51.100.16/28', networkDestinationPort: 443, networkProtocol: 6, action: 'block', threatType: 'C2', severity: 5, confidence: 85, tlpLevel: 'amber', killChain: ['C2', 'Actions'], description: 'Rented range of the control servers' }), // prettier-ignore
      ti('implant', 39, 180, { ...campaign, fileHashType: 'sha256', fileHashValue: hashes.implant['sha256'], fileName: IMPLANT.name, fileSize: IMPLANT.size, action: 'block', threatType: 'Malware', severity: 5, confidence: 100, tlpLevel: 'green', malwareFamilyNames: ['VpnHelper'], killChain: ['Installation'], diamondModel: 'capability', description: 'Installer that pretends to be a VPN update' }), // prettier-ignore
      ti('agent', 38, 30, { ...campaign, userAgent: 'python-httpx/0.27 (sync)', threatType: 'C2', severity: 2, confidence: 40, description: 'How the implant calls itself' }), // prettier-ignore
      ti('hosting-v6', 300, 60, { networkCidrBlock: '2001:db8:4821::/48', threatType: 'WatchList', severity: 1, confidence: 30, tlpLevel: 'white', description: 'Hoster that answers no complaints' }), // prettier-ignore
      ti('miner-pool', 2200, -20, { domainName: 'pool.minexmr.example', action: 'block', threatType: 'CryptoMining', severity: 3, confidence: 70, description: 'Mining pool of last summer' }), // prettier-ignore
      ti('withdrawn', 900, 45, { domainName: 'parcel-track.example', action: 'alert', threatType: 'Phishing', isActive: false, knownFalsePositives: 'A real parcel service', description: 'Taken back after a false alarm' }), // prettier-ignore
      ti('theirs', 500, 60, { domainName: 'ledger-mail.example', threatType: 'Phishing', ownerAppId: OTHER_APP, description: 'From a feed that another application brings' }), // prettier-ignore
    ],
    defender: [
      defender(995, 40, 60, { ...byLead, indicatorType: 'DomainName', indicatorValue: 'ledger-cdn.example', action: 'Block', severity: 'High', title: `${ACTOR}: control and exfiltration`, description: `Host ${C2_HOST} of the implant`, recommendedActions: 'Isolate the device that asked for it.', generateAlert: true }), // prettier-ignore
      defender(996, 40, 60, { ...byLead, indicatorType: 'IpAddress', indicatorValue: CONTROL_SERVER.ip, action: 'Block', severity: 'High', title: `${ACTOR}: control server`, description: 'Where the implant calls home', generateAlert: true, rbacGroupNames: ['Workstations', 'Servers'], rbacGroupIds: ['12', '14'] }), // prettier-ignore
      defender(997, 39, 180, { ...byUs, indicatorType: 'FileSha256', indicatorValue: hashes.loader['sha256'], action: 'BlockAndRemediate', severity: 'High', title: `${ACTOR}: loader`, description: 'Library that rundll32 loads', application: 'Secgraph demo application', externalID: 'soc-loader', generateAlert: true }), // prettier-ignore
      defender(998, 39, 60, { ...byUs, indicatorType: 'Url', indicatorValue: DROP_URL, action: 'Warn', severity: 'Medium', title: 'Fake VPN update', description: 'Download of the implant', application: 'Secgraph demo application', externalID: 'soc-drop', educateUrl: 'https://intranet.contoso.example/security/updates' }), // prettier-ignore
      defender(999, 4.8, 180, { ...byLead, indicatorType: 'FileSha1', indicatorValue: hashes.rclone['sha1'], action: 'BlockAndRemediate', severity: 'High', title: 'Renamed file synchroniser', description: 'Used for the attempt to carry data out', generateAlert: true }), // prettier-ignore
      defender(412, 3000, null, { indicatorType: 'CertificateThumbprint', indicatorValue: digest('sha1', 'contoso/code-signing'), action: 'Allowed', severity: 'Informational', title: 'Our own code signing', description: 'Certificate of the plant software', ...byEngineer }), // prettier-ignore
      defender(413, 2900, null, { indicatorType: 'IpAddress', indicatorValue: '192.0.2.250', action: 'Allowed', severity: 'Informational', title: 'Vulnerability scanner', description: 'Belongs to our own scanning service', ...byEngineer }), // prettier-ignore
      defender(702, 1500, -11, { indicatorType: 'DomainName', indicatorValue: 'people-portal.example', action: 'Audit', severity: 'Low', title: 'Salary lure of October', description: 'Phishing wave', generateAlert: true, createdBy: socLead.userPrincipalName, createdByDisplayName: socLead.displayName }), // prettier-ignore
      defender(88, 9000, null, { indicatorType: 'FileMd5', indicatorValue: digest('md5', 'old-worm.exe'), action: 'AlertAndBlock', severity: 'Medium', title: 'Worm of the old days', description: 'Kept since the migration', createdBySource: 'Migration' }), // prettier-ignore
    ],
  };
}

/** A tenant without a story has blocked what its neighbours warned it of. */
function fewIndicators(tenant: DemoTenant, startMs: number): Indicators {
  const { ti, defender } = maker(tenant, startMs);
  return {
    ti: [
      ti('shared-lure', 30, 60, { domainName: 'contoso-portal.example', action: 'block', threatType: 'Phishing', severity: 4, confidence: 80, tlpLevel: 'amber', description: 'Shared by a partner' }), // prettier-ignore
      ti('shared-range', 30, 60, { networkDestinationCidrBlock: '198.51.100.16/28', threatType: 'C2', severity: 4, confidence: 80, tlpLevel: 'amber', description: 'Shared by a partner' }), // prettier-ignore
    ],
    defender: [
      defender(21, 30, 60, { indicatorType: 'DomainName', indicatorValue: 'ledger-cdn.example', action: 'Block', severity: 'High', title: 'Shared by a partner', description: 'Control host of an implant', generateAlert: true }), // prettier-ignore
    ],
  };
}
