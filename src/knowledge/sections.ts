/** A Markdown text by its headings of the second level, and what stands before the first; a line of a code block is no heading. */
export function readSections(body: string): { opening: string; sections: ReadonlyMap<string, string> } {
  const opening: string[] = [];
  const sections = new Map<string, string[]>();
  let current = opening;
  let inCode = false;
  for (const line of body.split('\n')) {
    if (line.startsWith('```')) inCode = !inCode;
    const heading = inCode ? undefined : /^## (.+)$/.exec(line)?.[1]?.trim();
    if (heading === undefined) current.push(line);
    else {
      current = [];
      sections.set(heading, current);
    }
  }
  const text = (lines: readonly string[]) => lines.join('\n').trim();
  return { opening: text(opening), sections: new Map([...sections].map(([heading, lines]) => [heading, text(lines)])) };
}

/** Text that was wrapped for its file, on one line. */
export function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
