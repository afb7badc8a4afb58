import { findSecretsInBytes } from '../../secrets/find-secrets.js';
import type { TextKind } from '../../secrets/text-kind.js';
import { askSecretlint, type Excerpt, takeExcerpt } from './second-opinion.js';

/** A secret in a text: what it is and where it stands. The text itself is not kept. */
export interface TextFinding {
  kind: string;
  /** From 1. */
  line: number;
  /** In bytes of the text's UTF-8. */
  start: number;
  end: number;
}

/** What our own rules found at once, and what is left for secretlint to judge. */
export interface FirstLook {
  findings: TextFinding[];
  excerpt: Excerpt | null;
  /** Line of a place in the text. */
  lineOf(at: number): number;
}

/** Secrets in a file by our own rules, in linear time. */
export function lookAt(bytes: Buffer, kind: TextKind): FirstLook {
  const lineOf = lineCounter(bytes);
  const findings = findSecretsInBytes(bytes, kind).map((secret) => ({ ...secret, line: lineOf(secret.start) }));
  return { findings, excerpt: takeExcerpt(bytes), lineOf: lineCounter(bytes) };
}

/** What secretlint finds beyond them. A line that has a finding needs no second one. */
export async function lookAgain(name: string, { findings, excerpt, lineOf }: FirstLook): Promise<TextFinding[]> {
  if (!excerpt) return [];
  const known = new Set(findings.map(({ line }) => line));
  const added: TextFinding[] = [];
  for (const opinion of (await askSecretlint(name, excerpt)).sort((a, b) => a.start - b.start)) {
    const line = lineOf(opinion.start);
    if (known.has(line)) continue;
    known.add(line);
    added.push({ ...opinion, line });
  }
  return added;
}

/** Secrets in a text by our own rules and secretlint's; placeholders and logins of the developer's own machine are none. */
export async function scanText(name: string, text: string, kind: TextKind): Promise<TextFinding[]> {
  const first = lookAt(Buffer.from(text), kind);
  return [...first.findings, ...(await lookAgain(name, first))].sort((a, b) => a.start - b.start);
}

/** Lines of places that are asked for in rising order. */
function lineCounter(bytes: Buffer): (at: number) => number {
  let line = 1;
  let from = 0;
  return (at) => {
    for (let next = bytes.indexOf(10, from); next >= 0 && next < at; next = bytes.indexOf(10, from)) {
      line++;
      from = next + 1;
    }
    return line;
  };
}
