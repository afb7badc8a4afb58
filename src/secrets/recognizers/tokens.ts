import { isFiller } from '../placeholder.js';
import { looksGenerated } from '../randomness.js';
import type { Memory, Recognizer, Secret } from '../recognizer.js';
import type { TokenShape } from '../tokens/token-shape.js';
import { tokenShapes } from '../tokens/token-shapes.js';

interface Compiled extends TokenShape {
  pattern: RegExp;
}

const byPrefix = new Map<string, Compiled[]>();
for (const shape of tokenShapes) {
  const { prefix, body, before } = shape;
  const head = before ? `${before.of}{${before.count}}` : '';
  const pattern = new RegExp(`${head}${prefix.replace(/[.+~/]/g, '\\$&')}${body}(?![A-Za-z0-9])`, 'y');
  byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { ...shape, pattern }]);
}

/** Other services whose keys have a form of somebody else's: a line that names one says whose it is. */
const sharedForms: readonly [RegExp, string][] = [
  [/deepseek/i, 'DeepSeek API key'],
  [/stability|stable.?diffusion/i, 'Stability AI API key'],
  [/moonshot|kimi/i, 'Moonshot API key'],
  [/dashscope|qwen/i, 'DashScope API key'],
  [/eleven/i, 'ElevenLabs API key'],
  [/openai/i, 'OpenAI API key'],
];

export const tokens: readonly Recognizer[] = [...byPrefix].map(([prefix, compiled]) => ({
  keywords: [prefix],
  at: (text, at, _, memory) => {
    if (at < memory.tokenUntil) return null;
    for (const shape of compiled) {
      const found = matchAt(text, at, shape, memory);
      if (found) return found;
    }
    return null;
  },
}));

function matchAt(
  text: string,
  at: number,
  { kind, prefix, pattern, before, weak }: Compiled,
  memory: Memory,
): Secret | null {
  const start = at - (before?.count ?? 0);
  if (start < 0 || !startsWord(text, start, before?.of)) return null;
  pattern.lastIndex = start;
  const value = pattern.exec(text)?.[0];
  if (value === undefined) return null;
  memory.tokenUntil = start + value.length;
  const body = before ? value : value.slice(prefix.length);
  if (isFiller(body) || (weak && !looksGenerated(body))) return null;
  const end = start + value.length;
  if (before?.of === digits) return { kind, start: start - digitsBefore(text, start), end };
  return { kind: prefix === 'sk-' ? issuerOf(text, start, kind) : kind, start, end };
}

const digits = '[0-9]';

/** A bot's token begins with its number, which has no certain length. */
function digitsBefore(text: string, at: number): number {
  return /\d{0,8}$/.exec(text.slice(Math.max(0, at - 8), at))?.[0].length ?? 0;
}

/** Within a longer word a prefix means nothing: most such places are in base64. A line feed written as `\n` is no letter. */
function startsWord(text: string, start: number, of?: string): boolean {
  if (start === 0) return true;
  // a hash may begin with anything
  if (/sha\d{1,3}[-=:]$/i.test(text.slice(Math.max(0, start - 8), start))) return false;
  const last = text[start - 1] as string;
  if (of === digits) return !/[A-Za-z_-]/.test(last);
  if (!/[A-Za-z0-9_+-]/.test(last)) return !(last === '/' && of?.includes('/'));
  const escaped = start > 1 && text[start - 2] === '\\' && 'nrt'.includes(last);
  const encoded = start > 2 && text[start - 3] === '%' && /[0-9A-F]{2}/.test(text.slice(start - 2, start));
  return escaped || encoded;
}

function issuerOf(text: string, at: number, kind: string): string {
  const line =
    text
      .slice(Math.max(0, at - 120), at)
      .split('\n')
      .at(-1) ?? '';
  return sharedForms.find(([name]) => name.test(line))?.[1] ?? kind;
}
