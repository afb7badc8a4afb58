import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../src/secrets/secret-name.js';
import { isSecretValue } from '../../src/secrets/secret-value.js';
import { type Files, project, requirements } from './project.js';

async function variables(text: string, files: Files = {}) {
  const found = await project({
    ...requirements('fastapi'),
    'main.py': `${text}\nfrom fastapi import FastAPI\napp = FastAPI()\n`,
    ...files,
  });
  return found.environment.map(
    ({ name, default: value, required, secret }) =>
      `${name}${value === undefined ? '' : `=${value}`}${required ? ' required' : ''}${secret ? ' secret' : ''}`,
  );
}

describe('environment variables', () => {
  it('of the os module', async () => {
    expect(
      await variables(
        [
          'import os',
          'from os import environ, getenv as g',
          'A = os.environ["A_URL"]',
          'B = os.environ.get("B", "b")',
          'C = os.getenv("C")',
          'D = g("D", default="d")',
          'E = environ["E"]',
          'PORT = int(os.getenv("PORT", 8000))',
          'F = os.getenv("F") or "fallback"',
          'G = bool(os.environ.get("G", False))',
          'H = os.environ.get("HOME")',
          'K = os.environ["OPENAI_API_KEY"]',
          'L = os.getenv("DB_PASSWORD", "hunter2")',
          'M = os.getenv("BROKER", "amqp://guest:guest@localhost")',
          'os.environ["WRITTEN"] = "1"',
        ].join('\n'),
      ),
    ).toEqual([
      'A_URL required',
      'B=b',
      'BROKER secret',
      'C',
      'D=d',
      'DB_PASSWORD secret',
      'E required',
      'F=fallback',
      'G=false',
      'OPENAI_API_KEY required secret',
      'PORT=8000',
    ]);
  });

  it('is not required where the code goes on without it', async () => {
    expect(
      await variables(
        'import os\ntry:\n    A = os.environ["A"]\nexcept KeyError:\n    A = None\nif "B" in os.environ:\n    B = os.environ["B"]\ntry:\n    C = os.environ["C"]\nexcept ValueError:\n    pass\nD = os.environ["D"]\nd = os.getenv("D", "x")',
      ),
    ).toEqual(['A', 'B', 'C required', 'D=x']);
  });

  it('of pydantic settings', async () => {
    expect(
      await variables(
        [
          'from typing import Literal, ClassVar, Optional',
          'from pydantic import AliasChoices, Field, SecretStr',
          'from pydantic_settings import BaseSettings, SettingsConfigDict',
          'class Base(BaseSettings):',
          '    model_config = SettingsConfigDict(env_prefix="app_", env_file=".env")',
          'class Settings(Base):',
          '    name: str = "demo"',
          '    debug: bool = False',
          '    needed: str',
          '    ellipsis: int = Field(...)',
          '    pool: int = Field(5, ge=1)',
          '    level: Literal["a"] = Field(default="a")',
          '    hidden: SecretStr = SecretStr("x")',
          '    maybe: Optional[str] = None',
          '    other: str = Field("x", validation_alias="OTHER_NAME")',
          '    choice: str = Field(validation_alias=AliasChoices("FIRST", "SECOND"))',
          '    CONSTANT: ClassVar[int] = 1',
          'class Plain:',
          '    no: str = "x"',
          'settings = Settings()',
        ].join('\n'),
      ),
    ).toEqual([
      'APP_DEBUG=false',
      'APP_ELLIPSIS required',
      'APP_HIDDEN secret',
      'APP_LEVEL=a',
      'APP_MAYBE',
      'APP_NAME=demo',
      'APP_NEEDED required',
      'APP_POOL=5',
      'FIRST required',
      'OTHER_NAME=x',
    ]);
    expect(
      await variables(
        'from pydantic import BaseSettings\nclass S(BaseSettings):\n    Url: str\n    class Config:\n        env_prefix = "X_"\n        case_sensitive = True\n',
      ),
    ).toEqual(['X_Url required']);
  });

  it('of decouple, django-environ, environs and starlette', async () => {
    expect(
      await variables('from decouple import config\nA = config("A", default=1, cast=int)\nB = config("B")'),
    ).toEqual(['A=1', 'B required']);
    expect(
      await variables(
        'import environ\nenv = environ.Env()\nA = env("A")\nB = env.int("B", default=3)\nC = env.bool("C", False)',
      ),
    ).toEqual(['A required', 'B=3', 'C=false']);
    expect(await variables('from environs import Env\nenv = Env()\nA = env.str("A", "x")')).toEqual(['A=x']);
    expect(
      await variables(
        'from starlette.config import Config\nconfig = Config(".env")\nA = config("A", cast=bool, default=False)\nB = config("B")',
      ),
    ).toEqual(['A=false', 'B required']);
  });

  it('of functions of the project that read them, and of database URLs', async () => {
    expect(
      await variables(
        'import os\nimport dj_database_url\ndef get_env(key, default=None):\n    value = os.getenv(key)\n    return default if value is None else value\nA = get_env("A", "x")\nB = get_env("B")\nD = dj_database_url.config(conn_max_age=60)',
      ),
    ).toEqual(['A=x', 'B', 'DATABASE_URL secret']);
  });

  it('of .env.example, without placeholders and never of .env', async () => {
    expect(
      await variables('import os\nA = os.getenv("A")', {
        '.env': 'REAL=secret\n',
        '.env.example':
          '# note\nexport LOG_LEVEL=INFO # comment\nA=1\nAPI_KEY=sk-123\nURL="https://x.example/a#b"\nNAME=<your-name>\nEMPTY=\nTOKEN_LIMIT=5\n=broken\n',
      }),
    ).toEqual(['A', 'API_KEY secret', 'EMPTY', 'LOG_LEVEL=INFO', 'NAME', 'TOKEN_LIMIT=5', 'URL=https://x.example/a#b']);
  });

  it('are those of the files that the service runs', async () => {
    const files = {
      'used.py': 'import os\nX = os.environ["USED"]\n',
      'unused.py': 'import os\nX = os.environ["UNUSED"]\n',
      'tests/test_x.py': 'import os\nX = os.environ["TEST"]\n',
      'scripts/seed.py': 'import os\nX = os.environ["SEED"]\n',
    };
    expect(await variables('import used', files)).toEqual(['USED required']);
  });

  it.each([
    'API_KEY',
    'SECRET_KEY',
    'DATABASE_URL',
    'REDIS_URL',
    'STRIPE_WEBHOOK_SECRET',
    'github_token',
    'DB_PASS',
    'SENTRY_DSN',
    'AWS_SECRET_ACCESS_KEY',
    'PRIVATE_KEY',
    'MONGO_URI',
    'POSTGRES_PASSWORD',
    'HF_TOKEN',
    'JWT_SECRET',
    'AZURE_STORAGE_CONNECTION_STRING',
  ])('%s is secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'PUBLIC_KEY',
    'VAPID_PUBLIC_KEY',
    'API_KEY_FILE',
    'SECRET_NAME',
    'MAX_TOKENS',
    'TOKENIZERS_PARALLELISM',
    'OPENAI_MAX_TOKENS',
    'ACCESS_TOKEN_EXPIRE_MINUTES',
    'MONKEY',
    'KEYBOARD',
    'LOG_LEVEL',
    'BASE_URL',
    'PASSWORD_MIN_LENGTH',
    'TOKEN_LIMIT',
    'NEXT_PUBLIC_URL',
    'API_URL',
    'AUTH_ENABLED',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('knows values that carry credentials', () => {
    expect(isSecretValue('postgresql://user:pw@host/db')).toBe(true);
    expect(isSecretValue('sk-abcdefghijklmnop')).toBe(true);
    expect(isSecretValue('postgresql://host/db')).toBe(false);
    expect(isSecretValue('gpt-4o')).toBe(false);
  });
});
