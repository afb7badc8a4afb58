import { findDotnetTrace } from './dotnet.js';
import { findGoTrace } from './go.js';
import { findJavaTrace } from './java.js';
import { findNodeTrace } from './node.js';
import { findPhpTrace } from './php.js';
import { findPythonTrace } from './python.js';
import { findRubyTrace } from './ruby.js';
import { findRustTrace } from './rust.js';
import type { StackTrace } from './stack-trace.js';

const finders = [
  findPythonTrace,
  findNodeTrace,
  findGoTrace,
  findJavaTrace,
  findRubyTrace,
  findPhpTrace,
  findDotnetTrace,
  findRustTrace,
];
/** No line of a stack trace is longer; what is has no business in slow expressions. */
const longestLine = 4_500;

/** The last stack trace of whatever language the lines hold. */
export function findStackTrace(lines: readonly { text: string }[]): StackTrace | null {
  const texts = lines.map(({ text }) => text.slice(0, longestLine));
  let last: StackTrace | null = null;
  for (const find of finders) {
    const found = find(texts);
    if (found && (last === null || found.end > last.end)) last = found;
  }
  return last;
}
