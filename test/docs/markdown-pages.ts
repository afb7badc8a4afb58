import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface MarkdownPage {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
}

export const root = resolve(import.meta.dirname, '../..');
const folders = ['docs', 'examples', 'prompts', 'skill', 'test/lab'];

/** Every page that people or assistants read. */
export function markdownPages(): MarkdownPage[] {
  const atRoot = readdirSync(root).filter((name) => name.endsWith('.md'));
  const inside = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return [...atRoot, ...inside].sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
