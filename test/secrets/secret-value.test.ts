import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../src/secrets/secret-name.js';
import { holdsSecret, isSecretValue } from '../../src/secrets/secret-value.js';

describe('what must not be shown', () => {
  it.each(['API_KEY', 'DATABASE_URL', 'STRIPE_SECRET', 'SENTRY_DSN'])('the name %s', (name) =>
    expect(isSecretName(name)).toBe(true),
  );
  it.each(['PUBLIC_KEY', 'MAX_TOKENS', 'KEY_FILE', 'TOKENIZERS_PARALLELISM'])('not the name %s', (name) =>
    expect(isSecretName(name)).toBe(false),
  );

  it.each([
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'AKIAIOSFODNN7EXAMPLE',
    'postgres://u:hunter2secret@db/x',
    '-----BEGIN PRIVATE KEY-----',
  ])('the value %s', (value) => expect(isSecretValue(value)).toBe(true));

  it.each([
    'sentence-transformers/all-MiniLM-L6-v2',
    'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    '/opt/models/Qwen2.5-0.5B-Instruct-GGUF/model',
    'https://example.com/a/very/long/path/with/Many/Parts1',
    'INFO',
    '123e4567-e89b-12d3-a456-426614174000',
  ])('not the value %s', (value) => expect(isSecretValue(value)).toBe(false));

  it('a word within a line', () => {
    expect(holdsSecret('X:AKIAIOSFODNN7EXAMPLE')).toBe(true);
    expect(holdsSecret('--host=0.0.0.0 --port ${PORT}')).toBe(false);
  });
});
