import { CLOUDS } from '../config/clouds.js';
import type { DeclaredTenant } from '../config/tenantsFile.js';
import { azureCredential, EmulatorCredential, type CredentialSettings } from '../graph/credentials.js';
import type { GraphTenant } from '../graph/GraphTenant.js';

/** A tenant of TENANTS_FILE as the wire sees it. */
export function declaredTenant(declared: DeclaredTenant): GraphTenant {
  const { tenantId, displayName, cloud, labels, graphRoot, defender, credential } = declared;
  const { clientId } = credential;
  return {
    ...{ tenantId, displayName, cloud, labels, graphRoot, defender, clientId },
    credential: azureCredential(proofOf(declared)),
  };
}

/** The credential in the words of the wire. */
function proofOf({ tenantId, authority, credential }: DeclaredTenant): CredentialSettings {
  const whose = { tenantId, authority, clientId: credential.clientId };
  switch (credential.kind) {
    case 'secret':
      return { ...whose, kind: 'secret', secret: credential.secret };
    case 'certificate':
      return { ...whose, kind: 'certificate', certificatePath: credential.certificateFile };
    case 'managedIdentity':
      return { ...whose, kind: 'managedIdentity' };
    case 'workloadIdentity': {
      const { tokenFile } = credential;
      return { ...whose, kind: 'workloadIdentity', ...(tokenFile === undefined ? {} : { tokenFilePath: tokenFile }) };
    }
  }
}

/** A tenant of the emulated world. */
export interface DemoTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly labels: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * A demo tenant as the wire sees it.
 *
 * @param authority where its tokens come from: the emulator
 * @param graphRoot where its Graph is: the emulator, or what stands in front of it
 */
export function demoTenant(demo: DemoTenant, authority: string, graphRoot: string): GraphTenant {
  const { tenantId, displayName, labels, clientId, clientSecret } = demo;
  const credential = new EmulatorCredential({ authority, tenantId, clientId, clientSecret });
  const defender = { root: authority, audience: CLOUDS.GLOBAL.defenderAudience };
  return { tenantId, displayName, labels, clientId, cloud: 'EMULATED', graphRoot, defender, credential };
}
