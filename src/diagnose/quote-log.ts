import type { Evidence } from './cause.js';
import type { Told } from './logs/trust.js';

const longestQuote = 300;

/** A container's words are shown as such: in quotes, bounded. */
export function quoteLog({ finding, times }: Told): Evidence {
  return { source: 'logs', text: `${quote(finding.text)}${times > 1 ? ` (${times} times)` : ''}` };
}

export function quote(text: string): string {
  const bare = text.trim();
  return `"${bare.length > longestQuote ? `${bare.slice(0, longestQuote)}…` : bare}"`;
}
