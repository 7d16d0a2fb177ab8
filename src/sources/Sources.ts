import type { GraphClient } from '../graph/GraphClient.js';
import type { Clock } from '../util/clock.js';
import { AccessSource } from './AccessSource.js';
import { AlertSource } from './AlertSource.js';
import { Capabilities } from './Capabilities.js';
import { DetectionSource } from './DetectionSource.js';
import { DefenderSource } from './DefenderSource.js';
import { GroupSource } from './GroupSource.js';
import { HostSource } from './HostSource.js';
import { HuntingSource } from './HuntingSource.js';
import { IdentityAccountSource } from './IdentityAccountSource.js';
import { IncidentSource } from './IncidentSource.js';
import { IndicatorSource } from './IndicatorSource.js';
import { IndicatorWriteSource } from './IndicatorWriteSource.js';
import { IntelligenceSource } from './IntelligenceSource.js';
import { IntuneSource } from './IntuneSource.js';
import { LegacyAlertSource } from './LegacyAlertSource.js';
import { MachineActionSource } from './MachineActionSource.js';
import { MailSource } from './MailSource.js';
import { RegistrationSource } from './RegistrationSource.js';
import { RiskSource } from './RiskSource.js';
import { RoleSource } from './RoleSource.js';
import { ScoreSource } from './ScoreSource.js';
import { SecurityActionSource } from './SecurityActionSource.js';
import { ServicePrincipalSource } from './ServicePrincipalSource.js';
import { SignInSource } from './SignInSource.js';
import { TenantSource } from './TenantSource.js';
import { UserSource } from './UserSource.js';

/** The adapters of the house, one for each family of endpoints. */
export class Sources {
  readonly capabilities: Capabilities;
  readonly alerts: AlertSource;
  readonly legacyAlerts: LegacyAlertSource;
  readonly incidents: IncidentSource;
  readonly indicators: IndicatorSource;
  readonly indicatorWrites: IndicatorWriteSource;
  readonly intelligence: IntelligenceSource;
  readonly users: UserSource;
  readonly hosts: HostSource;
  readonly defender: DefenderSource;
  readonly hunting: HuntingSource;
  readonly intune: IntuneSource;
  readonly risk: RiskSource;
  readonly detections: DetectionSource;
  readonly signIns: SignInSource;
  readonly registrations: RegistrationSource;
  readonly roles: RoleSource;
  readonly access: AccessSource;
  readonly groups: GroupSource;
  readonly servicePrincipals: ServicePrincipalSource;
  readonly scores: ScoreSource;
  readonly machineActions: MachineActionSource;
  readonly securityActions: SecurityActionSource;
  readonly identityAccounts: IdentityAccountSource;
  readonly mails: MailSource;
  readonly tenants: TenantSource;

  constructor(
    readonly graph: GraphClient,
    clock: Clock,
  ) {
    this.capabilities = new Capabilities(clock);
    this.alerts = new AlertSource(graph);
    this.legacyAlerts = new LegacyAlertSource(graph);
    this.incidents = new IncidentSource(graph);
    this.indicators = new IndicatorSource(graph);
    this.indicatorWrites = new IndicatorWriteSource(graph);
    this.intelligence = new IntelligenceSource(graph);
    this.users = new UserSource(graph, this.capabilities);
    this.hosts = new HostSource(graph, this.capabilities);
    this.defender = new DefenderSource(graph);
    this.hunting = new HuntingSource(graph);
    this.intune = new IntuneSource(graph);
    this.risk = new RiskSource(graph);
    this.detections = new DetectionSource(graph);
    this.signIns = new SignInSource(graph);
    this.registrations = new RegistrationSource(graph);
    this.roles = new RoleSource(graph);
    this.access = new AccessSource(graph);
    this.groups = new GroupSource(graph);
    this.servicePrincipals = new ServicePrincipalSource(graph);
    this.scores = new ScoreSource(graph, this.capabilities);
    this.machineActions = new MachineActionSource(graph);
    this.securityActions = new SecurityActionSource(graph);
    this.identityAccounts = new IdentityAccountSource(graph);
    this.mails = new MailSource(graph);
    this.tenants = new TenantSource(graph);
  }
}
