import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { defaultRuleSettings, type RuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { practiceRules } from '../../../src/audit/dockerfile/rules/practice/practice-rules.js';
import type { Finding } from '../../../src/audit/finding.js';

function findings(text: string, rule: string, settings: Partial<RuleSettings> = {}): Finding[] {
  const rules = practiceRules.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return lintDockerfile(text, rules, { ...defaultRuleSettings, ...settings });
}

/** Lines at which a rule speaks. */
const lines = (rule: string, text: string, settings: Partial<RuleSettings> = {}) =>
  findings(text, rule, settings).map(({ line }) => line);

/** Which of these instructions a rule speaks about, each in a file of its own. */
const caught = (
  rule: string,
  instructions: readonly string[],
  before = 'FROM base:1',
  settings: Partial<RuleSettings> = {},
) => instructions.filter((instruction) => findings(`${before}\n${instruction}\n`, rule, settings).length > 0);

// made up, in the form of the issuers
const githubToken = `ghp_${'aB3dE5gH7jK9mN1pQ4sT6vW8yZ0cF2xR5uL7'}`;
const generated = 'q8Zr2mWn5tYb7xKd';

describe('secrets in variables', () => {
  const environment = [
    `ENV GITHUB_TOKEN=${generated}`,
    `ENV DB_PASSWORD=12345678`,
    `ENV COMPOSER_AUTH='{"github-oauth":{"github.com":"${generated}"}}'`,
    `ENV npmToken=${generated}`,
    `ENV AWS_ACCESS_KEY_ID=${generated}`,
    `ENV A=1 STORE_API_KEY=${generated}`,
    `ENV STORE_API_KEY ${generated}`,
    `ENV HARMLESS=${githubToken}`,
    `ENV PIP_INDEX_URL=https://bot:${generated}@pypi.company.io/simple`,
    `ENV DATABASE_URL=postgresql://app:${generated}@db.company.io/app`,
  ];

  test('of ENV', () => {
    expect(caught('secret-in-environment', environment)).toEqual(environment);
  });

  test('of ENV that come from a build argument', () => {
    expect(lines('secret-in-environment', 'FROM a:1\nARG TOKEN\nENV TOKEN=$TOKEN\n')).toEqual([3]);
    expect(lines('secret-in-environment', 'FROM a:1\nENV TOKEN=$TOKEN\n')).toEqual([]);
    expect(lines('secret-placeholder', 'FROM a:1\nENV TOKEN=$TOKEN\n')).toEqual([2]);
  });

  test('are not names of what is public, elsewhere or about a secret', () => {
    const harmless = [
      'ENV PUBLIC_KEY=abcdef0123',
      'ENV NEXT_PUBLIC_API_KEY=abcdef0123',
      'ENV TOKEN_FILE=/run/secrets/token',
      'ENV SECRET_VERSION=3',
      'ENV AUTH_MODULE_VERSION=1.2.3',
      'ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
      'ENV NGINX_GPGKEY=573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62',
      'ENV MAX_TOKENS=4096',
      'ENV TOKENIZERS_PARALLELISM=false',
      'ENV MYSQL_ALLOW_EMPTY_PASSWORD=yes',
      'ENV POSTGRES_HOST_AUTH_METHOD=trust',
      'ENV AUTH_ENABLED=true',
      'ENV SSH_KEY=/root/.ssh/id_ed25519',
      'ENV SORT_KEY=name',
      'ENV PWD=/srv',
      'ENV KEYCLOAK_URL=https://id.company.io',
      'ENV REDIS_URL=redis://cache:6379/0',
      'ENV MONKEY=banana',
    ];
    for (const rule of ['secret-in-environment', 'secret-placeholder']) expect(caught(rule, harmless)).toEqual([]);
    expect(
      caught(
        'secret-in-build-argument',
        harmless.map((line) => line.replace('ENV', 'ARG')),
      ),
    ).toEqual([]);
  });

  test('without a value are for the strict profile', () => {
    const empty = ['ENV API_KEY=', 'ENV API_KEY="changeme"', 'ENV POSTGRES_PASSWORD=postgres'];
    expect(caught('secret-in-environment', empty)).toEqual([]);
    expect(caught('secret-placeholder', empty)).toEqual(empty);
  });

  test('of ARG, before FROM and in a trigger too', () => {
    expect(
      lines(
        'secret-in-build-argument',
        'ARG NPM_TOKEN\nFROM a:1\nARG SSH_PRIVATE_KEY=\nARG NODE_ENV\nONBUILD ARG DB_PASSWORD\n',
      ),
    ).toEqual([1, 3, 5]);
  });

  test('are never shown', () => {
    for (const line of environment)
      for (const { message } of findings(`FROM a:1\n${line}\n`, 'secret-in-environment')) {
        expect(message).not.toContain(generated);
        expect(message).not.toContain(githubToken);
      }
  });

  test('are placed on the name', () => {
    const [finding] = findings(`FROM a:1\nENV A=1 \\\n  API_KEY=${generated}\n`, 'secret-in-environment');
    expect([finding?.line, finding?.column, finding?.endColumn]).toEqual([3, 3, 10]);
  });
});

describe('secret-in-run', () => {
  const written = [
    `RUN curl -H "Authorization: Bearer ${generated}" https://a.company.io`,
    `RUN curl --header='PRIVATE-TOKEN: ${generated}' https://a.company.io`,
    `RUN curl -u bot:${generated} https://a.company.io`,
    `RUN pip install --index-url https://bot:${generated}@pypi.company.io/simple x`,
    `RUN git clone https://oauth2:${githubToken}@github.com/a/b`,
    `RUN export API_TOKEN=${generated} && make`,
    `RUN API_TOKEN=${generated} make`,
    `RUN echo "//npm.example.com/:_authToken=${generated}" > ~/.npmrc`,
    `RUN npm config set //npm.example.com/:_authToken ${generated}`,
    `RUN docker login -u me -p ${generated}`,
    `RUN wget --password=${generated} https://a.company.io`,
    `RUN tool --api-key ${generated}`,
    `RUN echo ${githubToken} > /token`,
    `CMD ["tool", "--token=${generated}"]`,
    `COPY <<EOF /app/settings.toml\ntoken = "${githubToken}"\nEOF`,
    'RUN aws configure set aws_secret_access_key $KEY',
    'RUN gcloud auth activate-service-account --key-file=/key.json',
    'RUN az login --service-principal -u id -p $PASSWORD',
    'RUN echo "//npm.example.com/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci',
  ];

  test('names what is written out or kept', () => {
    expect(caught('secret-in-run', written)).toEqual(written);
  });

  test('says each once and shows none', () => {
    for (const line of written) {
      const found = findings(`FROM a:1\n${line}\n`, 'secret-in-run');
      expect(found, line).toHaveLength(1);
      expect(found[0]?.message).not.toContain(generated);
      expect(found[0]?.message).not.toContain(githubToken);
    }
  });

  test('leaves what a variable, a mount or a placeholder brings', () => {
    const harmless = [
      'RUN --mount=type=secret,id=t,env=TOKEN curl -H "Authorization: Bearer $TOKEN" https://a.company.io',
      'RUN curl -H "Authorization: Bearer $(cat /run/secrets/token)" https://a.company.io',
      'RUN curl -H "Accept: application/json" https://a.company.io',
      'RUN git clone https://${TOKEN}@github.com/a/b',
      'RUN --mount=type=secret,id=aws aws configure set aws_access_key_id $(cat /run/secrets/aws)',
      'RUN echo "//npm.example.com/:_authToken=${NPM_TOKEN}" > .npmrc && npm ci && rm -f .npmrc',
      "RUN echo '//npm.example.com/:_authToken=${NPM_TOKEN}' > .npmrc",
      'RUN export PATH=/opt/bin:$PATH KEYBOARD=us',
      'RUN SECRET_KEY=dummy python manage.py collectstatic --noinput',
      'RUN psql postgresql://postgres:postgres@localhost/test',
      'RUN keytool -importcert -storepass changeit -noprompt',
      'RUN tool --password-stdin --token "$TOKEN"',
      'RUN docker login --username me --password-stdin',
      'RUN adduser --disabled-password app',
      'RUN echo "abc0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd  a.tgz" | sha256sum -c -',
    ];
    expect(caught('secret-in-run', harmless)).toEqual([]);
  });
});

describe('credential-file-copied', () => {
  test('names files by their names', () => {
    const named = [
      'COPY id_rsa /root/.ssh/',
      'ADD ["deploy/.aws/credentials", "/root/.aws/"]',
      'COPY .npmrc package.json ./',
      'COPY ./config $AWS_CONFIG_FILE',
      'COPY . .\nENV GOOGLE_APPLICATION_CREDENTIALS=./key.json',
      'WORKDIR /srv\nCOPY secrets/ secrets/\nENV GOOGLE_APPLICATION_CREDENTIALS=/srv/secrets/key.json',
    ];
    expect(caught('credential-file-copied', named)).toEqual(named);
  });

  test('leaves examples, public keys, tests and mounts', () => {
    const harmless = [
      'COPY .env.example .env.template /app/',
      'COPY id_rsa.pub /root/.ssh/authorized_keys',
      'COPY tests/fixtures/id_rsa /tests/',
      'COPY --from=build /app/.env /app/',
      'COPY package.json .npmrc* ./\nFROM base:1',
      'ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/key.json\nCOPY . /app',
      'COPY .envoy.yaml /etc/',
    ];
    expect(caught('credential-file-copied', harmless)).toEqual([]);
  });

  test('knows what a folder takes along', () => {
    const contextFiles = ['.env', 'main.py', 'deploy/id_ed25519', 'tests/id_rsa'];
    const text = 'FROM a:1\nCOPY . /app\nCOPY deploy /deploy\nCOPY main.py /app\n';
    expect(lines('credential-file-copied', text, { contextFiles })).toEqual([2, 3]);
    expect(lines('environment-file-copied', text, { contextFiles })).toEqual([2]);
    const credentialFiles = new Map([['.env', true]]);
    expect(lines('credential-file-copied', text, { contextFiles, credentialFiles })).toEqual([2, 2, 3]);
    expect(lines('credential-file-copied', text, { contextFiles, ignoreFile: '.env\ndeploy\n' })).toEqual([]);
    expect(lines('credential-file-copied', text)).toEqual([]);
  });
});

describe('development-server', () => {
  const rule = 'development-server';

  test('names what starts one in the image to deploy', () => {
    const named = [
      'CMD ["uvicorn", "main:app", "--reload"]',
      'CMD python manage.py runserver 0.0.0.0:8000',
      'CMD ["flask", "run", "--debug"]',
      'CMD ["python", "-m", "flask", "--app", "a", "run"]',
      'CMD ["fastapi", "dev", "main.py"]',
      'ENV NODE_ENV=development\nCMD ["node", "a.js"]',
      'ENV FLASK_ENV=development',
      'ENV FLASK_DEBUG=1',
    ];
    expect(caught(rule, named)).toEqual(named);
  });

  test('leaves production, stages for development and what is set again alone', () => {
    const harmless = [
      'CMD ["uvicorn", "main:app"]',
      'RUN python manage.py runserver --help',
      'CMD ["python", "manage.py", "migrate"]',
      'ENV NODE_ENV=production',
      'ENV NODE_ENV=development\nENV NODE_ENV=production',
      'CMD ["flask", "db", "upgrade"]',
    ];
    expect(caught(rule, harmless)).toEqual([]);
    expect(lines(rule, 'FROM a:1 AS dev\nENV NODE_ENV=development\nCMD ["uvicorn", "a:b", "--reload"]\n')).toEqual([]);
    expect(lines(rule, 'FROM a:1 AS x\nENV NODE_ENV=development\nFROM a:1\nCMD ["node", "a.js"]\n')).toEqual([]);
  });
});

describe('environment files', () => {
  const copies = ['COPY .env /app/', 'COPY package.json .env.production /app/', 'COPY .env* /app/'];
  const about = (holds: boolean) => ({
    credentialFiles: new Map([
      ['.env', holds],
      ['.env.production', holds],
    ]),
  });

  test('that nobody could read are a warning', () => {
    expect(caught('environment-file-copied', copies)).toEqual(copies);
    expect(caught('credential-file-copied', copies)).toEqual([]);
    expect(findings(`FROM a:1\n${copies[0]}\n`, 'environment-file-copied')[0]?.severity).toBe('warning');
  });

  test('with secrets are an error', () => {
    expect(caught('credential-file-copied', copies, 'FROM a:1', about(true))).toEqual(copies);
    expect(caught('environment-file-copied', copies, 'FROM a:1', about(true))).toEqual([]);
  });

  test('with plain settings are nothing', () => {
    for (const rule of ['credential-file-copied', 'environment-file-copied'])
      expect(caught(rule, copies, 'FROM a:1', about(false))).toEqual([]);
  });
});

describe('layer-cache-order', () => {
  test.each<[language: string, wrong: string]>([
    ['Python', 'COPY . .\nRUN pip install --no-cache-dir -r requirements.txt'],
    ['Python', 'COPY requirements.txt main.py ./\nRUN python -m pip install -r requirements.txt'],
    ['Python', 'COPY pyproject.toml uv.lock ./\nCOPY src src\nRUN uv sync --locked --no-dev'],
    ['Python', 'COPY ["./", "/app/"]\nRUN poetry install --only main'],
    ['Node.js', 'COPY . .\nRUN npm ci && npm run build'],
    ['Node.js', 'COPY frontend/ ./\nRUN yarn'],
    ['Node.js', 'ADD . /app\nRUN pnpm install --frozen-lockfile'],
    ['Go', 'COPY . .\nRUN go mod download\nRUN go build ./...'],
    ['Rust', 'COPY . .\nRUN cargo build --release'],
    ['Java', 'COPY . .\nRUN ./mvnw -B package'],
    ['Java', 'COPY . .\nRUN gradle bootJar'],
    ['Ruby', 'COPY . .\nRUN bundle install'],
    ['PHP', 'COPY . .\nRUN composer install --no-dev'],
    ['.NET', 'COPY . .\nRUN dotnet publish -c Release -o /out'],
  ])('%s: %s', (language, wrong) => {
    const found = findings(`FROM base:1\nWORKDIR /app\n${wrong}\n`, 'layer-cache-order');
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(`all ${language} dependencies`);
  });

  test.each([
    'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .',
    'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install -r requirements.txt',
    'COPY . .\nRUN pip install .',
    'COPY . .\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt',
    'RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --no-install-project\nCOPY . .\nRUN uv sync',
    'COPY requirements/ requirements/\nRUN pip install -r requirements/prod.txt',
    'COPY package*.json prisma/ ./\nRUN npm ci\nCOPY . .\nRUN npm run build',
    'COPY package.json yarn.lock ./\nCOPY patches patches\nRUN yarn install --frozen-lockfile',
    'COPY . .\nRUN npm install -g serve && npm run build',
    'COPY --from=prune /app/out/json/ .\nRUN npm ci',
    'COPY . .\nRUN go build -o /app',
    'COPY . .\nRUN make',
    'ADD https://a.example/src.tgz /src\nRUN npm ci',
    'COPY *.csproj ./\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish --no-restore',
    'COPY --from=planner /app/recipe.json .\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release',
  ])('is right in %j', (right) => {
    expect(lines('layer-cache-order', `FROM base:1\n${right}\n`)).toEqual([]);
  });

  test('knows an install in the stage below', () => {
    const text = 'FROM a:1 AS deps\nCOPY package.json .\nRUN npm ci\nFROM deps\nCOPY . .\nRUN npm ci --omit=dev\n';
    expect(lines('layer-cache-order', text)).toEqual([]);
  });

  test('asks the context whether a Go module has dependencies', () => {
    const text = 'FROM golang:1.25\nCOPY . .\nRUN go build -o /app\n';
    expect(lines('layer-cache-order', text, { contextFiles: ['go.mod', 'main.go'] })).toEqual([]);
    expect(lines('layer-cache-order', text, { contextFiles: ['go.mod', 'go.sum', 'main.go'] })).toEqual([2]);
    expect(lines('layer-cache-order', text, { contextFiles: ['go.sum', 'vendor/modules.txt'] })).toEqual([]);
  });
});

describe('unused-stage', () => {
  test.each<[text: string, unused: number[]]>([
    ['FROM a AS builder\nFROM b\nCOPY --from=builder /x /x', []],
    ['FROM a AS builder\nFROM b\nCOPY --from=0 /x /x', []],
    ['FROM a AS builder\nFROM b\nRUN --mount=type=bind,from=Builder,target=/x y', []],
    ['FROM a AS builder\nFROM builder', []],
    ['FROM a AS builder\nFROM b\nCOPY x /x', [1]],
    ['FROM a\nFROM b', [1]],
    ['FROM a AS test\nFROM b', []],
    ['FROM a AS builder\nFROM b AS test\nCOPY --from=builder /x /x\nFROM c', []],
    ['FROM a AS deps\nFROM deps AS builder\nFROM b', [1, 2]],
    ['ARG FROM_STAGE\nFROM a AS builder\nFROM $FROM_STAGE', []],
    ['FROM a', []],
  ])('%j', (text, unused) => {
    expect(lines('unused-stage', `${text}\n`)).toEqual(unused);
  });
});

describe('copy-ignored-file', () => {
  const copy = (path: string) => `FROM a:1\nCOPY ${path} /x/\n`;
  test.each<[ignoreFile: string, path: string, fires: boolean]>([
    ['dist', 'dist', true],
    ['dist', './dist/', true],
    ['dist', 'dist/index.html', true],
    ['**/*.md', 'docs/README.md', true],
    ['dist\n!dist', 'dist', false],
    ['dist\n!dist/index.html', 'dist', false],
    ['dist\n!dist/index.html', 'dist/index.html', false],
    ['dist\n!dist/index.html', 'dist/app.js', true],
    ['*', '.', true],
    ['*\n!src', '.', false],
    ['.*', '.', false],
    ['dist', 'dist*', false],
    ['dist', '--from=build dist', false],
    ['dist', '$WHERE', false],
    ['dist', 'https://a.example/dist', false],
    ['[', 'dist', false],
    ['', 'dist', false],
  ])('%j and COPY %s', (ignoreFile, path, fires) => {
    expect(lines('copy-ignored-file', copy(path), { ignoreFile })).toEqual(fires ? [2] : []);
  });

  test('says nothing without one', () => {
    expect(lines('copy-ignored-file', copy('dist'))).toEqual([]);
  });

  test('leaves here-documents and triggers', () => {
    const text = 'FROM a:1\nCOPY <<dist /x\nhello\ndist\nONBUILD COPY dist /x\n';
    expect(lines('copy-ignored-file', text, { ignoreFile: 'dist\n<<dist' })).toEqual([]);
  });
});

describe('signals-lost', () => {
  test('names shells and package managers that stay in front', () => {
    const lost = [
      'CMD ["npm", "start"]',
      'CMD ["yarn", "run", "start:prod"]',
      'ENTRYPOINT ["tini", "--", "npm", "start"]',
      'CMD ["sh", "-c", "uvicorn main:app --port $PORT"]',
      'ENTRYPOINT ["/bin/sh", "-c", "cd /app && node server.js"]',
      'CMD ["bash", "-c", "migrate && gunicorn app:app"]',
      'CMD uvicorn main:app --port $PORT',
      'CMD migrate && node server.js',
      'CMD node server.js | tee /var/log/app.log',
      'SHELL ["/bin/sh", "-ec"]\nCMD node server.js',
      'COPY <<EOF /start.sh\n#!/bin/sh\nmigrate\nnode server.js\nEOF\nENTRYPOINT ["/start.sh"]',
    ];
    expect(caught('signals-lost', lost)).toEqual(lost);
  });

  test('leaves what hands over, answers itself or ends at once', () => {
    const fine = [
      'CMD ["node", "server.js"]',
      'CMD ["sh", "-c", "exec uvicorn main:app --port $PORT"]',
      'CMD migrate && exec node server.js',
      'CMD ["sh", "-c", "trap stop TERM; node server.js & wait"]',
      'CMD ["bash", "-c", "node server.js"]',
      'CMD ["bash"]',
      'CMD node server.js',
      'CMD echo "$HELLO"',
      'ENTRYPOINT ["dumb-init", "--", "npm", "start"]',
      'CMD ["npm", "run", "dev"]',
      'CMD ["npm", "run", "build"]',
      'ENTRYPOINT ["/entrypoint.sh"]\nCMD ["node", "server.js"]',
      'COPY <<EOF /start.sh\n#!/bin/sh\nmigrate\nexec "$@"\nEOF\nENTRYPOINT ["/start.sh"]\nCMD ["node", "server.js"]',
      'CMD ["npm", "start"]\nCMD ["node", "server.js"]',
    ];
    expect(caught('signals-lost', fine)).toEqual([]);
  });

  test('judges the stage that is built, with what it inherits', () => {
    expect(lines('signals-lost', 'FROM a AS base\nCMD ["npm", "start"]\nFROM base\nUSER 1\n')).toEqual([2]);
    expect(
      lines('signals-lost', 'FROM a AS base\nCMD ["npm", "start"]\nFROM base\nENTRYPOINT ["node", "x.js"]\n'),
    ).toEqual([]);
    expect(lines('signals-lost', 'FROM a AS base\nCMD ["npm", "start"]\nFROM b\nCMD ["x"]\n')).toEqual([]);
    expect(lines('signals-lost', 'FROM a AS dev\nCMD ["npm", "start"]\n')).toEqual([]);
  });
});

describe('bound-to-loopback', () => {
  test('names servers that nobody reaches', () => {
    const unreachable = [
      'CMD ["uvicorn", "main:app"]',
      'CMD ["uvicorn", "main:app", "--host", "127.0.0.1"]',
      'CMD ["python", "-m", "uvicorn", "main:app", "--host=localhost"]',
      'CMD ["uv", "run", "--no-sync", "uvicorn", "main:app"]',
      'CMD exec uvicorn main:app --port $PORT',
      'CMD ["sh", "-c", "exec flask run --port $PORT"]',
      'CMD ["flask", "--app", "x", "run"]',
      'CMD ["gunicorn", "app:app"]',
      'CMD ["gunicorn", "-b", "127.0.0.1:8000", "app:app"]',
      'CMD ["hypercorn", "main:app"]',
      'CMD ["python", "manage.py", "runserver"]',
      'ENTRYPOINT ["python"]\nCMD ["manage.py", "runserver", "8000"]',
      'CMD ["fastapi", "dev", "main.py"]',
      'CMD ["streamlit", "run", "app.py", "--server.address=localhost"]',
      'CMD ["vite", "preview", "--host", "127.0.0.1"]',
      'CMD ["next", "start", "-H", "localhost"]',
      'CMD ["php", "-S", "localhost:8000"]',
      'CMD ["mlflow", "server"]',
      'ENV ASPNETCORE_URLS=http://localhost:5000\nCMD ["dotnet", "api.dll"]',
      'ENV FLASK_RUN_HOST=127.0.0.1\nCMD ["flask", "run"]',
      'ENTRYPOINT ["tini", "--"]\nCMD ["uvicorn", "main:app"]',
      'ENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["uvicorn", "main:app"]',
    ];
    expect(caught('bound-to-loopback', unreachable)).toEqual(unreachable);
  });

  test('leaves those that are told, or may be', () => {
    const fine = [
      'CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]',
      'CMD ["uvicorn", "main:app", "--host", "::"]',
      'CMD ["uvicorn", "main:app", "--uds", "/run/app.sock"]',
      'ENV UVICORN_HOST=0.0.0.0\nCMD ["uvicorn", "main:app"]',
      'CMD uvicorn main:app --host $HOST',
      'CMD ["gunicorn", "-b", ":8000", "app:app"]',
      'CMD ["gunicorn", "-c", "conf.py", "app:app"]',
      'CMD ["gunicorn", "--bind=0.0.0.0:8000", "app:app"]',
      'CMD ["gunicorn", "--bind", "unix:/run/app.sock", "app:app"]',
      'ENV PORT=8000\nCMD ["gunicorn", "app:app"]',
      'CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]',
      'CMD ["fastapi", "run", "main.py"]',
      'CMD ["streamlit", "run", "app.py"]',
      'CMD ["vite", "--host"]',
      'CMD ["vite"]',
      'CMD ["next", "start"]',
      'CMD ["python", "main.py"]',
      'ENV RAILS_ENV=production\nCMD ["rails", "server"]',
      'CMD ["python", "manage.py", "migrate"]',
      'RUN uvicorn main:app & sleep 1',
      'ENV OLLAMA_HOST=0.0.0.0\nCMD ["ollama", "serve"]',
    ];
    expect(caught('bound-to-loopback', fine)).toEqual([]);
    expect(caught('bound-to-loopback', ['CMD ["ollama", "serve"]'], 'FROM ollama/ollama:0.12')).toEqual([]);
  });

  test('asks the context for settings files', () => {
    const text = 'FROM a:1\nCMD ["gunicorn", "app:app"]\n';
    expect(lines('bound-to-loopback', text, { contextFiles: ['gunicorn.conf.py'] })).toEqual([]);
    expect(lines('bound-to-loopback', 'FROM a:1\nCMD ["vite"]\n', { contextFiles: ['index.html'] })).toEqual([2]);
  });
});

describe('ports', () => {
  test('that disagree', () => {
    const wrong = [
      'EXPOSE 80\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]',
      'EXPOSE 80\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]',
      'EXPOSE 3000\nENV PORT=8080\nCMD ["node", "server.js"]',
      'EXPOSE 5000 9000-9010\nCMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]',
      'ENV PORT=8080\nEXPOSE 3000\nCMD exec uvicorn main:app --host 0.0.0.0 --port $PORT',
      'ARG WEB=80\nEXPOSE $WEB\nCMD ["flask", "run", "-h", "0.0.0.0", "-p", "5000"]',
      'EXPOSE 80\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]',
    ];
    expect(caught('expose-mismatch', wrong)).toEqual(wrong);
  });

  test('that agree, or are not known', () => {
    const fine = [
      'EXPOSE 8000/tcp\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]',
      'EXPOSE 8000-8010\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8005"]',
      'EXPOSE 80\nCMD uvicorn main:app --host 0.0.0.0 --port $PORT',
      'EXPOSE $PORT\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]',
      'ENV PORT=8080\nEXPOSE $PORT\nCMD ["node", "server.js"]',
      'ENV PORT=8080\nCMD ["node", "server.js"]',
      'EXPOSE 80\nCMD ["node", "server.js"]',
      'EXPOSE 80\nENV UVICORN_PORT=80\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]',
    ];
    expect(caught('expose-mismatch', fine)).toEqual([]);
  });

  test('that nothing says', () => {
    const silent = ['EXPOSE 80\nCMD ["uvicorn", "main:app"]', 'CMD ["python", "job.py"]', 'ENV PORT=8080'];
    expect(caught('expose-missing', silent)).toEqual([]);
    const asked = ['CMD ["flask", "run"]', 'ENV PORT=8080\nCMD ["node", "server.js"]'];
    expect(caught('expose-missing', asked)).toEqual(asked);
  });
});

describe('cuda-in-cpu-image', () => {
  test('names torch and what pulls it in', () => {
    const cuda = [
      'RUN pip install torch',
      'RUN pip install "torch>=2.4" torchvision',
      'RUN uv pip install --system torch==2.9.0',
      'RUN python3 -m pip install --no-cache-dir sentence-transformers[onnx]',
    ];
    expect(caught('cuda-in-cpu-image', cuda, 'FROM python:3.13-slim')).toEqual(cuda);
  });

  test('leaves what chooses a build or has a GPU', () => {
    const fine = [
      'RUN pip install torch --index-url https://download.pytorch.org/whl/cpu',
      'RUN pip install torch==2.9.0+cpu',
      'RUN pip install torch --extra-index-url https://download.pytorch.org/whl/cu128',
      'ENV UV_TORCH_BACKEND=cpu\nRUN uv pip install torch',
      'RUN UV_TORCH_BACKEND=auto uv pip install torch',
      'ENV NVIDIA_VISIBLE_DEVICES=all\nRUN pip install torch',
      'RUN pip install torch --index-url https://download.pytorch.org/whl/cpu\nRUN pip install sentence-transformers',
      'RUN pip install transformers fastapi torch-geometric-x',
      'RUN pip install -r torch',
      'RUN echo pip install torch',
    ];
    expect(caught('cuda-in-cpu-image', fine, 'FROM python:3.13-slim')).toEqual([]);
    for (const base of ['nvidia/cuda:13.0.0-runtime-ubuntu24.04', 'pytorch/pytorch:2.9.0', 'nvcr.io/nvidia/x:1'])
      expect(caught('cuda-in-cpu-image', ['RUN pip install torch'], `FROM ${base}`)).toEqual([]);
  });
});

describe('model-weights-in-layer', () => {
  test('names files and downloads', () => {
    const heavy = [
      'COPY models/llama.gguf /models/',
      'COPY pytorch_model-00001-of-00002.bin /models/',
      'ADD https://huggingface.co/a/b/resolve/main/config.json /models/',
      'RUN hf download a/b',
      'RUN HF_HOME=/m huggingface-cli download a/b --local-dir /m',
      'RUN python -c "from sentence_transformers import SentenceTransformer; SentenceTransformer(\'a\')"',
      'RUN curl -L -o m.bin https://huggingface.co/a/b/resolve/main/model.safetensors',
      'RUN git lfs install && git clone https://huggingface.co/a/b',
      'RUN ollama serve & sleep 3; ollama pull llama3',
    ];
    expect(caught('model-weights-in-layer', heavy)).toEqual(heavy);
  });

  test('leaves the rest', () => {
    const light = [
      'COPY app.bin /usr/local/bin/',
      'COPY . .',
      'RUN --mount=type=cache,target=/root/.cache/huggingface hf download a/b',
      'RUN python -c "import torch"',
      'RUN pip install huggingface_hub',
      'RUN git clone https://huggingface.co/spaces/a/b',
      'ENV MODEL=/models/a.gguf',
    ];
    expect(caught('model-weights-in-layer', light)).toEqual([]);
  });
});

describe('missing-cache-mount', () => {
  test('names installs without one', () => {
    const bare = [
      'RUN npm ci',
      'RUN pip install -r requirements.txt',
      'RUN go mod download',
      'RUN uv sync',
      'RUN cargo build',
    ];
    expect(caught('missing-cache-mount', bare)).toEqual(bare);
  });

  test('leaves installs that keep nothing', () => {
    const fine = [
      'RUN --mount=type=cache,target=/root/.npm npm ci',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'ENV PIP_NO_CACHE_DIR=1\nRUN pip install -r requirements.txt',
      'RUN npm ci && npm cache clean --force',
      'RUN uv sync --no-cache',
      'RUN npm run build',
    ];
    expect(caught('missing-cache-mount', fine)).toEqual([]);
  });
});

describe('dev-dependencies-in-final-stage', () => {
  test('names what installs them', () => {
    const heavy = [
      'RUN npm ci',
      'RUN npm install',
      'RUN yarn install --frozen-lockfile',
      'RUN pnpm i --frozen-lockfile',
      'RUN pip install -r requirements-dev.txt',
      'RUN pip install -r requirements/test.txt',
      'RUN poetry install --no-root',
      'RUN pipenv install --system --dev',
      'RUN uv sync --locked',
      'RUN bundle install',
      'RUN composer install',
    ];
    expect(caught('dev-dependencies-in-final-stage', heavy)).toEqual(heavy);
  });

  test('leaves what leaves them out', () => {
    const fine = [
      'RUN npm ci --omit=dev',
      'RUN npm ci --only=production',
      'ENV NODE_ENV=production\nRUN npm ci',
      'RUN NODE_ENV=production npm ci',
      'ARG NODE_ENV\nENV NODE_ENV=$NODE_ENV\nRUN npm ci',
      'RUN npm ci\nRUN npm run build && npm prune --omit=dev',
      'RUN npm install -g serve',
      'RUN npm install express',
      'RUN pip install -r requirements.txt',
      'RUN poetry install --only main',
      'RUN pipenv install --system --deploy',
      'RUN uv sync --locked --no-dev',
      'ENV UV_NO_DEV=1\nRUN uv sync --locked',
      'ENV BUNDLE_WITHOUT=development\nRUN bundle install',
      "RUN bundle config set --local without 'development test' && bundle install",
      'RUN composer install --no-dev',
      'RUN npm ci\nCMD ["npm", "run", "dev"]',
    ];
    expect(caught('dev-dependencies-in-final-stage', fine)).toEqual([]);
  });

  test('looks at the stage that is built and what it takes from others', () => {
    const build = 'FROM node:24 AS build\nRUN npm ci\nFROM node:24-slim\n';
    expect(lines('dev-dependencies-in-final-stage', `${build}COPY --from=build /app/dist /app\n`)).toEqual([]);
    expect(
      lines('dev-dependencies-in-final-stage', `${build}COPY --from=build /app/node_modules /app/node_modules\n`),
    ).toEqual([2]);
    expect(lines('dev-dependencies-in-final-stage', 'FROM node:24 AS deps\nRUN npm ci\nFROM deps\nUSER 1\n')).toEqual([
      2,
    ]);
    const deps = 'FROM node:24 AS deps\nRUN pnpm install\nFROM deps AS build\n';
    const last = 'FROM node:24-slim\nCOPY --from=build /app/node_modules ./node_modules\n';
    expect(lines('dev-dependencies-in-final-stage', `${deps}RUN pnpm prune --prod\n${last}`)).toEqual([]);
    expect(lines('dev-dependencies-in-final-stage', `${deps}${last}`)).toEqual([2]);
    expect(lines('dev-dependencies-in-final-stage', 'FROM node:24 AS test\nRUN npm ci\n')).toEqual([]);
  });
});

describe('multi-stage-recommended', () => {
  test('names compilers that stay', () => {
    const heavy = [
      'RUN apt-get update && apt-get install -y --no-install-recommends build-essential curl',
      'RUN apk add --no-cache gcc musl-dev',
      'RUN dnf install -y gcc-c++ openssl-devel',
      'RUN apt-get install -y libpq-dev=15.1-1',
    ];
    expect(caught('multi-stage-recommended', heavy)).toEqual(heavy);
    expect(caught('multi-stage-recommended', ['RUN go build -o /app .'], 'FROM golang:1.25')).toHaveLength(1);
    expect(caught('multi-stage-recommended', ['RUN mvn package'], 'FROM maven:3-eclipse-temurin-21')).toHaveLength(1);
  });

  test('leaves what is removed, is no compiler, or is meant to build', () => {
    const fine = [
      'RUN apk add --no-cache --virtual .build gcc musl-dev && pip install x && apk del .build',
      'RUN apt-get install -y gcc && pip install x && apt-get purge -y gcc',
      'RUN apt-get install -y libpq5 curl git',
      'RUN pip install python-dev-tools',
    ];
    expect(caught('multi-stage-recommended', fine)).toEqual([]);
    expect(caught('multi-stage-recommended', ['RUN apk add gcc'], 'FROM alpine:3.22 AS builder')).toEqual([]);
    expect(
      lines(
        'multi-stage-recommended',
        'FROM golang:1.25 AS b\nRUN go build -o /app\nFROM scratch\nCOPY --from=b /app /app\n',
      ),
    ).toEqual([]);
  });
});

test('a careful file has no finding in any profile', () => {
  const text = `# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/uv \\
    --mount=type=bind,source=uv.lock,target=uv.lock \\
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\
    uv sync --locked --no-install-project --no-dev
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev

FROM python:3.13-slim
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PORT=8000
USER 1000:1000
EXPOSE 8000
CMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port \\"$PORT\\""]
`;
  const settings = { ...defaultRuleSettings, ignoreFile: '.env\n.git\n', contextFiles: ['main.py', 'uv.lock', '.env'] };
  expect(lintDockerfile(text, practiceRules, settings)).toEqual([]);
});
