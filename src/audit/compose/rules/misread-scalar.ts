import { replace } from '../../dockerfile/rule.js';
import type { Fix } from '../../finding.js';
import type { Scalar } from '../model/value.js';

const longest = 100;

/** By what some reader of YAML makes of a text without quotes, other than the text; the first that fits. */
const readings: readonly [RegExp, string][] = [
  [/^(?:yes|no|on|off)$/i, 'a truth value for readers of YAML 1.1, a text for others'],
  [/^(?:True|TRUE|False|FALSE)$/, 'a truth value that arrives in small letters'],
  [/^[-+]?0[0-7_]+$/, 'an octal number, so another one arrives'],
  [/^[-+]?0[0-9_]+$/, 'a number, so its leading zeros are lost'],
  [/^[-+]?0[xob][0-9a-f_]+$/i, 'a number that arrives in decimal'],
  [/^[-+]?\d+(?:_\d+)+$/, 'a number that arrives without its underscores'],
  [/^[-+]?(?:\d+\.?\d*|\.\d+)e[-+]?\d+$/i, 'a number that arrives without its exponent'],
  [/^[-+]?\d*\.(?:\d*0)?$/, 'a number, so its last zeros are lost'],
  [/^(?:\+\d+|[-+]?\.\d+)$/, 'a number that arrives written in another way'],
  [/^\d{20,}$/, 'a number too long to arrive whole'],
  [/^[-+]?\d+(?::[0-5]?\d)+$/, 'a number in base 60 for readers of YAML 1.1, a text for others'],
  [/^\d{4}-\d{2}-\d{2}$/, 'a date for some readers, a text for others'],
  [/^(?:[-+]?\.inf|\.nan)$/i, 'a number for YAML'],
];

/** How a text without quotes is misread, as the end of a sentence; null where all readers make the same text of it. */
export function misreadBy(text: string): string | null {
  if (text.length > longest || !/^[-+.\dytnofa]/i.test(text) || text === '.' || text === '+' || text === '-')
    return null;
  return readings.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Double quotes around a plain scalar, whose text has nothing that they would change. */
export function quoted({ where, text }: Scalar): Fix {
  return replace(where, `"${text}"`, 'put the value in quotes');
}
