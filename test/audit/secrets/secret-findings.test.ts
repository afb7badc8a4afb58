import { expect, test } from 'vitest';
import { scanConfiguration } from '../../../src/audit/secrets/scan-configuration.js';
import { secretFindings } from '../../../src/audit/secrets/secret-findings.js';

// assembled here, so that no scanner takes this file for one that holds secrets
const password = 'vT9x' + 'Q2mLw8Zr';
const github = `ghp_${'a1B2c3D4e5F6g7H8i9'.repeat(2)}`;

test('a file, with its layer', () => {
  const found = { kind: 'OpenAI API key', place: '/app/a.py:3', source: 'file', path: '/app/a.py', line: 3 } as const;
  expect(secretFindings([found], 'sha256:abc')).toMatchObject([
    {
      rule: 'secret-in-file',
      severity: 'error',
      principle: 'no-secrets',
      path: '/app/a.py',
      line: 3,
      layer: 'sha256:abc',
      message: expect.stringMatching(/^An OpenAI API key is in the image \(\/app\/a\.py:3\).*[^.]\.$/),
    },
  ]);
});

test('environment, labels and history have rules of their own, and no finding shows a value', async () => {
  const found = await scanConfiguration({
    config: { Env: [`API_TOKEN=${password}`], Labels: { 'org.company.token': github } },
    history: [{ created_by: `RUN |1 API_TOKEN=${password} /bin/sh -c make # buildkit` }],
  });
  const findings = secretFindings(found);
  expect(findings.map(({ rule }) => rule)).toEqual(['secret-in-environment', 'secret-in-label', 'secret-in-history']);
  expect(JSON.stringify(findings)).not.toMatch(/vT9x|ghp_/);
});

test.each([
  [`RUN curl -u me:${password} https://a`, ['password of a login']],
  [`RUN sshpass -p ${password} ssh me@a`, ['password of a login']],
  [`RUN docker login --username me --password ${password} ghcr.io`, ['value of --password']],
  [`RUN PGPASSWORD=${password} psql -h a`, ['value of PGPASSWORD']],
  [`/bin/sh -c #(nop)  ENV SECRET_KEY=${password}`, ['value of SECRET_KEY']],
  [`RUN git clone https://me:${password}@github.com/a/b`, ['password in a URL']],
  ['RUN --mount=type=secret,id=token cat /run/secrets/token', []],
  ['RUN API_KEY=$(cat /run/secrets/key) make', []],
  ['RUN curl -u "$USER:$PASSWORD" https://a', []],
  ['RUN useradd -u 1000:1000 app', []],
  ['RUN docker login --password-stdin ghcr.io', []],
  ['RUN pip config set global.index-url https://__token__:$TOKEN@a.company.com/simple', []],
  ['ENV GPG_KEYS=7169605F62C751356D054A26A821E680E5FA6305', []],
  ['ENV TOKENIZERS_PARALLELISM=false', []],
  ['ARG NPM_TOKEN', []],
])('the command %s', async (command, kinds) => {
  const found = await scanConfiguration({ history: [{ created_by: command }] });
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  'API_KEY_FILE=/run/secrets/key',
  'SECRET=/etc/secret/key.pem',
  'PASSWORD=${PASSWORD}',
  'AWS_ACCESS_KEY_ID=',
  'MAX_TOKENS=4096',
  'CACHE_KEY=v1-deps-linux',
  'NODE_VERSION=22.4.0',
  'YARN_PUBLIC_KEY=abcdef0123456789',
])('the variable %s gives nothing away', async (variable) => {
  expect(await scanConfiguration({ config: { Env: [variable] } })).toEqual([]);
});
