import { words } from '../words.js';

export const IndicatorTarget = words('IndicatorTarget', 'Where an indicator was submitted.', {
  GRAPH_TI_INDICATORS: 'Microsoft Graph: /beta/security/tiIndicators.',
  DEFENDER_FOR_ENDPOINT: 'Defender for Endpoint: /api/indicators.',
  SENTINEL: 'Microsoft Sentinel, which has no list of them.',
});
export type IndicatorTarget = keyof typeof IndicatorTarget;

export const GraphProduct = words('GraphProduct', 'The product to which Microsoft Graph passes an indicator on.', {
  SENTINEL: 'Microsoft Sentinel.',
  DEFENDER: 'Microsoft Defender for Endpoint.',
});
export type GraphProduct = keyof typeof GraphProduct;

export const IndicatorDeed = words('IndicatorDeed', 'What has become of an indicator.', {
  CREATED: 'It is new.',
  UPDATED: 'It was there, and was changed.',
  SUBMITTED: 'It is there; the target does not say whether it is new.',
  DELETED: 'It is gone.',
});
export type IndicatorDeed = keyof typeof IndicatorDeed;

export const IndicatorAction = words('IndicatorAction', 'What is done when an indicator is met.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see actionRaw.',
  ALLOW: 'Let through.',
  AUDIT: 'Noted, and with generateAlert an alert is raised.',
  WARN: 'The user is warned and may go on.',
  ALERT: 'An alert is raised.',
  BLOCK: 'Blocked.',
  BLOCK_AND_REMEDIATE: 'Blocked, and removed where it is.',
});
export type IndicatorAction = keyof typeof IndicatorAction;

export const Tlp = words('Tlp', 'Traffic Light Protocol: to whom something may be told.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see tlpRaw.',
  WHITE: 'Everybody.',
  GREEN: 'The community.',
  AMBER: 'Those who need it.',
  RED: 'Nobody else.',
});
export type Tlp = keyof typeof Tlp;
