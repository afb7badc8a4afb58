import { findSecretsInBytes } from '../../secrets/find-secrets.js';
import type { TextKind } from '../../secrets/text-kind.js';
import { lineCounter } from './line-counter.js';
import { askSecretlint, type Excerpt, isCue, takeExcerpt } from './second-opinion.js';

/** A secret in a text: what it is and where it stands. The text itself is not kept. */
export interface TextFinding {
  kind: string;
  /** From 1. */
  line: number;
}

/** What our own rules found at once, and what is left for secretlint to judge. Of the text it keeps the excerpt only. */
export interface FirstLook {
  findings: TextFinding[];
  excerpt: Excerpt | null;
}

const mostCues = 5_000;

/** Secrets in a file by our own rules, in linear time. */
export function lookAt(bytes: Buffer, kind: TextKind): FirstLook {
  const places: number[] = [];
  const secrets = findSecretsInBytes(bytes, kind, (keyword, at) => {
    if (isCue(keyword) && places.length < mostCues) places.push(at);
  });
  const lineOf = lineCounter(bytes);
  const findings = secrets.map((secret) => ({ kind: secret.kind, line: lineOf(secret.start) }));
  return { findings, excerpt: takeExcerpt(bytes, places) };
}

/** What secretlint finds beyond them. A line that has a finding needs no second one. */
export async function lookAgain(name: string, { findings, excerpt }: FirstLook): Promise<TextFinding[]> {
  if (!excerpt) return [];
  const known = new Set(findings.map(({ line }) => line));
  const added: TextFinding[] = [];
  for (const opinion of await askSecretlint(name, excerpt)) {
    if (known.has(opinion.line)) continue;
    known.add(opinion.line);
    added.push(opinion);
  }
  return added;
}

/** Secrets in a text by our own rules and secretlint's; placeholders and logins of the developer's own machine are none. */
export async function scanText(name: string, text: string, kind: TextKind): Promise<TextFinding[]> {
  const first = lookAt(Buffer.from(text), kind);
  return [...first.findings, ...(await lookAgain(name, first))].sort((a, b) => a.line - b.line);
}
