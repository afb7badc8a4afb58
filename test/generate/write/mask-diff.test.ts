import { describe, expect, test } from 'vitest';
import { maskDiff } from '../../../src/generate/write/mask-diff.js';

describe('masking', () => {
  test.each([
    ['-ENV OPENAI_API_KEY=sk-abcdefghijklmnop1234', 'abcdefghijklmnop'],
    ['-DB_PASSWORD=hunter2', 'hunter2'],
    ['-      POSTGRES_PASSWORD: hunter2', 'hunter2'],
    ['-  - SECRET_KEY=hunter2', 'hunter2'],
    ['-ENV API_TOKEN hunter2', 'hunter2'],
    ['-ENV A=1 API_TOKEN="hunter 2" B=3', 'hunter'],
    ['-DATABASE_URL=postgres://me:hunter2@db/x', 'hunter2'],
    ['-      - key: ghp_0123456789abcdefghijklmn', '0123456789'],
    ['-RUN aws configure set x AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7'],
    ['------BEGIN RSA PRIVATE KEY-----\n-MIIEow\n------END RSA PRIVATE KEY-----', 'MIIEow'],
  ])('%s', (line, secret) => {
    const masked = maskDiff(`@@ -1,1 +1,1 @@\n${line}\n+FROM x\n`);
    expect(masked).not.toContain(secret);
    expect(masked).toContain('***');
    expect(masked).toMatch(/\+FROM x\n$/);
  });

  test.each([
    '+      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it in .env}',
    '+      DATABASE_URL: postgresql://app:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/app',
    '+LOG_LEVEL=INFO',
    '+FROM python:3.13-slim AS build',
    '+RUN uv sync --locked --no-dev --no-install-project',
  ])('%s stays readable', (line) => {
    expect(maskDiff(line)).toBe(line);
  });

  test('long hostile lines take no time', () => {
    const started = performance.now();
    for (const part of ['sk-', 'a:', '://a:', 'A=', 'PASSWORD ', ' ', 'eyJ.', '"']) maskDiff(part.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
