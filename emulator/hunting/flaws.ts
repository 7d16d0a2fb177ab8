import { hashOf } from '../world/random.js';

/** A published vulnerability, and the software of this world that has it. Ids and scores are public record. */
export interface Flaw {
  readonly cveId: string;
  readonly cvss: number;
  readonly severity: 'Low' | 'Medium' | 'High' | 'Critical';
  readonly isExploited: boolean;
  readonly published: string;
  readonly vendor: string;
  readonly software: string;
  readonly version: string;
  readonly update: string;
  readonly updateId: string;
  readonly description: string;
  /** Beginnings of `OSPlatform` that it concerns. */
  readonly platforms: readonly string[];
}

const WINDOWS = ['Windows'];
const flaw = (known: Omit<Flaw, 'update' | 'updateId'> & Partial<Flaw>): Flaw => ({
  update: '',
  updateId: '',
  ...known,
});

export const KNOWN_FLAWS: readonly Flaw[] = [
  flaw({ cveId: 'CVE-2024-38077', cvss: 9.8, severity: 'Critical', isExploited: false, published: '2024-07-09T00:00:00Z', vendor: 'microsoft', software: 'windows_server_2022', version: '10.0.20348.2849', update: 'July 2024 Security Updates', updateId: '5040437', description: 'Remote code execution in the Remote Desktop Licensing Service.', platforms: ['WindowsServer'] }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-38063', cvss: 9.8, severity: 'Critical', isExploited: false, published: '2024-08-13T00:00:00Z', vendor: 'microsoft', software: 'windows', version: '10.0.26100.1', update: 'August 2024 Security Updates', updateId: '5041571', description: 'Remote code execution in TCP/IP over IPv6.', platforms: WINDOWS }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-49138', cvss: 7.8, severity: 'High', isExploited: true, published: '2024-12-10T00:00:00Z', vendor: 'microsoft', software: 'windows', version: '10.0.26100.2314', update: 'December 2024 Security Updates', updateId: '5048667', description: 'Elevation of privilege in the Common Log File System driver.', platforms: WINDOWS }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-7971', cvss: 8.8, severity: 'High', isExploited: true, published: '2024-08-21T00:00:00Z', vendor: 'google', software: 'chrome', version: '127.0.6533.120', description: 'Type confusion in V8 allows heap corruption by a crafted page.', platforms: ['Windows1', 'macOS'] }), // prettier-ignore
  flaw({ cveId: 'CVE-2023-38831', cvss: 7.8, severity: 'High', isExploited: true, published: '2023-08-23T00:00:00Z', vendor: 'rarlab', software: 'winrar', version: '6.22.0.0', description: 'Opening a harmless looking file of an archive runs another one.', platforms: WINDOWS }), // prettier-ignore
  flaw({ cveId: 'CVE-2025-0411', cvss: 7, severity: 'High', isExploited: true, published: '2025-01-25T00:00:00Z', vendor: '7-zip', software: '7-zip', version: '24.8.0.0', description: 'Files of a nested archive lose their mark of the web.', platforms: WINDOWS }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-44309', cvss: 6.1, severity: 'Medium', isExploited: true, published: '2024-11-20T00:00:00Z', vendor: 'apple', software: 'macos', version: '15.1.0', update: 'macOS Sequoia 15.1.1', description: 'Cross site scripting by cookies in WebKit.', platforms: ['macOS'] }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-21412', cvss: 8.1, severity: 'High', isExploited: true, published: '2024-02-13T00:00:00Z', vendor: 'microsoft', software: 'windows', version: '10.0.22621.3007', update: 'February 2024 Security Updates', updateId: '5034763', description: 'Internet shortcut files bypass a security feature.', platforms: ['Windows1'] }), // prettier-ignore
  flaw({ cveId: 'CVE-2024-38112', cvss: 7.5, severity: 'High', isExploited: true, published: '2024-07-09T00:00:00Z', vendor: 'microsoft', software: 'windows', version: '10.0.22621.3737', update: 'July 2024 Security Updates', updateId: '5040442', description: 'Spoofing in the MSHTML platform.', platforms: ['Windows1'] }), // prettier-ignore
];

/** What one machine has not patched: always the same, and not the same as its neighbour. */
export function flawsOf(machineId: string, osPlatform: string): Flaw[] {
  return KNOWN_FLAWS.filter(({ platforms }) => platforms.some((platform) => osPlatform.startsWith(platform))).filter(
    ({ cveId }) => hashOf(`${machineId}/${cveId}`) % 2 === 0,
  );
}
