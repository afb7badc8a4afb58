import type { Finding } from '../finding.js';
import type { ComposeFile } from './model/parse-compose.js';

/**
 * What the comments of a Compose file silence: `# dockwright ignore=RULE,RULE` in a line of its own the line below it, at the
 * end of a line that line, and `# dockwright global ignore=RULE` the file. A name is a rule's, or one of its aliases.
 */
export function ignoredBy(compose: ComposeFile): (finding: Finding) => boolean {
  const { comments, lines } = compose;
  const everywhere = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  const contentAt = comments.length > 0 ? contentLines(compose) : [];
  for (const { start, text: comment } of comments) {
    const match = /^dockwright\s+(global\s+)?ignore\s*=\s*(.*)$/i.exec(comment);
    if (!match) continue;
    const ids = (match[2] ?? '').split(',').map(normal).filter(Boolean);
    if (match[1]) for (const id of ids) everywhere.add(id);
    else {
      const own = lines.position(start).line;
      const line = contentAt[own] ?? own;
      byLine.set(line, new Set([...(byLine.get(line) ?? []), ...ids]));
    }
  }

  if (everywhere.size === 0 && byLine.size === 0) return () => false;
  return (finding) => names(everywhere, finding) || names(byLine.get(finding.line ?? 0) ?? new Set<string>(), finding);
}

/** For each line (from 1) the next one, it included, that is more than a comment. */
function contentLines({ lines }: ComposeFile): number[] {
  const found: number[] = [];
  let next = lines.count;
  for (let line = lines.count; line > 0; line--) {
    if (!/^\s*(?:#|$)/.test(lines.line(line))) next = line;
    found[line] = next;
  }
  return found;
}

/** Names of KICS have spaces. */
function normal(id: string): string {
  return id.trim().replace(/\s+/g, ' ').toLowerCase();
}

function names(ids: ReadonlySet<string>, { rule, aliases }: Finding): boolean {
  return ids.has('all') || ids.has(rule) || aliases.some((alias) => ids.has(normal(alias)));
}
