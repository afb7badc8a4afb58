import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';
import { readSections } from './sections.js';

/** What holds for every image; where it is applied follows from the code (principle-uses.ts). */
export interface Principle {
  id: string;
  title: string;
  /** What to do, in a sentence or two. */
  statement: string;
  why: string;
  /** Figures and sources, one each. */
  evidence: string[];
  /** When it is right to break it. */
  exception: string;
}

/** Every principle of prompts/principles, by id. */
export function readPrinciples(): Principle[] {
  const folder = packagePath(join('prompts', 'principles'));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const { data, body } = splitFrontMatter(readFileSync(join(folder, name), 'utf8'));
      const { opening, sections } = readSections(body);
      return {
        id: String(data.id),
        title: String(data.title),
        statement: opening,
        why: sections.get('Why') ?? '',
        evidence: (sections.get('Evidence') ?? '').split(/^- /m).flatMap((item) => item.trim() || []),
        exception: sections.get('When to break it') ?? '',
      };
    });
}
