import type { TokenCredential } from '@azure/identity';
import { CLOUDS } from '../config/clouds.js';
import type { DeclaredTenant } from '../config/tenantsFile.js';
import { azureCredential, EmulatorCredential, type CredentialSettings } from '../graph/credentials.js';
import type { GraphTenant } from '../graph/GraphTenant.js';

/** Turns the tenants of TENANTS_FILE into those of the wire. What has not changed stays the same object, with its tokens. */
export class DeclaredTenants {
  #made = new Map<string, GraphTenant>();

  of(declared: readonly DeclaredTenant[]): GraphTenant[] {
    const made = new Map(
      declared.map((one): [string, GraphTenant] => {
        const text = JSON.stringify(one);
        return [text, this.#made.get(text) ?? declaredTenant(one)];
      }),
    );
    this.#made = made;
    return [...made.values()];
  }
}

/** A tenant of TENANTS_FILE as the wire sees it. */
function declaredTenant(declared: DeclaredTenant): GraphTenant {
  const { tenantId, displayName, cloud, labels, graphRoot, defender, sentinel, legacyAlerts, credential } = declared;
  const { clientId } = credential;
  return {
    ...{ tenantId, displayName, cloud, labels, graphRoot, defender, sentinel, legacyAlerts, clientId },
    credential: credentialOf(declared),
  };
}

/** An authority without TLS is an emulator on this machine; @azure/identity would not speak to it. */
function credentialOf(declared: DeclaredTenant): TokenCredential {
  const { tenantId, authority, credential } = declared;
  if (credential.kind !== 'secret' || !authority.startsWith('http:')) return azureCredential(proofOf(declared));
  const { clientId, secret: clientSecret } = credential;
  return new EmulatorCredential({ authority, tenantId, clientId, clientSecret });
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
  readonly sentinelWorkspaceId?: string;
  readonly legacyAlerts?: boolean;
}

/**
 * A demo tenant as the wire sees it.
 *
 * @param authority where its tokens come from: the emulator
 * @param graphRoot where its Graph is: the emulator, or what stands in front of it
 */
export function demoTenant(demo: DemoTenant, authority: string, graphRoot: string): GraphTenant {
  const { tenantId, displayName, labels, clientId, clientSecret, legacyAlerts = false } = demo;
  const credential = new EmulatorCredential({ authority, tenantId, clientId, clientSecret });
  const defender = { root: authority, audience: CLOUDS.GLOBAL.defenderAudience };
  const { sentinelWorkspaceId: workspaceId } = demo;
  const sentinel = workspaceId ? { root: authority, audience: CLOUDS.GLOBAL.sentinelAudience, workspaceId } : null;
  return {
    ...{ tenantId, displayName, labels, clientId, graphRoot, defender, sentinel, legacyAlerts, credential },
    cloud: 'EMULATED',
  };
}
