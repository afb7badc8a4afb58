/** Variables that BuildKit sets in every stage that declares them (global scope: in FROM too). */
export const platformArguments: ReadonlySet<string> = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETSTAGE',
]);

/** Build arguments that exist without an ARG. */
export const predefinedArguments: ReadonlySet<string> = new Set([
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
]);

/** A use of a variable in an instruction. */
export interface VariableUse {
  name: string;
  /** Offset in the text that was given. */
  start: number;
  end: number;
  /** `${NAME:-value}`, `${NAME:+value}`, `${NAME-value}`, ...: it is prepared for being unset. */
  modifier: string | null;
  word: string | null;
}

const use =
  /\\.|\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?]|##?|%%?|\/\/?)([^{}]*(?:\{[^{}]*\}[^{}]*)*))?\})/g;

/** Every `$NAME` and `${NAME...}` outside escapes, as Docker's own expansion sees them (not a shell's). */
export function variableUses(text: string): VariableUse[] {
  const uses: VariableUse[] = [];
  for (const match of text.matchAll(use)) {
    const name = match[1] ?? match[2];
    if (name === undefined) continue;
    uses.push({
      name,
      start: match.index,
      end: match.index + match[0].length,
      modifier: match[3] ?? null,
      word: match[4] ?? null,
    });
  }
  return uses;
}

/** The text with its variables replaced; null where one of them is not known. */
export function expand(text: string, variables: ReadonlyMap<string, string | null>): string | null {
  if (!text.includes('$')) return text;
  let result = '';
  let from = 0;
  for (const { name, start, end, modifier, word } of variableUses(text)) {
    const declared = variables.has(name);
    const value = variables.get(name);
    let replacement: string | null;
    if (declared && value === null) replacement = null;
    else if (modifier === null) replacement = declared ? (value as string) : null;
    else replacement = withModifier(value ?? null, modifier, word ?? '');
    if (replacement === null) return null;
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

function withModifier(value: string | null, modifier: string, word: string): string | null {
  const set = value !== null && (!modifier.startsWith(':') || value !== '');
  const kind = modifier.at(-1);
  if (kind === '-') return set ? value : word;
  if (kind === '+') return set ? word : '';
  if (kind === '?') return set ? value : null;
  return null;
}
