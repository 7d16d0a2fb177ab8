/**
 * Techniques of MITRE ATT&CK by id: name, then tactics. Ids and names are facts of ATT&CK; the choice is ours: what the
 * providers of Microsoft report. A sub-technique is named as ATT&CK shows it, behind its parent.
 *
 * @see https://attack.mitre.org
 */
export const TECHNIQUES = `
T1001 Data Obfuscation | CommandAndControl
T1003 OS Credential Dumping | CredentialAccess
T1003.001 LSASS Memory
T1003.002 Security Account Manager
T1003.003 NTDS
T1003.004 LSA Secrets
T1003.005 Cached Domain Credentials
T1003.006 DCSync
T1003.008 /etc/passwd and /etc/shadow
T1005 Data from Local System | Collection
T1007 System Service Discovery | Discovery
T1008 Fallback Channels | CommandAndControl
T1010 Application Window Discovery | Discovery
T1011 Exfiltration Over Other Network Medium | Exfiltration
T1012 Query Registry | Discovery
T1014 Rootkit | DefenseEvasion
T1016 System Network Configuration Discovery | Discovery
T1018 Remote System Discovery | Discovery
T1020 Automated Exfiltration | Exfiltration
T1021 Remote Services | LateralMovement
T1021.001 Remote Desktop Protocol
T1021.002 SMB/Windows Admin Shares
T1021.003 Distributed Component Object Model
T1021.004 SSH
T1021.005 VNC
T1021.006 Windows Remote Management
T1021.007 Cloud Services
T1025 Data from Removable Media | Collection
T1027 Obfuscated Files or Information | DefenseEvasion
T1027.002 Software Packing
T1027.004 Compile After Delivery
T1027.006 HTML Smuggling
T1027.010 Command Obfuscation
T1029 Scheduled Transfer | Exfiltration
T1030 Data Transfer Size Limits | Exfiltration
T1033 System Owner/User Discovery | Discovery
T1036 Masquerading | DefenseEvasion
T1036.003 Rename Legitimate Utilities
T1036.004 Masquerade Task or Service
T1036.005 Match Legitimate Resource Name or Location
T1036.007 Double File Extension
T1037 Boot or Logon Initialization Scripts | Persistence, PrivilegeEscalation
T1039 Data from Network Shared Drive | Collection
T1040 Network Sniffing | CredentialAccess, Discovery
T1041 Exfiltration Over C2 Channel | Exfiltration
T1046 Network Service Discovery | Discovery
T1047 Windows Management Instrumentation | Execution
T1048 Exfiltration Over Alternative Protocol | Exfiltration
T1049 System Network Connections Discovery | Discovery
T1052 Exfiltration Over Physical Medium | Exfiltration
T1052.001 Exfiltration over USB
T1053 Scheduled Task/Job | Execution, Persistence, PrivilegeEscalation
T1053.003 Cron
T1053.005 Scheduled Task
T1055 Process Injection | DefenseEvasion, PrivilegeEscalation
T1055.001 Dynamic-link Library Injection
T1055.002 Portable Executable Injection
T1055.003 Thread Execution Hijacking
T1055.012 Process Hollowing
T1056 Input Capture | Collection, CredentialAccess
T1056.001 Keylogging
T1057 Process Discovery | Discovery
T1059 Command and Scripting Interpreter | Execution
T1059.001 PowerShell
T1059.003 Windows Command Shell
T1059.004 Unix Shell
T1059.005 Visual Basic
T1059.006 Python
T1059.007 JavaScript
T1059.009 Cloud API
T1068 Exploitation for Privilege Escalation | PrivilegeEscalation
T1069 Permission Groups Discovery | Discovery
T1069.001 Local Groups
T1069.002 Domain Groups
T1069.003 Cloud Groups
T1070 Indicator Removal | DefenseEvasion
T1070.001 Clear Windows Event Logs
T1070.003 Clear Command History
T1070.004 File Deletion
T1070.006 Timestomp
T1071 Application Layer Protocol | CommandAndControl
T1071.001 Web Protocols
T1071.003 Mail Protocols
T1071.004 DNS
T1072 Software Deployment Tools | Execution, LateralMovement
T1074 Data Staged | Collection
T1074.001 Local Data Staging
T1074.002 Remote Data Staging
T1078 Valid Accounts | DefenseEvasion, InitialAccess, Persistence, PrivilegeEscalation
T1078.001 Default Accounts
T1078.002 Domain Accounts
T1078.003 Local Accounts
T1078.004 Cloud Accounts
T1080 Taint Shared Content | LateralMovement
T1082 System Information Discovery | Discovery
T1083 File and Directory Discovery | Discovery
T1087 Account Discovery | Discovery
T1087.001 Local Account
T1087.002 Domain Account
T1087.003 Email Account
T1087.004 Cloud Account
T1090 Proxy | CommandAndControl
T1090.001 Internal Proxy
T1090.002 External Proxy
T1090.003 Multi-hop Proxy
T1091 Replication Through Removable Media | InitialAccess, LateralMovement
T1092 Communication Through Removable Media | CommandAndControl
T1095 Non-Application Layer Protocol | CommandAndControl
T1098 Account Manipulation | Persistence, PrivilegeEscalation
T1098.001 Additional Cloud Credentials
T1098.002 Additional Email Delegate Permissions
T1098.003 Additional Cloud Roles
T1098.004 SSH Authorized Keys
T1098.005 Device Registration
T1102 Web Service | CommandAndControl
T1104 Multi-Stage Channels | CommandAndControl
T1105 Ingress Tool Transfer | CommandAndControl
T1106 Native API | Execution
T1110 Brute Force | CredentialAccess
T1110.001 Password Guessing
T1110.002 Password Cracking
T1110.003 Password Spraying
T1110.004 Credential Stuffing
T1111 Multi-Factor Authentication Interception | CredentialAccess
T1112 Modify Registry | DefenseEvasion, Persistence
T1113 Screen Capture | Collection
T1114 Email Collection | Collection
T1114.001 Local Email Collection
T1114.002 Remote Email Collection
T1114.003 Email Forwarding Rule
T1115 Clipboard Data | Collection
T1119 Automated Collection | Collection
T1120 Peripheral Device Discovery | Discovery
T1123 Audio Capture | Collection
T1124 System Time Discovery | Discovery
T1125 Video Capture | Collection
T1127 Trusted Developer Utilities Proxy Execution | DefenseEvasion
T1127.001 MSBuild
T1129 Shared Modules | Execution
T1132 Data Encoding | CommandAndControl
T1133 External Remote Services | InitialAccess, Persistence
T1134 Access Token Manipulation | DefenseEvasion, PrivilegeEscalation
T1134.001 Token Impersonation/Theft
T1135 Network Share Discovery | Discovery
T1136 Create Account | Persistence
T1136.001 Local Account
T1136.002 Domain Account
T1136.003 Cloud Account
T1137 Office Application Startup | Persistence
T1137.005 Outlook Rules
T1140 Deobfuscate/Decode Files or Information | DefenseEvasion
T1185 Browser Session Hijacking | Collection
T1187 Forced Authentication | CredentialAccess
T1189 Drive-by Compromise | InitialAccess
T1190 Exploit Public-Facing Application | InitialAccess
T1195 Supply Chain Compromise | InitialAccess
T1195.002 Compromise Software Supply Chain
T1197 BITS Jobs | DefenseEvasion, Persistence
T1199 Trusted Relationship | InitialAccess
T1200 Hardware Additions | InitialAccess
T1201 Password Policy Discovery | Discovery
T1202 Indirect Command Execution | DefenseEvasion
T1203 Exploitation for Client Execution | Execution
T1204 User Execution | Execution
T1204.001 Malicious Link
T1204.002 Malicious File
T1204.003 Malicious Image
T1204.004 Malicious Copy and Paste
T1207 Rogue Domain Controller | DefenseEvasion
T1210 Exploitation of Remote Services | LateralMovement
T1211 Exploitation for Defense Evasion | DefenseEvasion
T1212 Exploitation for Credential Access | CredentialAccess
T1213 Data from Information Repositories | Collection
T1213.002 Sharepoint
T1217 Browser Information Discovery | Discovery
T1218 System Binary Proxy Execution | DefenseEvasion
T1218.003 CMSTP
T1218.005 Mshta
T1218.007 Msiexec
T1218.010 Regsvr32
T1218.011 Rundll32
T1219 Remote Access Tools | CommandAndControl
T1220 XSL Script Processing | DefenseEvasion
T1221 Template Injection | DefenseEvasion
T1222 File and Directory Permissions Modification | DefenseEvasion
T1480 Execution Guardrails | DefenseEvasion
T1482 Domain Trust Discovery | Discovery
T1484 Domain or Tenant Policy Modification | DefenseEvasion, PrivilegeEscalation
T1484.001 Group Policy Modification
T1484.002 Trust Modification
T1485 Data Destruction | Impact
T1486 Data Encrypted for Impact | Impact
T1489 Service Stop | Impact
T1490 Inhibit System Recovery | Impact
T1491 Defacement | Impact
T1495 Firmware Corruption | Impact
T1496 Resource Hijacking | Impact
T1498 Network Denial of Service | Impact
T1499 Endpoint Denial of Service | Impact
T1505 Server Software Component | Persistence
T1505.003 Web Shell
T1518 Software Discovery | Discovery
T1518.001 Security Software Discovery
T1525 Implant Internal Image | Persistence
T1526 Cloud Service Discovery | Discovery
T1528 Steal Application Access Token | CredentialAccess
T1529 System Shutdown/Reboot | Impact
T1530 Data from Cloud Storage | Collection
T1531 Account Access Removal | Impact
T1534 Internal Spearphishing | LateralMovement
T1535 Unused/Unsupported Cloud Regions | DefenseEvasion
T1537 Transfer Data to Cloud Account | Exfiltration
T1538 Cloud Service Dashboard | Discovery
T1539 Steal Web Session Cookie | CredentialAccess
T1542 Pre-OS Boot | DefenseEvasion, Persistence
T1543 Create or Modify System Process | Persistence, PrivilegeEscalation
T1543.002 Systemd Service
T1543.003 Windows Service
T1546 Event Triggered Execution | Persistence, PrivilegeEscalation
T1546.003 Windows Management Instrumentation Event Subscription
T1546.008 Accessibility Features
T1547 Boot or Logon Autostart Execution | Persistence, PrivilegeEscalation
T1547.001 Registry Run Keys / Startup Folder
T1547.009 Shortcut Modification
T1548 Abuse Elevation Control Mechanism | DefenseEvasion, PrivilegeEscalation
T1548.002 Bypass User Account Control
T1548.003 Sudo and Sudo Caching
T1550 Use Alternate Authentication Material | DefenseEvasion, LateralMovement
T1550.001 Application Access Token
T1550.002 Pass the Hash
T1550.003 Pass the Ticket
T1550.004 Web Session Cookie
T1552 Unsecured Credentials | CredentialAccess
T1552.001 Credentials In Files
T1552.002 Credentials in Registry
T1552.004 Private Keys
T1552.005 Cloud Instance Metadata API
T1552.006 Group Policy Preferences
T1552.007 Container API
T1553 Subvert Trust Controls | DefenseEvasion
T1553.002 Code Signing
T1553.005 Mark-of-the-Web Bypass
T1554 Compromise Host Software Binary | Persistence
T1555 Credentials from Password Stores | CredentialAccess
T1555.003 Credentials from Web Browsers
T1555.004 Windows Credential Manager
T1556 Modify Authentication Process | CredentialAccess, DefenseEvasion, Persistence
T1556.006 Multi-Factor Authentication
T1557 Adversary-in-the-Middle | Collection, CredentialAccess
T1557.001 LLMNR/NBT-NS Poisoning and SMB Relay
T1558 Steal or Forge Kerberos Tickets | CredentialAccess
T1558.001 Golden Ticket
T1558.002 Silver Ticket
T1558.003 Kerberoasting
T1558.004 AS-REP Roasting
T1559 Inter-Process Communication | Execution
T1560 Archive Collected Data | Collection
T1560.001 Archive via Utility
T1561 Disk Wipe | Impact
T1562 Impair Defenses | DefenseEvasion
T1562.001 Disable or Modify Tools
T1562.002 Disable Windows Event Logging
T1562.004 Disable or Modify System Firewall
T1562.008 Disable or Modify Cloud Logs
T1563 Remote Service Session Hijacking | LateralMovement
T1564 Hide Artifacts | DefenseEvasion
T1564.001 Hidden Files and Directories
T1564.003 Hidden Window
T1564.004 NTFS File Attributes
T1564.008 Email Hiding Rules
T1565 Data Manipulation | Impact
T1566 Phishing | InitialAccess
T1566.001 Spearphishing Attachment
T1566.002 Spearphishing Link
T1566.003 Spearphishing via Service
T1566.004 Spearphishing Voice
T1567 Exfiltration Over Web Service | Exfiltration
T1567.001 Exfiltration to Code Repository
T1567.002 Exfiltration to Cloud Storage
T1568 Dynamic Resolution | CommandAndControl
T1568.002 Domain Generation Algorithms
T1569 System Services | Execution
T1569.002 Service Execution
T1570 Lateral Tool Transfer | LateralMovement
T1571 Non-Standard Port | CommandAndControl
T1572 Protocol Tunneling | CommandAndControl
T1573 Encrypted Channel | CommandAndControl
T1574 Hijack Execution Flow | DefenseEvasion, Persistence, PrivilegeEscalation
T1574.001 DLL
T1578 Modify Cloud Compute Infrastructure | DefenseEvasion
T1580 Cloud Infrastructure Discovery | Discovery
T1583 Acquire Infrastructure | ResourceDevelopment
T1583.001 Domains
T1583.003 Virtual Private Server
T1584 Compromise Infrastructure | ResourceDevelopment
T1585 Establish Accounts | ResourceDevelopment
T1586 Compromise Accounts | ResourceDevelopment
T1586.002 Email Accounts
T1587 Develop Capabilities | ResourceDevelopment
T1588 Obtain Capabilities | ResourceDevelopment
T1588.002 Tool
T1589 Gather Victim Identity Information | Reconnaissance
T1590 Gather Victim Network Information | Reconnaissance
T1591 Gather Victim Org Information | Reconnaissance
T1592 Gather Victim Host Information | Reconnaissance
T1595 Active Scanning | Reconnaissance
T1595.001 Scanning IP Blocks
T1595.002 Vulnerability Scanning
T1598 Phishing for Information | Reconnaissance
T1606 Forge Web Credentials | CredentialAccess
T1606.002 SAML Tokens
T1608 Stage Capabilities | ResourceDevelopment
T1609 Container Administration Command | Execution
T1610 Deploy Container | DefenseEvasion, Execution
T1611 Escape to Host | PrivilegeEscalation
T1612 Build Image on Host | DefenseEvasion
T1613 Container and Resource Discovery | Discovery
T1614 System Location Discovery | Discovery
T1615 Group Policy Discovery | Discovery
T1619 Cloud Storage Object Discovery | Discovery
T1620 Reflective Code Loading | DefenseEvasion
T1621 Multi-Factor Authentication Request Generation | CredentialAccess
T1622 Debugger Evasion | DefenseEvasion, Discovery
T1647 Plist File Modification | DefenseEvasion
T1648 Serverless Execution | Execution
T1649 Steal or Forge Authentication Certificates | CredentialAccess
T1651 Cloud Administration Command | Execution
T1652 Device Driver Discovery | Discovery
T1654 Log Enumeration | Discovery
T1657 Financial Theft | Impact
T0816 Device Restart/Shutdown | InhibitResponseFunction
`;
