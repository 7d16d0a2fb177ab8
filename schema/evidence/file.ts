import { FileDetails, Observable } from '../Observable.js';
import type { HostRef, UserRef } from '../references.js';
import { Evidence } from './Evidence.js';
import { Kind, Long, Many, Moment, One, Text } from './fields.js';
import { UserAccount } from './parts.js';

@Kind('A file.')
export class FileEvidence extends Evidence {
  readonly __typename = 'FileEvidence';
  hostRef!: HostRef | null;

  @One(() => FileDetails, 'The file; null where the provider does not describe it.')
  file!: FileDetails | null;

  @Text("What happened when it was found, in Graph's word: detected, blocked or prevented.")
  detectionStatus!: string | null;

  @Text('Machine the file was found on: its id in Defender for Endpoint.')
  defenderId!: string | null;

  @One(() => Observable, 'Its strongest hash: SHA-256, else SHA-1, else MD5; null when it carries none.')
  observable!: Observable | null;

  @Many(() => Observable, 'All its hashes, strongest first.')
  observables!: readonly Observable[];
}

@Kind('A hash of a file, without the file.')
export class FileHashEvidence extends Evidence {
  readonly __typename = 'FileHashEvidence';

  @Text("Algorithm, in Graph's word: md5, sha1, sha256, sha256ac or unknown.")
  algorithm!: string | null;

  @Text('The hash as the provider wrote it.')
  value!: string | null;

  @One(() => Observable, 'The hash in its normal form; null for Authenticode hashes and for what is no hash.')
  observable!: Observable | null;
}

@Kind('A process.')
export class ProcessEvidence extends Evidence {
  readonly __typename = 'ProcessEvidence';
  userRef!: UserRef | null;
  hostRef!: HostRef | null;

  @Long('Process id on its machine.')
  processId!: number | null;

  @Text('Command line.')
  commandLine!: string | null;

  @Moment('When the process began.')
  startedAt!: string | null;

  @One(() => FileDetails, 'File that was run.')
  imageFile!: FileDetails | null;

  @One(() => UserAccount, 'Account that ran it.')
  account!: UserAccount | null;

  @Long('Process id of the parent.')
  parentProcessId!: number | null;

  @Moment('When the parent began.')
  parentStartedAt!: string | null;

  @One(() => FileDetails, 'File that the parent runs.')
  parentImageFile!: FileDetails | null;

  @Text("What happened when it was found, in Graph's word: detected, blocked or prevented.")
  detectionStatus!: string | null;

  @Text('Machine the process ran on: its id in Defender for Endpoint.')
  defenderId!: string | null;
}

@Kind('Malware, and what it was found in.')
export class MalwareEvidence extends Evidence {
  readonly __typename = 'MalwareEvidence';

  @Text('Name of the malware.')
  name!: string | null;

  @Text('Its category, such as trojan.')
  category!: string | null;

  @Many(() => FileEvidence, 'Files that belong to it.')
  files!: readonly FileEvidence[];

  @Many(() => ProcessEvidence, 'Processes that belong to it.')
  processes!: readonly ProcessEvidence[];
}

@Kind('A key of the Windows registry.')
export class RegistryKeyEvidence extends Evidence {
  readonly __typename = 'RegistryKeyEvidence';

  @Text('Hive, such as HKEY_LOCAL_MACHINE.')
  hive!: string | null;

  @Text('Key below the hive.')
  key!: string | null;
}

@Kind('A value in the Windows registry.')
export class RegistryValueEvidence extends Evidence {
  readonly __typename = 'RegistryValueEvidence';
  hostRef!: HostRef | null;

  @Text('Hive, such as HKEY_LOCAL_MACHINE.')
  hive!: string | null;

  @Text('Key below the hive.')
  key!: string | null;

  @Text('Name of the value.')
  valueName!: string | null;

  @Text('Type of the value, such as Unknown or String.')
  valueType!: string | null;

  @Text('The value.')
  value!: string | null;

  @Text('Machine of the registry: its id in Defender for Endpoint.')
  defenderId!: string | null;
}
