/**
 * Is the lock file complete? For every package in it, each name in its optionalDependencies must have an entry of its
 * own where Node would look for it, in the version asked for. npm leaves out a platform's binary that the registry did
 * not carry when the lock was written, and `npm ci` then fails on that platform, or on all of them.
 *
 *   node scripts/lockCheck.mjs [package-lock.json]
 */
import { readFileSync } from 'node:fs';

/** The entry that Node would find for `name` from the package at `path`, or undefined. */
function resolve(packages, path, name) {
  for (let from = path; ;) {
    const found = packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`];
    if (found || from === '') return found;
    const parent = from.lastIndexOf('/node_modules/');
    from = parent === -1 ? '' : from.slice(0, parent);
  }
}

function missingFrom(packages) {
  const missing = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = resolve(packages, path, name);
      const isOtherVersion = /^\d/.test(wanted) && found !== undefined && found.version !== wanted;
      if (!found || isOtherVersion) missing.push(`${path || 'the root'}@${entry.version} wants ${name} ${wanted}`);
    }
  }
  return missing;
}

const file = process.argv[2] ?? 'package-lock.json';
const { packages = {} } = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingFrom(packages);
const count = Object.keys(packages).length;
for (const line of missing) console.log(`missing in ${file}: ${line}`);
if (count === 0) console.log(`${file} names no package: nothing was checked`);
else console.log(`${count} packages in the lock, ${missing.length} optional dependencies missing`);
process.exitCode = count === 0 || missing.length > 0 ? 1 : 0;
