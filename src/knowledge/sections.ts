/** A Markdown text by its headings of the second level, and what stands before the first. */
export function readSections(body: string): { opening: string; sections: ReadonlyMap<string, string> } {
  const [opening = '', ...parts] = body.split(/^## /m);
  const sections = parts.map((part): [string, string] => {
    const end = part.indexOf('\n');
    return [part.slice(0, end).trim(), part.slice(end).trim()];
  });
  return { opening: opening.trim(), sections: new Map(sections) };
}

/** Text that was wrapped for its file, on one line. */
export function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
