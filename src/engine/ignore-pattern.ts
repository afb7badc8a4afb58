/** One step of a pattern: a literal run, one character, or a stretch of them. */
type Token =
  | { kind: 'text'; text: string }
  | { kind: 'one' } // ? : any character but a slash
  | { kind: 'stretch' } // * : any characters but a slash
  | { kind: 'folders' } // **/ : nothing, or anything that ends with a slash
  | { kind: 'rest' } // ** at the end: anything
  | { kind: 'class'; negated: boolean; ranges: [string, string][] };

/** A pattern of .dockerignore, ready to match. */
export interface IgnorePattern {
  negated: boolean;
  source: string;
  tokens: Token[];
}

/**
 * Parses a cleaned pattern as moby/patternmatcher reads it.
 * @returns null where a character class is malformed
 */
export function parsePattern(source: string, negated: boolean): IgnorePattern | null {
  // after two stars at the start, a literal is an ending and not a name: `**.py` matches as `*.py` does, at any depth
  if (/^\*\*[^/*?[\]\\][^*?[\]\\]*$/.test(source))
    return { negated, source, tokens: [{ kind: 'rest' }, { kind: 'text', text: source.slice(2) }] };
  const tokens: Token[] = [];
  let run = '';
  const flush = () => {
    if (run) tokens.push({ kind: 'text', text: run });
    run = '';
  };
  const push = (token: Token) => {
    flush();
    tokens.push(token);
  };
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string;
    if (char === '*' && source[i + 1] === '*') {
      i++;
      if (source[i + 1] === '/') i++;
      push(i + 1 >= source.length ? { kind: 'rest' } : { kind: 'folders' });
    } else if (char === '*') push({ kind: 'stretch' });
    else if (char === '?') push({ kind: 'one' });
    else if (char === '[') {
      // Docker checks a pattern only up to its first star
      const parsed = parseClass(source, i + 1, source.lastIndexOf('*', i) < 0);
      if (!parsed) return null;
      push(parsed.token);
      i = parsed.end;
    } else if (char === '\\' && i + 1 < source.length) run += source[++i];
    else run += char;
  }
  flush();
  return { negated, source, tokens };
}

function parseClass(source: string, start: number, strict: boolean): { token: Token; end: number } | null {
  const ranges: [string, string][] = [];
  const negated = source[start] === '^';
  let i = negated ? start + 1 : start;
  const one = (): string | null => {
    // a hyphen or a bracket must be escaped to stand for itself
    if (strict && (source[i] === '-' || source[i] === ']')) return null;
    if (source[i] === '\\') i++;
    return source[i++] ?? null;
  };
  while (i < source.length) {
    if (source[i] === ']' && ranges.length > 0) return { token: { kind: 'class', negated, ranges }, end: i };
    const low = one();
    if (low === null) return null;
    if (source[i] !== '-') {
      ranges.push([low, low]);
      continue;
    }
    i++;
    const high = one();
    if (high === null) return null;
    ranges.push([low, high]);
  }
  return null;
}

/**
 * Whether a path (forward slashes) matches. All ways through the pattern are followed side by side, so that the time is at
 * most the pattern's length times the path's, whatever the file says.
 */
export function matchesPattern({ tokens }: IgnorePattern, path: string): boolean {
  const first = tokens[0];
  const last = tokens.at(-1);
  // most patterns are decided by how they begin or end
  if (first?.kind === 'text' && !path.startsWith(first.text)) return false;
  if (last?.kind === 'text' && !path.endsWith(last.text)) return false;
  let ends = new Set([0]);
  for (const token of tokens) {
    ends = step(token, ends, path);
    if (ends.size === 0) return false;
  }
  return ends.has(path.length);
}

/** Where in the path one can stand after the token, given where one stood before it. */
function step(token: Token, starts: Set<number>, path: string): Set<number> {
  const ends = new Set<number>();
  switch (token.kind) {
    case 'text':
      for (const at of starts) if (path.startsWith(token.text, at)) ends.add(at + token.text.length);
      break;
    case 'one':
      for (const at of starts) if (at < path.length && path[at] !== '/') ends.add(at + 1);
      break;
    case 'class':
      for (const at of starts) if (at < path.length && inClass(token, path[at] as string)) ends.add(at + 1);
      break;
    case 'stretch':
      for (const at of starts)
        for (let i = at; !ends.has(i); i++) {
          ends.add(i);
          if (i >= path.length || path[i] === '/') break;
        }
      break;
    case 'folders': {
      for (const at of starts) ends.add(at);
      for (let i = Math.min(...starts); i < path.length; i++) if (path[i] === '/') ends.add(i + 1);
      break;
    }
    case 'rest':
      for (let i = Math.min(...starts); i <= path.length; i++) ends.add(i);
      break;
  }
  return ends;
}

function inClass({ negated, ranges }: { negated: boolean; ranges: [string, string][] }, char: string): boolean {
  return ranges.some(([low, high]) => low <= char && char <= high) !== negated;
}

/** A pattern that starts with wildcards, or whose literal beginning lies under the folder, may match something in it. */
export function mayMatchUnder({ tokens }: IgnorePattern, folder: string): boolean {
  const first = tokens[0];
  if (first?.kind !== 'text') return true;
  const below = `${folder}/`;
  return (
    first.text.startsWith(below) || (below.startsWith(first.text) && tokens.length > 1) || below === `${first.text}/`
  );
}
