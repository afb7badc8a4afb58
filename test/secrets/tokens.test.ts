import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSecrets } from '../../src/secrets/find-secrets.js';
import { tokenShapes } from '../../src/secrets/tokens/token-shapes.js';

const seed = 20_240_613;

// assembled here, so that no scanner takes this file for one that holds secrets
function make(prefix: string, length: number, letters: string): string {
  let state = seed ^ length;
  let value = prefix;
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    value += letters[(state >> 8) % letters.length];
  }
  return value;
}
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const url = `${alphanumeric}-_`;
const hex = '0123456789abcdef';
const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';

describe('as their issuers make them', () => {
  test.each([
    ['OpenAI API key', make('sk-', 48, alphanumeric)],
    ['OpenAI API key', `${make('sk-proj-', 74, url)}T3Blbk${make('FJ', 74, url)}`],
    ['OpenAI API key', make('sk-svcacct-', 120, url)],
    ['Anthropic API key', `${make('sk-ant-api03-', 93, url)}AA`],
    ['Anthropic API key', `${make('sk-ant-admin01-', 93, url)}AA`],
    ['OpenRouter API key', make('sk-or-v1-', 64, hex)],
    ['Hugging Face token', make('hf_', 34, alphanumeric)],
    ['Pinecone API key', `${make('pcsk_', 6, alphanumeric)}_${make('', 63, alphanumeric)}`],
    ['LangSmith API key', `${make('lsv2_pt_', 32, hex)}_${make('', 10, hex)}`],
    ['Replicate token', make('r8_', 37, alphanumeric)],
    ['Groq API key', make('gsk_', 52, alphanumeric)],
    ['Together AI API key', make('tgp_v1_', 43, url)],
    ['Fireworks AI API key', make('fw_', 24, alphanumeric)],
    ['Perplexity API key', make('pplx-', 48, alphanumeric)],
    ['Voyage AI API key', make('pa-', 43, url)],
    ['xAI API key', make('xai-', 80, alphanumeric)],
    ['Tavily API key', make('tvly-dev-', 32, alphanumeric)],
    ['Databricks token', make('dapi', 32, hex)],
    ['NVIDIA API key', make('nvapi-', 64, url)],
    ['Cerebras API key', make('csk-', 48, lower)],
    ['Langfuse secret key', `sk-lf-${[8, 4, 4, 4, 12].map((length) => make('', length, hex)).join('-')}`],
    ['ElevenLabs API key', make('sk_', 48, hex)],
    ['AWS access key', make('AKIA', 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')],
    ['Google API key', make('AIza', 35, url)],
    ['Azure AI key', `${make('', 52, alphanumeric)}${make('JQQ' + 'J99', 26, alphanumeric)}`],
    ['GitHub token', make('ghp_', 36, alphanumeric)],
    ['GitHub token', make('gho_', 36, alphanumeric)],
    ['GitHub token', make('github_pat_', 82, alphanumeric)],
    ['GitLab token', make('glpat-', 20, url)],
    [
      'Slack token',
      `xox${'b'}-${make('', 12, '0123456789')}-${make('', 12, '0123456789')}-${make('', 24, alphanumeric)}`,
    ],
    ['Stripe key', make('sk_live_', 24, alphanumeric)],
    ['SendGrid API key', `${make('SG.', 22, url)}.${make('', 43, url)}`],
    ['Twilio API key', make('SK', 32, hex)],
    ['npm token', make('npm_', 36, alphanumeric)],
    ['PyPI token', make('pypi-AgE' + 'IcHlwaS5vcmc', 160, url)],
    ['Docker Hub token', make('dckr_pat_', 27, url)],
    ['Terraform Cloud token', `${make('', 14, alphanumeric)}.atlas${'v1'}.${make('', 67, alphanumeric)}`],
    ['Vault token', make('hvs.', 95, url)],
    ['Supabase access token', make('sbp_', 40, hex)],
    ['Telegram bot token', `${make('1', 9, '0123456789')}:A${make('A', 33, url)}`],
    ['age secret key', make('AGE-SECRET-KEY-1', 58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')],
  ])('%s', (kind, token) => {
    for (const text of [`key = "${token}"`, `KEY=${token}\n`, `a\\n${token}\\nb`, `?k=${token}&x=1`, token])
      expect(findSecrets(text)).toContainEqual(expect.objectContaining({ kind }));
    const [found] = findSecrets(`KEY=${token}\n`);
    expect(`KEY=${token}\n`.slice(found?.start, found?.end)).toBe(token);
  });

  test.each([
    ['DeepSeek API key', `DEEPSEEK_API_KEY=${make('sk-', 32, hex)}`],
    ['Stability AI API key', `STABILITY_API_KEY=${make('sk-', 48, alphanumeric)}`],
  ])('%s, told by its line', (kind, text) => {
    expect(findSecrets(text).map((secret) => secret.kind)).toEqual([kind]);
  });
});

describe.each(tokenShapes)('$kind, $prefix', ({ prefix, body, before }) => {
  const form = new RegExp(
    `^${before ? `${before.of}{${before.count}}` : ''}${prefix.replace(/[.+~/]/g, '\\$&')}${body}$`,
  );
  const samples = fc.sample(fc.stringMatching(form), { numRuns: 40, seed });

  test('is found', () => {
    const found = samples.filter((token) => findSecrets(`"${token}"`).length > 0);
    // a sample may be all of a kind, or no more random than a name
    expect(found.length).toBeGreaterThan(samples.length / 3);
  });

  test('is not found where its place is filled', () => {
    for (const token of samples) {
      const at = before?.count ?? 0;
      const fill = (part: string) => part.replace(/[A-Za-z0-9]/g, 'x');
      const filled = fill(token.slice(0, at)) + prefix + fill(token.slice(at + prefix.length));
      expect(findSecrets(`"${filled}"`)).toEqual([]);
      expect(findSecrets(`${prefix}...`)).toEqual([]);
      expect(findSecrets(`${prefix}<your-key>`)).toEqual([]);
    }
  });
});

test.each([
  ['a documented example', 'AKIA' + 'IOSFODNN7EXAMPLE'],
  ['counting', `sk-${'1234567890'.repeat(5).slice(0, 48)}`],
  ['the alphabet', `hf_${'abcdefghijklmnopqrstuvwxyzabcdefghijkl'.slice(0, 34)}`],
  ['your key here', 'OPENAI_API_KEY=sk-proj-your-key-goes-here-and-nowhere-else-in-this-file'],
  ['a part of base64', `integrity sha512-${make('Zk', 20, alphanumeric)}${make('AKIA', 16, 'ABCDEFGH')}abc==`],
  ['a name', 'hf_hub_download_and_cache_the_model_files_now'],
  ['a class of CSS', '.fa-xai-logo-with-a-very-long-name-that-goes-on-and-on { }'],
  ['a Git hash', make('', 40, hex)],
  ['a UUID', [8, 4, 4, 4, 12].map((length) => make('', length, hex)).join('-')],
])('%s is no token', (_, text) => {
  expect(findSecrets(text)).toEqual([]);
});
