/** A token that its own form gives away. `pattern` has no repetition within a repetition: it runs on hostile text. */
interface TokenRule {
  kind: string;
  pattern: RegExp;
}

/** Beside secretlint's rules: what those do not know. Forms are the issuers' own. */
export const tokenRules: readonly TokenRule[] = [
  { kind: 'private key', pattern: /-----BEGIN (?:[A-Z]{2,10} )?(?:ENCRYPTED )?PRIVATE KEY-----/g },
  { kind: 'private key', pattern: /-----BEGIN PGP PRIVATE KEY BLOCK-----/g },
  { kind: 'AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})\b/g },
  { kind: 'GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,64}/g },
  { kind: 'OpenAI API key', pattern: /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}/g },
  { kind: 'OpenAI API key', pattern: /\bsk-[A-Za-z0-9]{48}\b/g },
  { kind: 'Anthropic API key', pattern: /\bsk-ant-[A-Za-z0-9_-]{32,200}/g },
  { kind: 'Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{34,40}\b/g },
  { kind: 'Google API key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { kind: 'Groq API key', pattern: /\bgsk_[A-Za-z0-9]{50,60}\b/g },
  { kind: 'Replicate token', pattern: /\br8_[A-Za-z0-9]{37,40}\b/g },
  { kind: 'Pinecone API key', pattern: /\bpcsk_[A-Za-z0-9_]{50,80}\b/g },
  { kind: 'LangSmith API key', pattern: /\blsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}\b/g },
  { kind: 'Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,120}\b/g },
  { kind: 'Slack token', pattern: /\bxox[abeprs]-[A-Za-z0-9-]{20,250}/g },
  { kind: 'PyPI token', pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,300}/g },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  {
    kind: 'JSON Web Token',
    pattern: /\beyJ[A-Za-z0-9_-]{16,1000}\.eyJ[A-Za-z0-9_-]{16,2000}\.[A-Za-z0-9_-]{16,1000}/g,
  },
];
