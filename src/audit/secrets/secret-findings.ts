import type { Finding } from '../finding.js';
import type { RuleInfo } from '../rule-info.js';
import type { SecretFinding } from './finding.js';

const rules: Record<SecretFinding['source'], { rule: string; title: string; remedy: string }> = {
  file: {
    rule: 'secret-in-file',
    title: 'Keep secrets out of the files of an image',
    remedy:
      'leave it out of the build (.dockerignore), mount it when the container starts, and replace it at its issuer',
  },
  environment: {
    rule: 'secret-in-environment',
    title: 'Keep secrets out of the environment that an image sets',
    remedy: 'set it when the container starts, and replace it at its issuer',
  },
  label: {
    rule: 'secret-in-label',
    title: 'Keep secrets out of labels',
    remedy: 'remove the label, and replace the secret at its issuer',
  },
  history: {
    rule: 'secret-in-history',
    title: 'Keep secrets out of build arguments and commands',
    remedy: 'give it to the build with RUN --mount=type=secret, and replace it at its issuer',
  },
};

/** Ids of the same check elsewhere. */
const aliases = ['CIS-DI-0010', 'CIS-4.10'];

/** What the reference tells of them. */
export const secretRuleInfos: readonly RuleInfo[] = Object.values(rules).map(({ rule, title, remedy }) => ({
  id: rule,
  kind: 'secret',
  aliases,
  severity: 'error',
  profile: 'default',
  cis: true,
  principle: 'no-secrets',
  title,
  why: `Whoever can pull an image can read all of it, deleted files of lower layers included. The remedy: ${remedy}.`,
}));

/** Secrets as the audit reports them. @param layer digest of the layer's uncompressed tar, for those in files */
export function secretFindings(secrets: readonly SecretFinding[], layer?: string): Finding[] {
  return secrets.map(({ kind, place, source, path, line }) => {
    const { rule, title, remedy } = rules[source];
    return {
      rule,
      aliases,
      severity: 'error',
      title,
      message: `${article(kind)} ${kind} is in the image (${place}): ${remedy}.`,
      principle: 'no-secrets',
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
      ...(layer !== undefined && source === 'file' ? { layer } : {}),
    };
  });
}

function article(kind: string): string {
  if (/credentials$/.test(kind)) return 'A set of';
  return /^(?:[aeio]|AWS|npm|NVIDIA|xAI|SSH)/i.test(kind) ? 'An' : 'A';
}
