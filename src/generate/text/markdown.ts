import { plainLine } from './plain.js';

/** Text from a repository in Markdown: no markup of its own, no HTML, no table cell of its own. */
export function markdownText(text: string): string {
  return plainLine(text, 2000)
    .replace(/[\\`*_{}[\]()#+!|~>$-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** Inline code for a table cell, with a fence longer than any run of backticks in it. */
export function markdownCode(text: string): string {
  const line = plainLine(text, 2000).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
