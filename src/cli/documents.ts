import type { z } from 'zod';
import { noteOf } from '../config/fields.js';
import { SETTINGS } from '../config/shape.js';
import { ERROR_CODES } from '../errors/codes.js';
import { PROTOCOL_CODES } from '../errors/protocolCodes.js';
import { page, row } from './markdown.js';

/** docs/settings.md */
export function settingsDocument(): string {
  const rows = Object.entries(SETTINGS.shape).map(([name, field]) => {
    const { description, unit, standard } = noteOf(field as z.ZodType);
    return row([`\`${name}\``, standard === '' ? '' : `\`${standard}\``, unit, description]);
  });
  return page([
    '# Settings',
    'Environment variables, read once at the start. An empty one counts as unset. A wrong one stops the start with its name and the reason.',
    [row(['setting', 'default', 'unit', 'meaning']), row(['---', '---', '---', '---']), ...rows].join('\n'),
  ]);
}

/** docs/errors.md */
export function errorsDocument(): string {
  const ours = Object.entries(ERROR_CODES).map(([code, { status, meaning, remedy }]) =>
    row([`\`${code}\``, String(status), meaning, remedy]),
  );
  const protocol = Object.entries(PROTOCOL_CODES).map(([code, meaning]) => row([`\`${code}\``, meaning]));
  return page([
    '# Errors',
    'Every error carries `extensions.code`. Beside it, where known: `argument`, `tenant`, `workload`, `retryAfterSeconds`, `graphRequestId` (for a support case with Microsoft), `graphCode`, `statusClass` and, for mistakes of this service, `requestId`. The status is that of the HTTP answer when the whole request is refused; an error of one field leaves the rest of the answer standing, with 200.',
    [row(['code', 'status', 'meaning', 'what to do']), row(['---', '---', '---', '---']), ...ours].join('\n'),
    '## Before execution',
    'Codes of the GraphQL protocol itself. Nothing was sent to Microsoft Graph.',
    [row(['code', 'meaning']), row(['---', '---']), ...protocol].join('\n'),
  ]);
}
