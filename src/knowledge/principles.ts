import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';

export interface Principle {
  id: string;
  title: string;
  body: string;
}

/** Every principle of prompts/principles, by id. */
export function readPrinciples(): Principle[] {
  const folder = packagePath(join('prompts', 'principles'));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const { data, body } = splitFrontMatter(readFileSync(join(folder, name), 'utf8'));
      return { id: String(data.id), title: String(data.title), body: body.trim() };
    });
}
