import { CLOUD_EVIDENCE } from './cloud.js';
import { CODE_EVIDENCE } from './code.js';
import type { EvidenceRow } from './EvidenceRow.js';
import { FILE_EVIDENCE } from './file.js';
import { IDENTITY_EVIDENCE } from './identity.js';
import { KUBERNETES_EVIDENCE } from './kubernetes.js';
import { MACHINE_EVIDENCE } from './machine.js';
import { MAIL_EVIDENCE } from './mail.js';
import { NETWORK_EVIDENCE } from './network.js';

/** Every kind of evidence that Graph has. */
export const EVIDENCE_ROWS: readonly EvidenceRow[] = [
  ...IDENTITY_EVIDENCE,
  ...MACHINE_EVIDENCE,
  ...FILE_EVIDENCE,
  ...NETWORK_EVIDENCE,
  ...MAIL_EVIDENCE,
  ...CLOUD_EVIDENCE,
  ...KUBERNETES_EVIDENCE,
  ...CODE_EVIDENCE,
];

export const ROW_BY_WIRE: ReadonlyMap<string, EvidenceRow> = new Map(EVIDENCE_ROWS.map((row) => [row.wire, row]));
export const ROW_BY_TYPE: ReadonlyMap<string, EvidenceRow> = new Map(EVIDENCE_ROWS.map((row) => [row.type, row]));
