import type {
  GitHubOrganizationEvidence,
  GitHubRepoEvidence,
  GitHubUserEvidence,
} from '../../../schema/evidence/code.js';
import { text } from '../wire.js';
import { kind } from './EvidenceRow.js';

export const CODE_EVIDENCE = [
  kind<GitHubOrganizationEvidence>({
    type: 'GitHubOrganizationEvidence',
    wire: '#microsoft.graph.security.gitHubOrganizationEvidence',
    kind: 'GITHUB_ORGANIZATION',
    read: (wire) => ({
      organizationId: text(wire, 'orgId'),
      login: text(wire, 'login'),
      displayName: text(wire, 'displayName'),
      company: text(wire, 'company'),
      email: text(wire, 'email'),
      webUrl: text(wire, 'webUrl'),
    }),
  }),
  kind<GitHubRepoEvidence>({
    type: 'GitHubRepoEvidence',
    wire: '#microsoft.graph.security.gitHubRepoEvidence',
    kind: 'GITHUB_REPO',
    read: (wire) => ({
      repositoryId: text(wire, 'repoId'),
      login: text(wire, 'login'),
      owner: text(wire, 'owner'),
      ownerType: text(wire, 'ownerType'),
      baseUrl: text(wire, 'baseUrl'),
    }),
  }),
  kind<GitHubUserEvidence>({
    type: 'GitHubUserEvidence',
    wire: '#microsoft.graph.security.gitHubUserEvidence',
    kind: 'GITHUB_USER',
    read: (wire) => ({
      userId: text(wire, 'userId'),
      login: text(wire, 'login'),
      name: text(wire, 'name'),
      email: text(wire, 'email'),
      webUrl: text(wire, 'webUrl'),
    }),
  }),
];
