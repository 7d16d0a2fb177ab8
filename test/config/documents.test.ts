import { readFileSync } from 'node:fs';
import { errorsDocument, settingsDocument } from '../../src/cli/documents.js';
import { noteOf } from '../../src/config/fields.js';
import { SETTINGS } from '../../src/config/shape.js';
import { ERROR_CODES } from '../../src/errors/codes.js';

test.each(Object.entries(SETTINGS.shape))(
  '%s has a description and a unit, and its default is what the docs say',
  (_name, field) => {
    const { description, unit, standard } = noteOf(field);

    expect(description.length).toBeGreaterThan(10);
    expect(unit).not.toBe('');
    const parsed = field.parse(undefined);
    const isUnset = parsed === undefined || (Array.isArray(parsed) && parsed.length === 0);
    expect(standard).toBe(isUnset ? '' : typeof parsed === 'boolean' ? String(Number(parsed)) : String(parsed));
  },
);

test('every setting and every code has its row in the docs as committed', () => {
  const settings = readFileSync('docs/settings.md', 'utf8');
  const errors = readFileSync('docs/errors.md', 'utf8');

  for (const name of Object.keys(SETTINGS.shape)) expect(settings).toContain(`| \`${name}\``);
  for (const code of Object.keys(ERROR_CODES)) expect(errors).toContain(`| \`${code}\``);
});

test('the pages are made of rows of equal width', () => {
  for (const page of [settingsDocument(), errorsDocument()]) {
    for (const table of page.split('\n\n').filter((paragraph) => paragraph.startsWith('|'))) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  }
});
