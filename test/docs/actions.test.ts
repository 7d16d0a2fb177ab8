import { actionsDocument } from '../../src/cli/actionsDocument.js';
import { CATALOGUE } from '../../src/actions/catalogue.js';
import { page, tableOf } from './pages.js';

/** Without what prettier makes of tables. */
function plain(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/-{3,}/g, '---')
    .trim();
}

test('docs/actions.md is what the catalogue says today: npm run docs:write', () => {
  const { text } = page('docs/actions.md');

  expect(plain(text)).toBe(plain(actionsDocument()));
  expect(tableOf(page('docs/actions.md'), 'action')).toHaveLength(CATALOGUE.length);
});
