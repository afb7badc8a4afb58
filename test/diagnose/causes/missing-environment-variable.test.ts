import { describe, expect, test } from 'vitest';
import { missingEnvironmentVariable as cause } from '../../../src/diagnose/causes/missing-environment-variable.js';
import { anEnded, anEvidence, saying } from '../an-evidence.js';

const said: [language: string, name: string, lines: string[]][] = [
  [
    'Python',
    'DATABASE_URL',
    [
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 3, in <module>',
      "    url = os.environ['DATABASE_URL']",
      '  File "<frozen os>", line 717, in __getitem__',
      "KeyError: 'DATABASE_URL'",
    ],
  ],
  [
    'pydantic-settings',
    'OPENAI_API_KEY',
    [
      'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings',
      'openai_api_key',
      '  Field required [type=missing, input_value={}, input_type=dict]',
      '    For further information visit https://errors.pydantic.dev/2.11/v/missing',
    ],
  ],
  [
    'decouple',
    'SECRET_KEY',
    ['decouple.UndefinedValueError: SECRET_KEY not found. Declare it as envvar or define a default value.'],
  ],
  [
    'django-environ',
    'SECRET_KEY',
    ['django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY environment variable'],
  ],
  [
    'OpenAI',
    'OPENAI_API_KEY',
    [
      'openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
    ],
  ],
  [
    'Node.js',
    'SESSION_SECRET',
    [
      'Error: Missing required environment variable: SESSION_SECRET',
      '    at Object.<anonymous> (/app/main.js:3:31)',
      '',
      'Node.js v22.12.0',
    ],
  ],
  ['envconfig', 'API_TOKEN', ['2026/01/31 12:00:00 required key API_TOKEN missing value']],
  ['caarlos0/env', 'API_TOKEN', ['panic: env: required environment variable "API_TOKEN" is not set']],
  ['log.Fatal', 'API_TOKEN', ['2026/01/31 12:00:00 API_TOKEN must be set']],
  [
    'Spring',
    'DB_PASSWORD',
    [
      'Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder \'DB_PASSWORD\' in value "${DB_PASSWORD}"',
    ],
  ],
  [
    'Spring property',
    'SHOP_API_URL',
    ["Could not resolve placeholder 'shop.api-url' in value".replace('api-url', 'api.url')],
  ],
  [
    'Ruby',
    'STRIPE_KEY',
    [`main.rb:2:in 'Hash#fetch': key not found: "STRIPE_KEY" (KeyError)`, "\tfrom main.rb:2:in '<main>'"],
  ],
  [
    'Rails',
    'SECRET_KEY_BASE',
    [
      "ArgumentError: Missing `secret_key_base` for 'production' environment, set this string with `bin/rails credentials:edit`",
    ],
  ],
  [
    'Laravel',
    'APP_KEY',
    ['Illuminate\\Encryption\\MissingAppKeyException: No application encryption key has been specified.'],
  ],
  [
    'Rust',
    'BOT_TOKEN',
    [
      "thread 'main' panicked at src/main.rs:1:47:",
      'BOT_TOKEN must be set: NotPresent',
      'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
    ],
  ],
  ['dash', 'MODEL_NAME', ['/entry.sh: 3: MODEL_NAME: parameter not set']],
  ['bash', 'BUCKET', ['/entry.sh: line 2: BUCKET: unbound variable']],
  ['${NAME:?}', 'SLACK_TOKEN', ['/entry.sh: 2: SLACK_TOKEN: ask the team for it']],
  [
    'postgres',
    'POSTGRES_PASSWORD',
    [
      'Error: Database is uninitialized and superuser password is not specified.',
      '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.',
    ],
  ],
  [
    'mysql',
    'MYSQL_ROOT_PASSWORD',
    [
      '2026-01-31 12:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified',
      '    You need to specify one of the following as an environment variable:',
      '    - MYSQL_ROOT_PASSWORD',
    ],
  ],
];

describe('missing-environment-variable', () => {
  test.each(said)('%s: %s', (_language, name, lines) => {
    const weighed = cause.weigh(anEnded(1, lines));
    expect(weighed?.confidence).toBeGreaterThan(0.6);
    expect(weighed?.remedies[0]?.command).toContain(`-e ${name} `);
    expect(weighed?.remedies[0]?.description).toContain(`${name}: "\${${name}:?}"`);
  });

  test('the engine knows which variables there are, and that one is spelt almost so', () => {
    const environment = new Map([['DATABASE_URI', 'postgres://db/shop']]);
    const weighed = cause.weigh(anEnded(1, said[0]?.[2] ?? [], { settings: { environment } }));
    expect(weighed?.evidence[1]?.text).toBe('DATABASE_URL is not among its 1 variables; DATABASE_URI is');
  });

  test('several at once are given at once', () => {
    const weighed = cause.weigh(
      anEnded(1, [
        'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings',
        'openai_api_key',
        '  Field required [type=missing, input_value={}, input_type=dict]',
        'database_url',
        '  Field required [type=missing, input_value={}, input_type=dict]',
      ]),
    );
    expect(weighed?.remedies[0]?.command).toMatch(
      /-e (?:OPENAI_API_KEY -e DATABASE_URL|DATABASE_URL -e OPENAI_API_KEY) /,
    );
  });

  test('a variable that is set is not missing; one that is empty may well be', () => {
    const lines = said[0]?.[2] ?? [];
    const given = (value: string) => ({ settings: { environment: new Map([['DATABASE_URL', value]]) } });
    expect(cause.weigh(anEnded(1, lines, given('***')))?.confidence).toBeLessThan(0.2);
    expect(cause.weigh(anEnded(1, lines, given('')))?.confidence).toBeGreaterThan(0.8);
  });

  test.each([
    ['a key of some dictionary', ['    return prices[item]', "KeyError: 'apple'"]],
    [
      'a request that lacks a field',
      [
        'pydantic_core._pydantic_core.ValidationError: 1 validation error for OrderRequest',
        'quantity',
        '  Field required [type=missing, input_value={}, input_type=dict]',
      ],
    ],
    ['a constant that is required', ['Field NAME is required']],
  ])('not sure of %s', (_what, lines) => {
    expect(cause.weigh(anEnded(1, lines))?.confidence ?? 0).toBeLessThan(0.5);
  });

  test.each(said)('a running container that merely logged it stays below 0.2: %s', (_language, _name, lines) => {
    expect(cause.weigh(anEvidence({ logs: saying(...lines) }))?.confidence ?? 0).toBeLessThan(0.2);
  });
});
