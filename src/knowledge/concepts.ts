import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';

/** A page that teaches one thing about containers (skill/dockwright/references/concepts). */
export interface Concept {
  id: string;
  title: string;
  /** What people call it, in several languages. */
  aliases: string[];
  /** Ids of other concepts. */
  related: string[];
  /** Ids of principles that follow from it. */
  principles: string[];
  sources: string[];
  /** Markdown without a title; its headings are of the second level. */
  body: string;
}

export const conceptFolder = join('skill', 'dockwright', 'references', 'concepts');

/** Every concept, by id. */
export function readConcepts(): Concept[] {
  return readPages(conceptFolder);
}

/** Every page of a folder of the package, by its id. */
export function readPages(name: string): Concept[] {
  const folder = packagePath(name);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const { data, body } = splitFrontMatter(readFileSync(join(folder, name), 'utf8'));
      return {
        id: String(data.id),
        title: String(data.title),
        aliases: list(data.aliases, ','),
        related: list(data.related, ','),
        principles: list(data.principles, ','),
        sources: list(data.sources, ';'),
        body: body.trim(),
      };
    });
}

function list(text: string | undefined, separator: string): string[] {
  return (text ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter(Boolean);
}
