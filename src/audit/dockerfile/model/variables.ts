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
  return expandWith(text, variables, () => null);
}

/** The same, but a variable that is not known stays, as `${NAME}`: what is around it can still be read. */
export function expandKnown(text: string, variables: ReadonlyMap<string, string | null>): string {
  return expandWith(text, variables, ({ name }) => `\${${name}}`) ?? text;
}

function expandWith(
  text: string,
  variables: ReadonlyMap<string, string | null>,
  unknown: (use: VariableUse) => string | null,
): string | null {
  if (!text.includes('$')) return text;
  let result = '';
  let from = 0;
  for (const use of variableUses(text)) {
    const replacement = resolve(use, variables, unknown) ?? unknown(use);
    if (replacement === null) return null;
    result += text.slice(from, use.start) + replacement;
    from = use.end;
  }
  return result + text.slice(from);
}

function resolve(
  { name, modifier, word }: VariableUse,
  variables: ReadonlyMap<string, string | null>,
  unknown: (use: VariableUse) => string | null,
): string | null {
  const value = variables.get(name) ?? null;
  if (modifier === null) return value;
  // the builder gives these a value, whatever stands after the modifier
  if (value === null && platformArguments.has(name) && variables.has(name)) return null;
  // declared without a value is unset, until a build argument says otherwise: `${TAG:-3.14}` is for that
  const set = value !== null && (!modifier.startsWith(':') || value !== '');
  const kind = modifier.at(-1);
  if (kind === '-') return set ? value : expandWith(word ?? '', variables, unknown);
  if (kind === '+') return set ? expandWith(word ?? '', variables, unknown) : '';
  if (kind === '?') return set ? value : null;
  return null;
}
