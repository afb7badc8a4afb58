import { defineRule } from '../../rule.js';
import { labels } from './label-check.js';

const reserved = ['com.docker.', 'io.docker.', 'org.dockerproject.'];

export const labelKeyInvalid = defineRule({
  id: 'label-key-invalid',
  severity: 'style',
  profile: 'default',
  aliases: { hadolint: ['DL3048'] },
  principle: 'labels',
  title: "Keep to Docker's rules for label names",
  why: "Docker's guidelines: a name begins with a lower-case letter, ends with a letter or digit, and has lower-case letters, digits, single dots and dashes between; `com.docker.`, `io.docker.` and `org.dockerproject.` are Docker's own. Others are accepted and then missed by filters.",
  bad: 'FROM debian:13-slim\nLABEL Vendor--Name="Example"\n',
  good: 'FROM debian:13-slim\nLABEL org.example.vendor-name="Example"\n',
  check(dockerfile, report) {
    for (const pair of labels(dockerfile)) {
      const problem = problemOf(pair.name);
      if (problem) report(pair, `Label ${pair.name || '""'} ${problem}.`);
    }
  },
});

function problemOf(name: string): string | null {
  if (!/^[a-z]/.test(name)) return 'must begin with a lower-case letter';
  if (!/[a-z\d]$/.test(name)) return 'must end with a lower-case letter or a digit';
  if (/[^a-z\d._/-]/.test(name)) return 'has other characters than lower-case letters, digits, dots and dashes';
  if (name.includes('..') || name.includes('--')) return 'has two separators in a row';
  const prefix = reserved.find((own) => name.startsWith(own));
  return prefix ? `is in the namespace ${prefix}* which belongs to Docker` : null;
}
