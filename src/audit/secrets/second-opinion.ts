import { keywordSearch } from '../../secrets/keyword-search.js';
import { isFiller, isPlaceholder } from '../../secrets/placeholder.js';

/** Lines of a file that hold what secretlint's rules look for, and where they stood. */
export interface Excerpt {
  text: string;
  /** Places in `text` and in the file where a stretch begins, in order. */
  stretches: { at: number; from: number }[];
}

/** What secretlint found, in places of the file. */
export interface Opinion {
  kind: string;
  start: number;
  end: number;
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
 * What the other rules of secretlint's recommended preset begin at. Its expressions are slow and not all of them linear, so it gets
 * only what stands around these, and not the files in which there is none.
 */
const cues = keywordSearch([
  ...['AKIA', 'ASIA', 'A3T', 'AGPA', 'AIDA', 'AROA', 'AIPA', 'ANPA', 'ANVA'].map(exact),
  ...['x-oauth-basic', '_authToken=', 'npm_', 'lin_api_', 'ops_ey', 'T3BlbkFJ', 'sk-ant-api0'].map(exact),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'shppa_', 'shpca_', 'shpat_', 'shpss_'].map(exact),
  ...['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-', 'SG.'].map(exact),
  { text: 'hooks.slack.com/services', anyCase: true },
  { text: 'access_key', anyCase: true },
  { text: 'accesskey', anyCase: true },
]);

function exact(text: string): { text: string; anyCase: false } {
  return { text, anyCase: false };
}

const before = 200;
const after = 500;
const longestExcerpt = 20_000;
const newline = 10;

/** @returns the lines worth a second look; null where there is none */
export function takeExcerpt(bytes: Buffer): Excerpt | null {
  const stretches: Excerpt['stretches'] = [];
  let text = '';
  let end = 0;
  cues(bytes, (_, at) => {
    if (at < end) return;
    const from = Math.max(end, bytes.lastIndexOf(newline, at) + 1, at - before);
    const lineEnd = bytes.indexOf(newline, at);
    end = Math.min(lineEnd < 0 ? bytes.length : lineEnd, at + after);
    stretches.push({ at: text.length, from });
    text += `${bytes.toString('latin1', from, end)}\n`;
    return text.length < longestExcerpt;
  });
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
    const moved = stretch.from - stretch.at;
    return [{ kind: kinds[rule] ?? rule, start: start + moved, end: end + moved }];
  });
}
