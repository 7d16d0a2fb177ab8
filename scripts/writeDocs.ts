/**
 * Writes the pages of docs/ that the code knows best.
 *
 *   npm run docs:write
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { actionsDocument } from '../src/cli/actionsDocument.js';
import { errorsDocument, settingsDocument } from '../src/cli/documents.js';

const folder = fileURLToPath(new URL('../docs/', import.meta.url));
mkdirSync(folder, { recursive: true });

for (const [file, text] of [
  ['settings.md', settingsDocument()],
  ['errors.md', errorsDocument()],
  ['actions.md', actionsDocument()],
] as const) {
  const path = `${folder}${file}`;
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}
