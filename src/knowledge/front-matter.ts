/** A Markdown file's front matter, flat `key: value` lines, and its body. YAML's own parser would cost the server's start 15 ms. */
export function splitFrontMatter(text: string): { data: Record<string, string>; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (!match) return { data: {}, body: text };
  const lines = (match[1] as string).split(/\r?\n/).map((line) => {
    const at = line.indexOf(': ');
    return [line.slice(0, at), line.slice(at + 2)] as const;
  });
  return { data: Object.fromEntries(lines), body: text.slice(match[0].length) };
}
