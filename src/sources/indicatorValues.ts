import type { ObservableKind } from '../../schema/enums.js';
import type { IndicatorValue } from '../../schema/Indicator.js';
import {
  normalDomain,
  normalHash,
  normalIp,
  normalRange,
  normalSender,
  normalSubject,
  normalUrl,
  type NormalObservable,
} from '../identity/observable.js';
import { long, text, type WireRecord } from './wire.js';

type Normalise = (value: string) => NormalObservable | null;

/** Properties of Graph that say what an indicator is about, the most telling first. */
const VALUES: readonly (readonly [property: string, kind: ObservableKind, normal: Normalise])[] = [
  ['url', 'URL', normalUrl],
  ['domainName', 'DOMAIN', normalDomain],
  ['networkDestinationIPv4', 'IPV4', normalIp],
  ['networkDestinationIPv6', 'IPV6', normalIp],
  ['networkIPv4', 'IPV4', normalIp],
  ['networkIPv6', 'IPV6', normalIp],
  ['networkSourceIPv4', 'IPV4', normalIp],
  ['networkSourceIPv6', 'IPV6', normalIp],
  ['emailSenderAddress', 'EMAIL_SENDER', normalSender],
  ['emailSubject', 'EMAIL_SUBJECT', normalSubject],
  ['emailSourceDomain', 'DOMAIN', normalDomain],
  ['emailSourceIpAddress', 'IPV4', normalIp],
];
const RANGES = ['networkDestinationCidrBlock', 'networkCidrBlock', 'networkSourceCidrBlock'];
/** What no alert shows; told where there is nothing else. */
const OTHERS = [
  'userAgent',
  'fileMutexName',
  'fileName',
  'filePath',
  'emailSenderName',
  'emailRecipient',
  'emailXMailer',
];
const NUMBERS = ['networkDestinationAsn', 'networkSourceAsn', 'networkDestinationPort'];
const HASHES: Readonly<Record<string, ObservableKind>> = {
  md5: 'FILE_MD5',
  sha1: 'FILE_SHA1',
  sha256: 'FILE_SHA256',
};

/** Defender's types of indicators. */
const DEFENDER_TYPES: Readonly<Record<string, readonly [ObservableKind, Normalise]>> = {
  filesha1: ['FILE_SHA1', normalHash],
  filesha256: ['FILE_SHA256', normalHash],
  filemd5: ['FILE_MD5', normalHash],
  certificatethumbprint: ['CERTIFICATE', thumbprint],
  ipaddress: ['IPV4', normalIp],
  domainname: ['DOMAIN', normalDomain],
  url: ['URL', normalUrl],
};

/** What an indicator of Graph is about, the most telling first. */
export function tiValues(row: WireRecord): IndicatorValue[] {
  const found = [
    ...hashIn(row),
    ...VALUES.flatMap(([property, kind, normal]) => valueIn(row, property, kind, normal)),
    ...RANGES.flatMap((property) => rangeIn(row, property)),
  ];
  return found.length > 0 ? found : otherIn(row);
}

function hashIn(row: WireRecord): IndicatorValue[] {
  const value = text(row, 'fileHashValue');
  if (value === null) return [];
  const kind = HASHES[text(row, 'fileHashType')?.toLowerCase() ?? ''] ?? null;
  return [{ kind, value: value.trim().toLowerCase(), isRange: false, property: 'fileHashValue' }];
}

/** What is not well formed stays as it came, and covers nothing. */
function valueIn(row: WireRecord, property: string, kind: ObservableKind, normal: Normalise): IndicatorValue[] {
  const value = text(row, property);
  if (value === null) return [];
  return [{ ...(normal(value) ?? { kind, value }), isRange: false, property }];
}

function rangeIn(row: WireRecord, property: string): IndicatorValue[] {
  const value = text(row, property);
  if (value === null) return [];
  return [{ ...(normalRange(value) ?? { kind: null, value }), isRange: true, property }];
}

function otherIn(row: WireRecord): IndicatorValue[] {
  const texted = OTHERS.map((property) => [property, text(row, property)] as const);
  const numbered = NUMBERS.map((property) => [property, long(row, property)?.toString() ?? null] as const);
  return [...texted, ...numbered].flatMap(([property, value]) =>
    value === null ? [] : [{ kind: null, value, isRange: false, property }],
  );
}

/** What an indicator of Defender is about. */
export function defenderValues(row: WireRecord): IndicatorValue[] {
  const property = text(row, 'indicatorType') ?? 'indicatorType';
  const value = text(row, 'indicatorValue');
  if (value === null) return [];
  const [kind, normal] = DEFENDER_TYPES[property.toLowerCase()] ?? [null, () => null];
  return [{ ...(normal(value) ?? { kind, value }), isRange: false, property }];
}

function thumbprint(value: string): NormalObservable {
  return { kind: 'CERTIFICATE', value: value.replace(/[\s:]/g, '').toLowerCase() };
}
