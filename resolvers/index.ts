import 'reflect-metadata';
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import { specifiedDirectives, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { EVIDENCE_TYPES } from '../schema/evidence/index.js';
import {
  ActionAcceptedResolver,
  ActionPendingResolver,
  ActionPreviewResolver,
  ActionRefusedResolver,
  ActionResolver,
} from './ActionResolver.js';
import { AlertResolver } from './AlertResolver.js';
import { AlertStatsResolver } from './AlertStatsResolver.js';
import { AuditResolver } from './AuditResolver.js';
import {
  ControlChangedResolver,
  ControlPendingResolver,
  ControlPreviewResolver,
  ControlRefusedResolver,
  ControlStateResolver,
} from './ControlStateResolver.js';
import { evidenceResolvers } from './EvidenceResolver.js';
import { HostResolver } from './HostResolver.js';
import { HuntResolver, HuntRowResolver } from './HuntResolver.js';
import { IncidentResolver } from './IncidentResolver.js';
import {
  IncidentPendingResolver,
  IncidentPreviewResolver,
  IncidentRefusedResolver,
  IncidentTriageResolver,
  IncidentUpdatedResolver,
  MergeIncidentsPayloadResolver,
} from './IncidentTriageResolver.js';
import { IndicatorResolver } from './IndicatorResolver.js';
import { indicatorWriteResolvers } from './IndicatorWriteResolver.js';
import {
  ArticleResolver,
  HostVulnerabilityResolver,
  IntelProfileResolver,
  VulnerabilityResolver,
} from './IntelligenceResolver.js';
import { InvolvedHostResolver, InvolvedUserResolver } from './InvolvedResolver.js';
import { JobResolver } from './JobResolver.js';
import { NodeResolver } from './NodeResolver.js';
import { ObservableResolver } from './ObservableResolver.js';
import { ControlProfileResolver, ControlScoreResolver, SecureScoreResolver } from './ScoreResolver.js';
import { ScoreProjectionResolver } from './ScoreProjectionResolver.js';
import {
  ApplicationPermissionResolver,
  OAuthGrantResolver,
  ServicePrincipalResolver,
} from './ServicePrincipalResolver.js';
import { GroupResolver, SourceCoverageResolver, TenantResolver } from './TenantResolver.js';
import {
  AlertMoveResolver,
  AlertPendingResolver,
  AlertPreviewResolver,
  AlertRefusedResolver,
  AlertUpdatedResolver,
  TriageResolver,
} from './TriageResolver.js';
import { DirectoryRoleResolver, SignInResolver, UserResolver } from './UserResolver.js';

/** The schema that this service answers. */
export function buildGraphQLSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      NodeResolver,
      JobResolver,
      AuditResolver,
      TriageResolver,
      AlertUpdatedResolver,
      AlertRefusedResolver,
      AlertPendingResolver,
      AlertPreviewResolver,
      AlertMoveResolver,
      IncidentTriageResolver,
      IncidentUpdatedResolver,
      IncidentRefusedResolver,
      IncidentPendingResolver,
      IncidentPreviewResolver,
      MergeIncidentsPayloadResolver,
      ControlStateResolver,
      ControlChangedResolver,
      ControlRefusedResolver,
      ControlPendingResolver,
      ControlPreviewResolver,
      ActionResolver,
      ActionAcceptedResolver,
      ActionRefusedResolver,
      ActionPendingResolver,
      ActionPreviewResolver,
      TenantResolver,
      SourceCoverageResolver,
      AlertResolver,
      AlertStatsResolver,
      IncidentResolver,
      ObservableResolver,
      IndicatorResolver,
      VulnerabilityResolver,
      HostVulnerabilityResolver,
      ArticleResolver,
      IntelProfileResolver,
      InvolvedUserResolver,
      InvolvedHostResolver,
      UserResolver,
      SignInResolver,
      DirectoryRoleResolver,
      HostResolver,
      HuntResolver,
      HuntRowResolver,
      GroupResolver,
      ServicePrincipalResolver,
      ApplicationPermissionResolver,
      OAuthGrantResolver,
      SecureScoreResolver,
      ControlScoreResolver,
      ControlProfileResolver,
      ScoreProjectionResolver,
      ...indicatorWriteResolvers,
      ...evidenceResolvers,
    ],
    orphanedTypes: [...EVIDENCE_TYPES],
    directives: [...specifiedDirectives, GraphQLDeferDirective, GraphQLStreamDirective],
    validate: false,
  });
}
