import { createHash } from 'node:crypto';
import { maskSource } from '../secrets/mask-source.js';
import type { Finding } from './finding.js';

/**
 * What a finding is recognised by in a later run: its rule, its place and the text there without blanks, not its line number.
 * The same finding on equal lines is told apart by counting. Secrets are left out of it: a short one could be guessed from its hash.
 * @param lineOf text of a line (from 1) of a file; null where there is none
 */
export function fingerprints(
  findings: readonly Finding[],
  lineOf: (file: string, line: number) => string | null,
): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, file = '', line, layer = '', path = '', message } = finding;
    const text = line === undefined ? message : (lineOf(file, line) ?? message);
    const key = [rule, file.replaceAll('\\', '/'), layer, path, maskSource(text).replace(/\s+/g, ' ').trim()].join(
      '\0',
    );
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32);
  });
}

/** Lines of the files that were audited, for `fingerprints`. */
export function lineReader(
  files: readonly { name: string; text: string }[],
): (file: string, line: number) => string | null {
  const lines = new Map(files.map(({ name, text }) => [name, text.split(/\r?\n/)]));
  return (file, line) => lines.get(file)?.[line - 1] ?? null;
}
