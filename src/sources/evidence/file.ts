import type {
  FileEvidence,
  FileHashEvidence,
  MalwareEvidence,
  ProcessEvidence,
  RegistryKeyEvidence,
  RegistryValueEvidence,
} from '../../../schema/evidence/file.js';
import { long, moment, text } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { fileDetails, userAccount, userRef } from './parts.js';
import { fileSightings, hashSighting } from './sighting.js';

export const FILE_EVIDENCE = [
  kind<FileEvidence>({
    type: 'FileEvidence',
    wire: '#microsoft.graph.security.fileEvidence',
    kind: 'FILE',
    read: (wire, scope) => {
      const file = fileDetails(wire, 'fileDetails');
      const defenderId = text(wire, 'mdeDeviceId');
      const observables = fileSightings(scope, file);
      return {
        hostRef: scope.hostOf(defenderId),
        file,
        detectionStatus: text(wire, 'detectionStatus'),
        defenderId,
        observable: observables[0] ?? null,
        observables,
      };
    },
    observables: ({ observables }) => observables,
  }),
  kind<FileHashEvidence>({
    type: 'FileHashEvidence',
    wire: '#microsoft.graph.security.fileHashEvidence',
    kind: 'FILE_HASH',
    read: (wire, scope) => {
      const hash = { algorithm: text(wire, 'algorithm'), value: text(wire, 'value') };
      return { ...hash, observable: hashSighting(scope, hash) };
    },
    observables: ({ observable }) => [observable],
  }),
  kind<ProcessEvidence>({
    type: 'ProcessEvidence',
    wire: '#microsoft.graph.security.processEvidence',
    kind: 'PROCESS',
    read: (wire, scope) => {
      const account = userAccount(wire);
      const defenderId = text(wire, 'mdeDeviceId');
      return {
        userRef: userRef(account),
        hostRef: scope.hostOf(defenderId),
        processId: long(wire, 'processId'),
        commandLine: text(wire, 'processCommandLine'),
        startedAt: moment(wire, 'processCreationDateTime'),
        imageFile: fileDetails(wire, 'imageFile'),
        account,
        parentProcessId: long(wire, 'parentProcessId'),
        parentStartedAt: moment(wire, 'parentProcessCreationDateTime'),
        parentImageFile: fileDetails(wire, 'parentProcessImageFile'),
        detectionStatus: text(wire, 'detectionStatus'),
        defenderId,
      };
    },
    /** The verdict is about the process, not about what started it: explorer.exe is not malicious. */
    observables: ({ tenantId, verdict, imageFile, parentImageFile }) => [
      ...fileSightings({ tenantId, verdict }, imageFile),
      ...fileSightings({ tenantId, verdict: 'UNKNOWN' }, parentImageFile),
    ],
  }),
  kind<MalwareEvidence>({
    type: 'MalwareEvidence',
    wire: '#microsoft.graph.security.malwareEvidence',
    kind: 'MALWARE',
    read: (wire, scope) => ({
      name: text(wire, 'name'),
      category: text(wire, 'category'),
      files: scope.many<FileEvidence>(wire, 'files', 'FileEvidence'),
      processes: scope.many<ProcessEvidence>(wire, 'processes', 'ProcessEvidence'),
    }),
  }),
  kind<RegistryKeyEvidence>({
    type: 'RegistryKeyEvidence',
    wire: '#microsoft.graph.security.registryKeyEvidence',
    kind: 'REGISTRY_KEY',
    read: (wire) => ({ hive: text(wire, 'registryHive'), key: text(wire, 'registryKey') }),
  }),
  kind<RegistryValueEvidence>({
    type: 'RegistryValueEvidence',
    wire: '#microsoft.graph.security.registryValueEvidence',
    kind: 'REGISTRY_VALUE',
    read: (wire, scope) => {
      const defenderId = text(wire, 'mdeDeviceId');
      return {
        hostRef: scope.hostOf(defenderId),
        hive: text(wire, 'registryHive'),
        key: text(wire, 'registryKey'),
        valueName: text(wire, 'registryValueName'),
        valueType: text(wire, 'registryValueType'),
        value: text(wire, 'registryValue'),
        defenderId,
      };
    },
  }),
];
