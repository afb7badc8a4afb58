import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findSecrets } from '../../src/secrets/find-secrets.js';
import { byFormOnly, plainText, textKind } from '../../src/secrets/text-kind.js';

const kinds = (text: string, name = '/app/main.py') => findSecrets(text, textKind(name)).map(({ kind }) => kind);
// assembled here, so that no scanner takes this file for one that holds secrets
const password = 'vT9x' + 'Q2mLw8Zr';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const webToken = (claims: object) =>
  `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.Zk3mXq8v2LrTn5Yw7PbHc9DsGf4JuQ1E`;

describe('private keys', () => {
  const passphrase = { cipher: 'aes-256-cbc', passphrase: 'x' };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const curve = generateKeyPairSync('ed25519').privateKey;
  const pem = curve.export({ type: 'pkcs8', format: 'pem' }) as string;

  test.each([
    ['PKCS 8', pem, 'private key'],
    ['PKCS 1', rsa.export({ type: 'pkcs1', format: 'pem' }) as string, 'private key'],
    [
      'PKCS 8, encrypted',
      rsa.export({ type: 'pkcs8', format: 'pem', ...passphrase }) as string,
      'encrypted private key',
    ],
    [
      'PKCS 1, encrypted',
      rsa.export({ type: 'pkcs1', format: 'pem', ...passphrase }) as string,
      'encrypted private key',
    ],
    ['in a string', JSON.stringify({ key: pem }), 'private key'],
    ['in lines of code', `k = '-----BEGIN ${'PRIVATE'} KEY-----\\n' +\n  '${pem.split('\n')[1]}'`, 'private key'],
    [
      'of a service account',
      JSON.stringify({ type: 'service_account', private_key: pem }),
      'Google service account key',
    ],
    ['in base64', `client-key-data: ${base64(rsa.export({ type: 'pkcs1', format: 'pem' }) as string)}`, 'private key'],
    ['as a web key', JSON.stringify(curve.export({ format: 'jwk' })), 'private JSON Web Key'],
    [
      'of PuTTY',
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPrivate-Lines: 1\n${'Ab3d'.repeat(11)}\n`,
      'private SSH key',
    ],
    [
      'of PGP',
      `-----BEGIN PGP ${'PRIVATE'} KEY BLOCK-----\nVersion: 1\n\n${base64(password.repeat(9))}\n`,
      'private key',
    ],
  ])('%s', (_, text, kind) => {
    expect(kinds(text, '/app/key.txt')).toContain(kind);
  });

  test.each([
    ['a public key', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string],
    ['a public web key', JSON.stringify(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }))],
    ['a certificate', `-----BEGIN CERTIFICATE-----\n${base64(password.repeat(20))}\n-----END CERTIFICATE-----`],
    ['a header in code', `if "-----BEGIN RSA ${'PRIVATE'} KEY-----" in text:\n    return parse(text)`],
    ['a placeholder', `-----BEGIN ${'PRIVATE'} KEY-----\n...\n-----END ${'PRIVATE'} KEY-----`],
    ['a filled one', `-----BEGIN ${'PRIVATE'} KEY-----\n${'x'.repeat(64)}\n-----END ${'PRIVATE'} KEY-----`],
  ])('%s is none', (_, text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('URLs and connection strings', () => {
  test.each([
    `postgresql://app:${password}@db.prod.internal:5432/app`,
    `postgresql+asyncpg://app:${password}@db.prod.internal/app`,
    `mysql://root:${password}@10.0.0.5/app`,
    `mongodb+srv://app:${password}@cluster0.ab1cd.mongodb.net/?retryWrites=true`,
    `redis://:${password}@cache.internal:6379/0`,
    `amqps://app:${password}@rabbit.internal/vhost`,
    `Server=tcp:sql1.database.windows.net,1433;Initial Catalog=a;User ID=sa;Password=${password};Encrypt=True`,
    `Driver={ODBC Driver 18};Server=10.1.2.3;UID=sa;PWD=${password}`,
    `jdbc:postgresql://db.prod.internal:5432/a?user=a&password=${password}`,
    `host=db.prod.internal port=5432 user=app password=${password}`,
    // a password that was made for it, and a service of a compose file
    `postgresql://app:${password}@db:5432/app`,
  ])('%s', (text) => {
    expect(kinds(`URL = "${text}"`)).toEqual(['password in a connection string']);
  });

  test('a password in any other URL', () => {
    expect(kinds(`index-url = https://me:${password}@pypi.company.com/simple`)).toEqual(['password in a URL']);
  });

  test.each([
    'postgresql://app@db.prod.internal/app',
    'postgresql://postgres:postgres@db.prod.internal/app',
    `postgresql://app:${password}@localhost/app`,
    'postgresql://app:hunter2@db:5432/app',
    'postgresql://${USER}:${PASSWORD}@db.prod.internal/app',
    'f"postgresql://{user}:{password}@{host}/app"',
    'postgresql://user:password@host.company.com/app',
    'https://user:pass@github.com/a/b',
    'https://unpkg.com/react@18.2.0/umd',
    'https://example.com:8080/@scope/name',
    'Server=localhost;Database=a;Password=Passw0rd!',
    'Server=sql1.company.com;Database=a;Password=${PASSWORD}',
    'git@github.com:moby/buildkit.git',
    '"http://proxy:3128", "http://[::1]:80@x"',
  ])('%s gives nothing away', (text) => {
    expect(kinds(`URL = "${text}"`)).toEqual([]);
  });
});

describe('Azure', () => {
  const key = (length: number) =>
    Buffer.from(Array.from({ length }, (_, at) => (at * 197 + 31) % 256)).toString('base64');

  test.each([
    [`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${key(64)};`, 'Azure storage key'],
    [
      `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=r;SharedAccessKey=${key(32)}`,
      'Azure shared access key',
    ],
    [
      `https://a.blob.core.windows.net/c/f?sv=2022-11-02&se=2030-01-01&sr=b&sp=r&sig=${encodeURIComponent(key(32))}`,
      'Azure shared access signature',
    ],
    [`AZURE_OPENAI_API_KEY = "${'3f9c2b7a81d04e56'}${'b1c7d2e8f3a4950d'}"`, 'Azure OpenAI key'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  test('the key of the storage emulator is public', () => {
    const known = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUz' + 'FT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
    expect(kinds(`UseDevelopmentStorage;AccountKey=${known};`)).toEqual([]);
  });
});

describe('web tokens', () => {
  test.each([
    ['JSON Web Token', { sub: 'user-1', scope: 'all' }],
    ['Supabase service key', { iss: 'supabase', ref: 'abc', role: 'service_role' }],
    [
      'Kubernetes service account token',
      { iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'a' },
    ],
  ])('%s', (kind, claims) => {
    expect(kinds(`k = "${webToken(claims)}"`)).toEqual([kind]);
  });

  test.each([
    ['of every tutorial', { sub: '1234567890', name: 'John Doe', iat: 1516239022 }],
    ['that browsers get', { iss: 'supabase', ref: 'abc', role: 'anon' }],
  ])('%s is none', (_, claims) => {
    expect(kinds(`k = "${webToken(claims)}"`)).toEqual([]);
  });

  test('one in the documentation is an example', () => {
    expect(kinds(webToken({ sub: 'user-1', scope: 'all' }), '/app/README.md')).toEqual([]);
  });
});

describe('logins', () => {
  const login = base64(`me:${password}`);

  test.each([
    [JSON.stringify({ auths: { 'ghcr.io': { auth: login } } }), 'registry credentials'],
    [`.dockerconfigjson: ${base64(JSON.stringify({ auths: { 'ghcr.io': { auth: login } } }))}`, 'registry credentials'],
    [`//registry.company.com/:_auth=${login}`, 'registry credentials'],
    [`curl -H "Authorization: Basic ${login}" https://a`, 'credentials in a header'],
    [`headers = {"Authorization": "Bearer ${password}${password}"}`, 'credentials in a header'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  test.each([
    '{"auths": {"ghcr.io": {}}, "credsStore": "desktop"}',
    `{"auth": "${base64('user:password')}"}`,
    '{"auth": "required"}',
    'Authorization: Basic realm="a"',
    'Authorization: Bearer ${TOKEN}',
    'Authorization: Bearer YOUR_TOKEN_THAT_YOU_GOT_BEFORE',
    'a basic understanding of authentication',
  ])('%s holds none', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('values under names', () => {
  test.each([
    ['/app/.env', `COHERE_API_KEY=${'kX8f2LmQ9rTz4WvB'}${'7nYc3HsJ6dPg1KeA5uRo0iNt'}`, 'Cohere API key'],
    ['/app/a.py', `MISTRAL_API_KEY = "${'kX8f2LmQ9rTz4WvB'}${'7nYc3HsJ6dPg1KeA'}"`, 'Mistral API key'],
    ['/app/a.py', `client = Qdrant(api_key="x")\nQDRANT_API_KEY: str = "${password}${password}"`, 'Qdrant API key'],
    ['/app/a.ts', `const weaviateApiKey = '${password}${password}';`, 'Weaviate API key'],
    ['/app/a.yaml', `pinecone_api_key: ${'3f9c2b7a-81d0-4e56'}-${'b1c7-d2e8f3a4950d'}`, 'Pinecone API key'],
    ['/app/.env', `WANDB_API_KEY=${'3f9c2b7a81d04e56b1c7'}${'d2e8f3a4950d6e7f8a9b'}`, 'Weights & Biases API key'],
    [
      '/root/.aws/credentials',
      `aws_secret_access_key = ${'wJa7rXU0nFEMI/K7MDENG'}/${'bPxRfiCYzz9KEYkey'}`,
      'AWS secret access key',
    ],
    ['/app/settings.py', `SECRET_KEY = 'k$9f2-xW!q7${password}'`, 'value of SECRET_KEY'],
    ['/app/config.json', `{"db": {"password": "${password}"}}`, 'password'],
    ['/app/config.yaml', `  smtp_password: ${password}`, 'password'],
    ['/app/app.properties', `spring.datasource.password=${password}`, 'password'],
    [
      '/root/.npmrc',
      `//registry.npmjs.org/:_authToken=${'3f9c2b7a81d04e56'}${'b1c7d2e8f3a4950d'}`,
      'value of _authToken',
    ],
    ['/root/.pypirc', `password = ${password}`, 'password'],
    ['/root/.m2/settings.xml', `<password>${password}</password>`, 'password'],
    ['/app/a.java', `props.put("db.password", "${password}");`, 'password'],
  ])('in %s: %s', (name, text, kind) => {
    expect(kinds(text, name)).toEqual([kind]);
  });

  test.each([
    ['/app/.env', 'OPENAI_API_KEY=your-api-key-1'],
    ['/app/.env', 'TOKEN_URL=https://auth.company.com/v1/token2'],
    ['/app/.env', 'API_KEY_FILE=/run/secrets/key1'],
    ['/app/.env', 'API_KEY_VERSION=v2beta3x9Q'],
    ['/app/.env', `PUBLIC_KEY=${password}${password}`],
    ['/app/.env', `AWS_ACCESS_KEY_ID=${password}${password}`],
    ['/app/.env', 'JWT_SECRET=${JWT_SECRET_1}'],
    ['/app/a.py', 'token = get_token("user1")'],
    ['/app/a.py', 'API_KEY = os.environ["API_KEY_1"]'],
    ['/app/a.py', 'max_tokens: int = "4096tokens"'],
    ['/app/a.py', 'pad_token = "[PAD1]"'],
    ['/app/a.ts', "const tokenType = 'access_token_v2';"],
    ['/app/a.ts', "password: 'auth.errors.password_too_short_8'"],
    ['/app/a.yaml', 'secretName: my-app-tls-2'],
    ['/app/a.yaml', 'password_hash: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['/app/a.yaml', 'secret_id: 3f9c2b7a-81d0-4e56-b1c7-d2e8f3a4950d'],
    ['/app/package-lock.json', `"integrity-token": "${password}${password}"`],
    ['/app/README.md', `export API_KEY="${password}${password}"`],
    ['/app/tests/test_login.py', `PASSWORD = "${password}"`],
    ['/app/a.json', '"tokenizer": "meta-llama/Llama-3.3-70B"'],
    ['/app/a.json', `"integrity": "sha512-${password}${password}=="`],
  ])('not in %s: %s', (name, text) => {
    expect(kinds(text, name)).toEqual([]);
  });

  test('names say nothing where only forms count', () => {
    expect(findSecrets(`DB_PASSWORD='${password}'`, byFormOnly)).toEqual([]);
    expect(findSecrets(`DB_PASSWORD='${password}'`, plainText)).toHaveLength(1);
  });
});
