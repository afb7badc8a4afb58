import { createHash } from 'node:crypto';

/** How a file's last line says that we wrote it: `# dockwright <16 hex digits>`, an HTML comment in Markdown, `//` in JSON5. */
const styles = {
  hash: { before: '# dockwright ', after: '\n' },
  html: { before: '<!-- dockwright ', after: ' -->\n' },
  slashes: { before: '// dockwright ', after: '\n' },
} as const;

/** The content with a last line that holds the hash of all bytes before it, so that a later change by others shows. */
export function sign(content: string, style: keyof typeof styles = 'hash'): string {
  const { before, after } = styles[style];
  return `${content}${before}${hashOf(content)}${after}`;
}

/** Whether a file's text is what we wrote: its last line holds the hash of what stands before. CRLF of a checkout counts as LF. */
export function isOurs(text: string): boolean {
  const content = text.replaceAll('\r\n', '\n');
  const start = content.lastIndexOf('\n', content.length - 2) + 1;
  const match = /^(?:(?:#|\/\/) dockwright ([0-9a-f]{16})|<!-- dockwright ([0-9a-f]{16}) -->)\n?$/.exec(
    content.slice(start),
  );
  return match !== null && (match[1] ?? match[2]) === hashOf(content.slice(0, start));
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
