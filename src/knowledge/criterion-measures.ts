import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from './package-root.js';

/** What is measured for each criterion, as the skill's table tells it; by id. */
export function criterionMeasures(): ReadonlyMap<string, string> {
  const text = readFileSync(packagePath(join('skill', 'dockwright', 'references', 'criteria.md')), 'utf8');
  return new Map(
    [...text.matchAll(/^\| `([a-z-]+)` \| ([^|\n]+) \|/gm)].map(([, id = '', what = '']) => [id, what.trim()]),
  );
}
