import { isLocalUrl, isPlaceholder } from './placeholder.js';
import { tokenRules } from './token-rules.js';

/** A secret in a text: what it is and where it stands. The text itself is not kept. */
export interface TextFinding {
  kind: string;
  /** From 1. */
  line: number;
  start: number;
  end: number;
}

/** Names for secretlint's rules, as a person would call what they find. */
const kinds: Record<string, string> = {
  aws: 'AWS credential',
  gcp: 'Google Cloud service account key',
  privatekey: 'private key',
  npm: 'npm token',
  basicauth: 'password in a URL',
  slack: 'Slack token',
  sendgrid: 'SendGrid API key',
  shopify: 'Shopify token',
  github: 'GitHub token',
  openai: 'OpenAI API key',
  anthropic: 'Anthropic API key',
  linear: 'Linear API key',
  '1password': '1Password token',
  'database-connection-string': 'password in a connection string',
};

const longestLine = 4_000;

/** Secrets in a text by the rules of secretlint and our own; placeholders and URLs of the developer's own machine are none. */
export async function scanText(name: string, text: string): Promise<TextFinding[]> {
  const findings = [...scanTokens(text), ...(await scanWithSecretlint(name, text))];
  const seen = new Set<string>();
  return findings.filter(({ line, kind }) => {
    const key = `${line} ${kind}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Our own rules only; linear in the text's length. */
export function scanTokens(text: string): TextFinding[] {
  const findings: TextFinding[] = [];
  for (const { kind, pattern } of tokenRules)
    for (const match of text.matchAll(pattern)) {
      if (isPlaceholder(match[0]) || /EXAMPLE/.test(match[0])) continue;
      if (kind === 'private key' && !hasKeyBody(text, match.index + match[0].length)) continue;
      findings.push({ kind, line: lineOf(text, match.index), start: match.index, end: match.index + match[0].length });
    }
  return findings;
}

/** A header alone stands in code that reads keys; a key goes on with base64. */
function hasKeyBody(text: string, at: number): boolean {
  return /^[\s\\nr"',+]{0,40}(?:[A-Za-z-]+: [^\n]{0,200}\s+){0,4}[A-Za-z0-9+/]{32}/.test(text.slice(at, at + 1_200));
}

async function scanWithSecretlint(name: string, text: string): Promise<TextFinding[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  // its expressions are not all linear: a minified line is left to our own
  const bounded = text.length > longestLine ? shorten(text) : text;
  const { messages } = await lintSource({
    source: { filePath: name, content: bounded, contentType: 'text' },
    options: { config: { rules: [{ id: 'preset', rule: creator }] }, noPhysicFilePath: true },
  });
  return messages
    .map(({ ruleId, range }) => ({ rule: ruleId.replace(/^.*secretlint-rule-/, ''), start: range[0], end: range[1] }))
    .filter(({ start, end, rule }) => {
      const value = bounded.slice(start, end);
      if (rule === 'privatekey') return hasKeyBody(value.replace(/^-----BEGIN[^-\n]*-----/, ''), 0);
      return !isPlaceholder(value) && !isLocalUrl(urlAround(bounded, start));
    })
    .map(({ rule, start, end }) => ({ kind: kinds[rule] ?? rule, line: lineOf(bounded, start), start, end }));
}

/** Overlong lines emptied, all others where they were. */
function shorten(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > longestLine ? ' '.repeat(line.length) : line))
    .join('\n');
}

/** The word that a position lies in: a finding may be a password in the middle of its URL. */
function urlAround(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < 300 && !/[\s"'`=(]/.test(text[start - 1] as string)) start--;
  return text.slice(start, start + 1_000);
}

function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
