/**
 * What a legacy alert is made of, as the v1.0 metadata declares it, in the notation of complexTypes.ts.
 *
 * @see https://learn.microsoft.com/graph/api/resources/alert
 */
export const LEGACY_ALERT_TYPES: Readonly<Record<string, string>> = {
  alertDetection: 'detectionType method name',
  alertHistoryState: `
    appId assignedTo comments:[String] feedback:alertFeedback status:alertStatus
    updatedDateTime:DateTimeOffset user`,
  alertTrigger: 'name type value',
  cloudAppSecurityState: 'destinationServiceIp destinationServiceName riskScore',
  fileHash: 'hashType:fileHashType hashValue',
  fileSecurityState: 'fileHash:fileHash name path riskScore',
  hostSecurityState: `
    fqdn isAzureAdJoined:Boolean isAzureAdRegistered:Boolean isHybridAzureDomainJoined:Boolean netBiosName os
    privateIpAddress publicIpAddress riskScore`,
  investigationSecurityState: 'name status',
  malwareState: 'category family name severity wasRunning:Boolean',
  messageSecurityState: `
    connectingIP deliveryAction deliveryLocation directionality internetMessageId messageFingerprint
    messageReceivedDateTime:DateTimeOffset messageSubject networkMessageId`,
  networkConnection: `
    applicationName destinationAddress destinationDomain destinationLocation destinationPort destinationUrl
    direction:connectionDirection domainRegisteredDateTime:DateTimeOffset localDnsName natDestinationAddress
    natDestinationPort natSourceAddress natSourcePort protocol:securityNetworkProtocol riskScore
    sourceAddress sourceLocation sourcePort status:connectionStatus urlParameters`,
  process: `
    accountName commandLine createdDateTime:DateTimeOffset fileHash:fileHash
    integrityLevel:processIntegrityLevel isElevated:Boolean name
    parentProcessCreatedDateTime:DateTimeOffset parentProcessId:Int32 parentProcessName path
    processId:Int32`,
  registryKeyState: `
    hive:registryHive key oldKey oldValueData oldValueName operation:registryOperation processId:Int32
    valueData valueName valueType:registryValueType`,
  securityResource: 'resource resourceType:securityResourceType',
  uriClickSecurityState: 'clickAction clickDateTime:DateTimeOffset id sourceId uriDomain verdict',
  userSecurityState: `
    aadUserId accountName domainName emailRole:emailRole isVpn:Boolean logonDateTime:DateTimeOffset logonId
    logonIp logonLocation logonType:logonType onPremisesSecurityIdentifier riskScore
    userAccountType:userAccountSecurityType userPrincipalName`,
  vulnerabilityState: 'cve severity wasRunning:Boolean',
};

export const LEGACY_ALERT_ENUMS: Readonly<Record<string, string>> = {
  alertFeedback: 'unknown truePositive falsePositive benignPositive unknownFutureValue',
  alertSeverity: 'unknown informational low medium high unknownFutureValue',
  alertStatus: 'unknown newAlert inProgress resolved dismissed unknownFutureValue',
  connectionDirection: 'unknown inbound outbound unknownFutureValue',
  connectionStatus: 'unknown attempted succeeded blocked failed unknownFutureValue',
  emailRole: 'unknown sender recipient unknownFutureValue',
  fileHashType: 'unknown sha1 sha256 md5 authenticodeHash256 lsHash ctph unknownFutureValue',
  logonType: 'unknown interactive remoteInteractive network batch service unknownFutureValue',
  processIntegrityLevel: 'unknown untrusted low medium high system unknownFutureValue',
  registryHive: `
    unknown currentConfig currentUser localMachineSam localMachineSecurity localMachineSoftware
    localMachineSystem usersDefault unknownFutureValue`,
  registryOperation: 'unknown create modify delete unknownFutureValue',
  registryValueType: `
    unknown binary dword dwordLittleEndian dwordBigEndian expandSz link multiSz none qword qwordlittleEndian
    sz unknownFutureValue`,
  securityNetworkProtocol: `
    unknown ip icmp igmp ggp ipv4 tcp pup udp idp ipv6 ipv6RoutingHeader ipv6FragmentHeader
    ipSecEncapsulatingSecurityPayload ipSecAuthenticationHeader icmpV6 ipv6NoNextHeader
    ipv6DestinationOptions nd raw ipx spx spxII unknownFutureValue`,
  securityResourceType: 'unknown attacked related unknownFutureValue',
  userAccountSecurityType: 'unknown standard power administrator unknownFutureValue',
};
