import { CATALOGUE } from '../actions/catalogue.js';
import { page, row, table } from './markdown.js';

/** docs/actions.md */
export function actionsDocument(): string {
  const heads = ['action', 'what it does', 'target', 'undone by', 'parameters'];
  const needs = ['action', 'what is sent', 'who runs it', 'permission of the application', 'the tenant needs', 'slot'];
  const rows = CATALOGUE.map(({ kind, does, target, reversedBy, parameters }) =>
    row([
      `\`${kind}\``,
      does,
      `\`${target}\``,
      reversedBy === null ? 'nothing' : `\`${reversedBy}\``,
      parameters.map(({ name, isRequired, meaning }) => `\`${name}\`${isRequired ? '' : '?'}: ${meaning}`).join(' '),
    ]),
  );
  const wire = CATALOGUE.map(({ kind, call, runsAt, permission, licence, slot }) =>
    row([`\`${kind}\``, `\`${call}\``, `\`${runsAt}\``, `\`${permission}\``, licence ?? '', slot]),
  );
  return page([
    '# Response actions',
    ...ABOUT_ACTIONS,
    '## What there is',
    table(heads, rows),
    '## What each needs',
    'Actions of one slot are one at a time on a target. Those of `ENTRA`, `ENTRA_ID_PROTECTION` and `DEFENDER_FOR_IDENTITY` are done when they are accepted; the others are followed to their end.',
    table(needs, wire),
    ...HOW_ACTIONS_GO,
  ]);
}

const ABOUT_ACTIONS = [
  'What can be done against an attack, through `invokeActions`, by callers with the role `actions:invoke`. The same catalogue is the query `actionCatalogue`. Examples: [contain-host](../examples/contain-host.graphql) and [contain-user](../examples/contain-user.graphql).',
];

const HOW_ACTIONS_GO = [
  '## How an action goes',
  'Targets are resolved before anything is sent: a host to the machine that Defender for Endpoint knows, a user to the account in Entra, or in Active Directory. What is not known, or fits several, is refused by name; `candidates` says what it may have meant. An address, a domain, a URL or a hash is one thing: ranges and patterns are refused. A message is named by the id that Defender has of it, or by its networkMessageId and the mailbox.',
  'With `dryRun: true` nothing is sent, and each `ActionPreview` tells whom the action would hit: whether a user holds a privileged role, is disabled already or looks like an account of a service; whether a machine is a server or looks like a domain controller; open alerts of seven days; owners, devices; what would undo it; whether our token carries the permission. What looks like something is guessed from names, and the schema says how.',
  'One action at a time runs in a slot of a target. Who asks for the same joins it: `joined` is true, nothing is sent. Who asks for something else in that slot is refused with `CONFLICT`, and `action` is the one in the way. Where somebody else has ordered the same at Defender, ours joins theirs.',
  'Decisions about the risk of several users are one call. Changes of accounts and blocks travel twenty to a request; orders to machines one by one.',
  '## To the end',
  'What goes on after it was accepted is followed: every five seconds at first, then less and less often, for all actions of a tenant together. How it ended is in `securityActions`, in `node`, and in the [audit trail](audit.md) as `followAction`. It goes on after a restart; of several processes with one database, one asks.',
  '`cancelAction` calls off what waits for the limits of Microsoft Graph, an action on a machine, and a block that has not ended. An action that has ended, or that its service cannot stop, is refused.',
  '## UNKNOWN',
  'No order is sent twice. Where the answer is lost, this service looks: the actions of a machine and those of Microsoft Graph carry our id in their comment, accounts and risks say themselves whether it has happened. Where looking does not tell, the outcome is `OUTCOME_UNKNOWN`, the action `UNKNOWN`, and the message says where to look.',
  '## What documents do not say',
  'Microsoft lists no names of securityActions and shows the parameter of `BlockIp` only; the names of the others follow it. How many ids one decision about risk takes is not documented: sixty are sent. By which filters identity accounts can be found is not, either: the on-premises security identifier is used.',
];
