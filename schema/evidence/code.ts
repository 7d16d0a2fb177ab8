import { Evidence } from './Evidence.js';
import { Kind, Text } from './fields.js';

@Kind('An organization on GitHub.')
export class GitHubOrganizationEvidence extends Evidence {
  readonly __typename = 'GitHubOrganizationEvidence';

  @Text('Id of the organization.')
  organizationId!: string | null;

  @Text('Its name in URLs.')
  login!: string | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text('Company behind it.')
  company!: string | null;

  @Text('Public mail address.')
  email!: string | null;

  @Text('Its page.')
  webUrl!: string | null;
}

@Kind('A repository on GitHub.')
export class GitHubRepoEvidence extends Evidence {
  readonly __typename = 'GitHubRepoEvidence';

  @Text('Id of the repository.')
  repositoryId!: string | null;

  @Text('Its name in URLs.')
  login!: string | null;

  @Text('Who owns it.')
  owner!: string | null;

  @Text('What the owner is: a user or an organization.')
  ownerType!: string | null;

  @Text('Address of the server that it is on.')
  baseUrl!: string | null;
}

@Kind('A user on GitHub.')
export class GitHubUserEvidence extends Evidence {
  readonly __typename = 'GitHubUserEvidence';

  @Text('Id of the user on GitHub.')
  userId!: string | null;

  @Text('Name in URLs.')
  login!: string | null;

  @Text('Name for people.')
  name!: string | null;

  @Text('Public mail address.')
  email!: string | null;

  @Text('Page of the user.')
  webUrl!: string | null;
}
