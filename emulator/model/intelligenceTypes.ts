/**
 * Complex types of threat intelligence, in the notation of complexTypes.ts, relative to microsoft.graph.security. Samples show
 * `artifact` and `host`, which are navigations, inside their records; what stands there depends on the artifact.
 */
export const INTELLIGENCE_TYPES: Readonly<Record<string, string>> = {
  artifact: '*',
  autonomousSystem: 'name number:Int32 organization value',
  cvssSummary: 'score:Double severity:vulnerabilitySeverity vectorString',
  formattedContent: 'content format:contentFormat',
  host: '*',
  hostReputationRule: 'description name relatedDetailsUrl severity:hostReputationRuleSeverity',
  hyperlink: 'name url',
  intelligenceProfileCountryOrRegionOfOrigin: 'code label',
  physicalAddress: 'city countryOrRegion postalCode state street',
  whoisContact: 'address:physicalAddress email fax name organization telephone',
  whoisNameserver: 'firstSeenDateTime:DateTimeOffset host:host lastSeenDateTime:DateTimeOffset',
};

export const INTELLIGENCE_ENUMS: Readonly<Record<string, string>> = {
  contentFormat: 'text html markdown unknownFutureValue',
  hostReputationClassification: 'unknown neutral suspicious malicious unknownFutureValue',
  hostReputationRuleSeverity: 'unknown low medium high unknownFutureValue',
  indicatorSource: 'microsoft osint public unknownFutureValue',
  intelligenceProfileKind: 'actor tool unknownFutureValue',
  vulnerabilitySeverity: 'none low medium high critical unknownFutureValue',
};
