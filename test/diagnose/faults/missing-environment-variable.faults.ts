import { defineFaults } from './fault.js';
import {
  goProgram,
  javaProgram,
  nodeProgram,
  phpProgram,
  pythonProgram,
  rubyProgram,
  rustProgram,
  shellScript,
} from './programs.js';

export const faults = defineFaults(
  {
    id: 'python-environ-key-error',
    title: "os.environ['DATABASE_URL'] of a variable that is not set",
    language: 'python',
    cause: 'missing-environment-variable',
    quick: true,
    start: (scene) => scene.run(...pythonProgram("import os\nprint('starting')\nurl = os.environ['DATABASE_URL']\n")),
  },
  {
    id: 'pydantic-settings',
    title: 'pydantic-settings: two required fields have no variable',
    language: 'python',
    cause: 'missing-environment-variable',
    start: async (scene) => {
      const image = await scene.image(
        'FROM python:3.13-slim\nRUN pip install --no-cache-dir --disable-pip-version-check -q pydantic-settings\n',
      );
      return scene.run(
        ...pythonProgram(
          `
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    openai_api_key: str
    database_url: str
settings = Settings()
`,
          { Image: image },
        ),
      );
    },
  },
  {
    id: 'node-required-variable',
    title: 'A Node.js service checks its variables itself',
    language: 'node',
    cause: 'missing-environment-variable',
    start: (scene) =>
      scene.run(
        ...nodeProgram(`
for (const name of ['SESSION_SECRET', 'REDIS_URL'])
  if (!process.env[name]) throw new Error('Missing required environment variable: ' + name);
`),
      ),
  },
  {
    id: 'go-fatal-variable',
    title: 'log.Fatal of a variable that is not set',
    language: 'go',
    cause: 'missing-environment-variable',
    start: async (scene) =>
      scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "os")
func main() {
	if os.Getenv("API_TOKEN") == "" { log.Fatal("API_TOKEN must be set") }
}`,
        )),
      ),
  },
  {
    id: 'java-variable',
    title: 'A Java service stops without its variable',
    language: 'java',
    cause: 'missing-environment-variable',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          `class Main { public static void main(String[] a) {
  String url = System.getenv("JDBC_URL");
  if (url == null) throw new IllegalStateException("Environment variable JDBC_URL is not set");
} }`,
        )),
      ),
  },
  {
    id: 'ruby-env-fetch',
    title: 'ENV.fetch of a variable that is not set',
    language: 'ruby',
    cause: 'missing-environment-variable',
    start: async (scene) => scene.run(...(await rubyProgram(scene, "puts 'boot'\nkey = ENV.fetch('STRIPE_KEY')\n"))),
  },
  {
    id: 'php-variable',
    title: 'A PHP script throws for a variable that is not set',
    language: 'php',
    cause: 'missing-environment-variable',
    start: async (scene) =>
      scene.run(
        ...(await phpProgram(
          scene,
          'if (getenv("MAIL_DSN") === false) throw new RuntimeException("MAIL_DSN is not set");',
        )),
      ),
  },
  {
    id: 'rust-variable',
    title: 'std::env::var(...).expect of a variable that is not set',
    language: 'rust',
    cause: 'missing-environment-variable',
    start: async (scene) =>
      scene.run(
        ...(await rustProgram(
          scene,
          'fn main() { let t = std::env::var("BOT_TOKEN").expect("BOT_TOKEN must be set"); println!("{}", t.len()); }',
        )),
      ),
  },
  {
    id: 'shell-set-u',
    title: 'set -u in a script of dash',
    language: 'shell',
    cause: 'missing-environment-variable',
    quick: true,
    start: (scene) => scene.run(...shellScript('set -eu\necho "serving $MODEL_NAME"')),
  },
  {
    id: 'bash-set-u',
    title: 'set -u in a script of bash',
    language: 'shell',
    cause: 'missing-environment-variable',
    start: (scene) =>
      scene.run(
        { Image: 'debian:trixie-slim', Entrypoint: ['bash', '/entry.sh'] },
        { '/entry.sh': 'set -euo pipefail\necho "to $BUCKET"\n' },
      ),
  },
  {
    id: 'shell-colon-question',
    title: '${NAME:?message} in a script',
    language: 'shell',
    cause: 'missing-environment-variable',
    start: (scene) => scene.run(...shellScript(': "${SLACK_TOKEN:?ask the team for it}"')),
  },
  {
    id: 'postgres-password',
    title: 'postgres without POSTGRES_PASSWORD',
    language: null,
    cause: 'missing-environment-variable',
    quick: true,
    start: (scene) => scene.run({ Image: 'postgres:16' }),
  },
);
