import { isFiller, isPlaceholder } from '../../secrets/placeholder.js';
import { lineCounter } from './line-counter.js';

/** Lines of a file that hold what secretlint's rules look for, and where they stood. */
export interface Excerpt {
  text: string;
  /** Where in `text` a stretch begins, and in which line of the file, in order. */
  stretches: { at: number; line: number }[];
}

/** What secretlint found. */
export interface Opinion {
  kind: string;
  /** Of the file. */
  line: number;
}

/** Names for secretlint's rules, as a person would call what they find. */
const kinds: Record<string, string> = {
  aws: 'AWS credential',
  npm: 'npm token',
  slack: 'Slack token',
  sendgrid: 'SendGrid API key',
  shopify: 'Shopify token',
  github: 'GitHub token',
  openai: 'OpenAI API key',
  anthropic: 'Anthropic API key',
  linear: 'Linear API key',
  '1password': '1Password token',
};

/**
 * Rules whose forms our own know too, and judge with more of the text around them: where a password leads to, whether a key has a
 * body. What ours let pass, these would bring back.
 */
const ours = new Set(['basicauth', 'database-connection-string', 'privatekey', 'gcp']);

/**
 * What the other rules of secretlint's recommended preset begin at, as far as it is secret (the ids of AWS users and roles are not),
 * in keywords of our own search. Its expressions are slow and not all of them linear, so it gets only what stands around these, and
 * not the files in which there is none.
 */
const cues = new Set([
  ...['AKIA', 'ASIA', 'access_key', 'accesskey', 'npm_', 'lin_api_', 'ops_eyJ', 'sk-', 'sk-proj-', 'sk-ant-', 'SG.'],
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'shppa_', 'shpca_', 'shpat_', 'shpss_'],
  ...['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-', 'hooks.slack.com/'],
]);

/** Whether a keyword is one that secretlint's rules know more of. */
export function isCue(keyword: string): boolean {
  return cues.has(keyword);
}

const before = 200;
const after = 500;
const longestExcerpt = 20_000;
const newline = 10;

/** @param places of cues @returns the lines around them, where there are any */
export function takeExcerpt(bytes: Buffer, places: readonly number[]): Excerpt | null {
  const stretches: Excerpt['stretches'] = [];
  const lineOf = lineCounter(bytes);
  let text = '';
  let end = 0;
  for (const at of [...places].sort((a, b) => a - b)) {
    if (text.length >= longestExcerpt) break;
    if (at < end) continue;
    const from = Math.max(end, bytes.lastIndexOf(newline, at) + 1, at - before);
    const lineEnd = bytes.indexOf(newline, at);
    end = Math.min(lineEnd < 0 ? bytes.length : lineEnd, at + after);
    stretches.push({ at: text.length, line: lineOf(at) });
    text += `${bytes.toString('latin1', from, end)}\n`;
  }
  return stretches.length > 0 ? { text, stretches } : null;
}

/** Asks secretlint's recommended preset. Placeholders are left out. */
export async function askSecretlint(name: string, { text, stretches }: Excerpt): Promise<Opinion[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const { messages } = await lintSource({
    source: { filePath: name, content: text, contentType: 'text' },
    options: { config: { rules: [{ id: 'preset', rule: creator }] }, noPhysicFilePath: true },
  });
  return messages.flatMap(({ ruleId, range: [start, end] }) => {
    const rule = ruleId.replace(/^.*secretlint-rule-/, '');
    const value = text.slice(start, end);
    if (ours.has(rule) || isPlaceholder(value) || isFiller(value.replace(/^\w{2,10}[_-]/, ''))) return [];
    const stretch = stretches.findLast(({ at }) => at <= start);
    if (!stretch) return [];
    return [{ kind: kinds[rule] ?? rule, line: stretch.line }];
  });
}
