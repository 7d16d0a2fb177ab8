import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
/** An operation document to look at, by name and text. */
export interface Example {
  readonly name: string;
  readonly document: string;
}

/** The operations of examples/, triage first; none when the folder was not shipped. */
export function readExamples(from: string): Example[] {
  const folder = join(projectRoot(from), 'examples');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const examples = files.map((file) => ({
    name: file.replace(/\.graphql$/, ''),
    document: readFileSync(join(folder, file), 'utf8'),
  }));
  return examples.sort(
    (a, b) => Number(b.name === 'triage') - Number(a.name === 'triage') || (a.name < b.name ? -1 : 1),
  );
}

/** The folder of package.json: one level up from the sources, two from the compiled files. */
function projectRoot(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
