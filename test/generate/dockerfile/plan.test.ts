import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { type Generated, generateFiles } from '../../../src/generate/generate-files.js';
import type { PackageManager } from '../../../src/project/project.js';
import { aProject, aSpec, dependency, type ProjectChanges } from '../a-project.js';

async function generate(
  changes: ProjectChanges = {},
  spec: Parameters<typeof aSpec>[1] = {},
  variant?: 'alpine' | 'gunicorn' | 'basic',
): Promise<Generated & { text: string }> {
  const project = aProject(changes);
  const generated = await generateFiles(project, aSpec(project, spec), {
    artifacts: ['dockerfile'],
    ...(variant ? { variant } : {}),
  });
  return { ...generated, text: generated.files[0]?.content ?? '' };
}

/** Each RUN as one line, without its mounts. */
function commands(text: string): string[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .filter((one) => one.getKeyword() === 'RUN')
    .map((one) =>
      (one.getArgumentsContent() ?? '')
        .replace(/\\\n\s*/g, '')
        .replace(/--mount=\S+\s+/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

const keywords = (text: string) =>
  DockerfileParser.parse(text)
    .getInstructions()
    .map((one) => one.getKeyword());

describe('how each manager installs', () => {
  const lock: Partial<Record<PackageManager, string>> = {
    uv: 'uv.lock',
    poetry: 'poetry.lock',
    pdm: 'pdm.lock',
    pipenv: 'Pipfile.lock',
  };
  const manifests: Partial<Record<PackageManager, string[]>> = {
    pip: ['requirements.txt', 'requirements/base.txt'],
    pipenv: ['Pipfile'],
    'setup.py': ['setup.py', 'setup.cfg'],
    none: [],
  };
  const manager = (name: PackageManager, more: ProjectChanges['dependencies'] = {}) =>
    generate({
      dependencies: {
        manager: name,
        lock: lock[name] ?? null,
        manifests: manifests[name] ?? ['pyproject.toml'],
        hashes: false,
        ...more,
      },
    });

  test.each<[PackageManager, string]>([
    ['uv', 'uv sync --locked --no-dev --no-install-project'],
    ['pip', 'uv venv /opt/venv && uv pip install --requirements requirements.txt'],
    [
      'poetry',
      'uvx --with poetry-plugin-export==1.10.1 poetry@2.5.1 export --output /tmp/requirements.txt && uv venv /opt/venv && uv pip install --requirements /tmp/requirements.txt',
    ],
    [
      'pdm',
      'uvx pdm@2.29.3 export --prod --format requirements --output /tmp/requirements.txt && uv venv /opt/venv && uv pip install --requirements /tmp/requirements.txt',
    ],
    [
      'pipenv',
      'uvx pipenv@2026.10.3 verify && uvx pipenv@2026.10.3 requirements --hash > /tmp/requirements.txt && uv venv /opt/venv && uv pip install --requirements /tmp/requirements.txt',
    ],
    ['pyproject', 'uv venv /opt/venv && uv pip install --requirements pyproject.toml'],
    ['setup.py', 'uv venv /opt/venv && uv pip install --requirements /tmp/requirements.txt'],
    ['none', 'uv venv /opt/venv && uv pip install fastapi uvicorn'],
  ])('%s', async (name, expected) => {
    const { text } = await manager(name);
    expect(commands(text)).toContain(expected);
    // dependencies before the code, so that a change in it installs nothing
    const build = text.slice(text.lastIndexOf('AS build'));
    expect(build.indexOf('uv venv') + build.indexOf('uv sync')).toBeLessThan(build.indexOf('COPY . .'));
  });

  test('manifests are mounted, not copied: the lock, the main file and what it includes', async () => {
    const { text } = await manager('pip');
    expect(text).toContain('--mount=type=bind,source=requirements.txt,target=requirements.txt');
    expect(text).toContain('--mount=type=bind,source=requirements/base.txt,target=requirements/base.txt');
    expect((await manager('uv')).text).toContain('--mount=type=bind,source=uv.lock,target=uv.lock');
  });

  test('a lock of Poetry on an old Python is exported by the last Poetry that runs there', async () => {
    const { text } = await generate({
      runtime: { version: '3.9', constraint: null },
      dependencies: { manager: 'poetry', lock: 'poetry.lock' },
    });
    expect(text).toContain('poetry@1.8.5');
  });

  test('setup.py is run in a stage of its own; the layer depends on the list that it writes', async () => {
    const { text } = await manager('setup.py');
    expect(text).toContain('FROM base AS requirements');
    expect(text).toContain('--mount=type=bind,from=requirements,source=/requirements.txt,target=/tmp/requirements.txt');
    expect(commands(text)).toContain(
      'uv pip compile --no-deps --no-header --no-annotate --output-file /requirements.txt setup.py',
    );
  });

  test('without a lock what is declared is installed; what uv would take for an option is not', async () => {
    const { text } = await manager('poetry', {
      lock: null,
      direct: [dependency('flask', '>=3, <4'), dependency('--index-url=x'), dependency('x', '; id')],
    });
    expect(commands(text)).toContain("uv venv /opt/venv && uv pip install 'flask>=3,<4'");
  });

  test('members of a workspace wait for the code; the lock is frozen', async () => {
    const { text } = await manager('uv', { localPackages: ['libs/core'] });
    expect(commands(text)).toContain('uv sync --frozen --no-dev --no-install-local');
    expect(commands(text).some((line) => line.startsWith('uv sync --frozen --no-dev --no-install-project &&'))).toBe(
      true,
    );
  });

  test('a local package of another manager is copied before', async () => {
    const { text } = await manager('poetry', { localPackages: ['libs/core'] });
    expect(text.indexOf('COPY libs/core libs/core')).toBeLessThan(text.indexOf('poetry@'));
  });

  test('a member of a workspace is what the service is', async () => {
    const member = { name: 'api', folder: 'services/api' };
    const { text } = await manager('uv', {
      member,
      localPackages: ['services/api', 'libs/core'],
      manifests: ['pyproject.toml', 'services/api/pyproject.toml'],
      added: ['uvicorn'],
    });
    expect(commands(text)).toContain('uv sync --frozen --no-dev --package api --no-install-local');
    const own = commands(text).find((line) => line.includes('uv_cache.json'));
    expect(own).toMatch(/^uv sync --frozen --no-dev --package api --inexact && /);
    expect(text).toContain('source=services/api/pyproject.toml,target=services/api/pyproject.toml');
  });

  test('the project itself is linked, and leaves the layer of the dependencies as it is', async () => {
    const { text } = await manager('uv', { installsProject: true });
    const line = commands(text).find((command) => command.startsWith('uv sync --locked --no-dev &&'));
    expect(line).toContain('-name uv_cache.json -delete');
    expect(text.indexOf('COPY . .')).toBeLessThan(text.indexOf('uv_cache.json'));
    const pyproject = await manager('pyproject', { installsProject: true });
    expect(
      commands(pyproject.text).some((command) => command.startsWith('uv pip install --no-deps --editable . &&')),
    ).toBe(true);
  });

  test('a version that would come from Git is given to the build backend', async () => {
    const { text } = await manager('uv', { installsProject: true, versionFromGit: true });
    const at = (part: string) => text.indexOf(part);
    expect(at('SETUPTOOLS_SCM_PRETEND_VERSION=1.0.0')).toBeGreaterThan(at('COPY . .'));
    expect(at('SETUPTOOLS_SCM_PRETEND_VERSION=1.0.0')).toBeLessThan(at('uv_cache.json'));
  });

  test('requirements that name the repository are installed after the code is there', async () => {
    const { text } = await manager('pip', { installsProject: true });
    expect(text.indexOf('COPY . .')).toBeLessThan(text.indexOf('uv pip install --requirements'));
    expect(text).not.toContain('source=requirements.txt');
  });

  test('a manifest whose name no mount can hold is copied with the code', async () => {
    const { text } = await manager('pip', { manifests: ['my requirements.txt'] });
    expect(commands(text)).toContain("uv venv /opt/venv && uv pip install --requirements 'my requirements.txt'");
    expect(text.indexOf('COPY . .')).toBeLessThan(text.indexOf("'my requirements.txt'"));
  });

  test('a server that no manifest declares is added, pinned, and said so', async () => {
    const { text, rationale } = await manager('pip', { added: ['uvicorn'] });
    expect(commands(text)).toContain('uv pip install uvicorn==0.54.0');
    expect(rationale.find(({ reason }) => reason.includes('uvicorn==0.54.0'))?.reason).toBe(
      'The start command needs uvicorn==0.54.0, which requirements.txt does not declare',
    );
  });

  test('nothing to install needs neither uv nor an environment', async () => {
    const { text } = await manager('none', { direct: [] });
    expect(text).not.toMatch(/\buv\b.*==|\/opt\/venv/);
    expect(keywords(text).filter((keyword) => keyword === 'FROM')).toHaveLength(2);
  });

  test('private indexes get a secret, never an argument', async () => {
    const { text } = await manager('pip', {
      privateIndexes: [{ name: 'corp', url: 'https://pypi.corp.example/simple' }],
    });
    expect(text).toContain('--mount=type=secret,id=netrc,target=/root/.netrc');
    expect(text).toContain('docker build --secret id=netrc,src=$HOME/.netrc .');
    expect(keywords(text)).not.toContain('ARG');
  });
});

describe('the image', () => {
  test('is two stages of one base; what runs is the environment and the application', async () => {
    const { text } = await generate();
    expect(text.match(/^FROM .*$/gm)).toEqual(['FROM python:3.13-slim AS build', 'FROM python:3.13-slim']);
    const final = text.slice(text.lastIndexOf('FROM '));
    expect(final.match(/^(?:COPY|RUN|ADD) .*$/gm)).toEqual([
      'COPY --from=build /opt/venv /opt/venv',
      'COPY --from=build /app /app',
    ]);
    expect(final).toContain('USER 1000:1000');
    expect(text).not.toMatch(/chown -R|# syntax|COPY --link|<<|CMD .*curl/);
  });

  test('a shell puts the port in and is replaced; gunicorn reads PORT by itself', async () => {
    expect((await generate()).text).toContain(
      'CMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port \\"$PORT\\""]',
    );
    const gunicorn = await generate({ command: ['gunicorn', '--bind', '0.0.0.0:${PORT}', 'main:app'] });
    expect(gunicorn.text).toContain('CMD ["gunicorn", "main:app"]');
  });

  test('settings that a command needs are honoured, with and without the port', async () => {
    const project = {
      ...aProject({ command: ['python', 'app.py'] }),
      commandEnvironment: { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_SERVER_PORT: '${PORT}' },
    };
    const { files } = await generateFiles(project, aSpec(project), { artifacts: ['dockerfile'] });
    expect(files[0]?.content).toContain('GRADIO_SERVER_NAME=0.0.0.0');
    expect(files[0]?.content).toContain(
      'CMD ["sh", "-c", "export GRADIO_SERVER_PORT=\\"$PORT\\"; exec python app.py"]',
    );
  });

  test('plain Python is stopped by a signal that it understands as process 1', async () => {
    expect((await generate({ command: ['python', 'worker.py'], kind: 'worker', port: null })).text).toContain(
      'STOPSIGNAL SIGINT',
    );
    expect((await generate()).text).not.toContain('STOPSIGNAL');
  });

  test('a port that the code fixes is the one that is exposed and checked', async () => {
    const { text } = await generate({ command: ['python', 'app.py'], port: 5000 });
    expect(text).toContain("HTTPConnection('127.0.0.1', 5000,");
    expect(text).not.toMatch(/^ {4}PORT=|ENV PORT/m);
  });

  test('a job has neither port nor health check', async () => {
    const { text } = await generate({ command: ['python', 'report.py'], kind: 'job', port: null, healthPath: null });
    expect(keywords(text)).not.toContain('EXPOSE');
    expect(keywords(text)).not.toContain('HEALTHCHECK');
  });

  test('without a health route the port is asked', async () => {
    const { text } = await generate({}, { criteria: { health: { tcp: true, within: '3s' } } });
    expect(text).toContain('socket.create_connection');
  });

  test('volumes belong to the service, and take along what the repository has there', async () => {
    const { text } = await generate({}, { volumes: ['/app/data/', '/var/lib/app', '/app/data/tasks.db', '/tmp/x'] });
    expect(text).toContain('mkdir -p /app/data && mv -T /app/data /volumes/0');
    expect(text).toContain('COPY --from=build --chown=1000:1000 ["/volumes/0", "/app/data"]');
    expect(text).toContain('COPY --from=build --chown=1000:1000 ["/volumes/1", "/var/lib/app"]');
    expect(text.match(/--chown/g)).toHaveLength(2);
  });

  test.each(['/app', '/', '/etc/', '/app/../usr'])('the volume %s is refused', async (path) => {
    await expect(generate({}, { volumes: [path] })).rejects.toMatchObject({ code: 'invalid-spec' });
  });

  test('a file that is written beside the code is a warning', async () => {
    const { warnings, text } = await generate({}, { volumes: ['/app/tasks.db'] });
    expect(warnings).toEqual([expect.stringContaining('/app/data/tasks.db')]);
    expect(text).not.toContain('/volumes');
  });

  test('system packages go where they are needed, each with its reason', async () => {
    const { text } = await generate({
      systemPackages: [
        { name: 'gcc', stage: 'build', reason: 'mysqlclient has no wheel' },
        { name: 'libmariadb3', stage: 'runtime', reason: 'mysqlclient loads it' },
      ],
    });
    const [build, final] = text.split(/^FROM python:3\.13-slim$/m) as [string, string];
    expect(build).toContain('# Only to build with (gcc: mysqlclient has no wheel)');
    expect(build).toMatch(/--no-install-recommends gcc /);
    expect(final).toMatch(/--no-install-recommends libmariadb3 .*\n && rm -rf \/var\/lib\/apt\/lists/);
  });

  test('torch comes as its CPU build where no lock forbids it, and only there', async () => {
    const torch = { direct: [dependency('torch')], locked: [] };
    const free = await generate({
      dependencies: { manager: 'pip', lock: null, hashes: false, manifests: ['requirements.txt'], ...torch },
    });
    expect(commands(free.text)).toContain(
      'uv venv /opt/venv && uv pip install --torch-backend cpu --requirements requirements.txt',
    );
    expect(free.rationale.map(({ principle }) => principle)).toContain('cpu-wheels');
    const hashed = await generate({
      dependencies: { manager: 'pip', lock: null, hashes: true, manifests: ['requirements.txt'], ...torch },
    });
    expect(hashed.text).not.toContain('torch-backend');
    const gpu = await generate({
      accelerator: 'cuda',
      dependencies: { manager: 'pip', lock: null, hashes: false, manifests: ['requirements.txt'], ...torch },
    });
    expect(gpu.text).not.toContain('torch-backend');
  });

  test('a lock that names CUDA builds is asked about, and followed', async () => {
    const { questions, text } = await generate({ cudaWheelsLocked: true });
    expect(questions).toEqual([
      expect.objectContaining({
        id: 'cuda-wheels',
        default: 'keep the lock as it is',
        why: expect.stringContaining('[[tool.uv.index]]'),
      }),
    ]);
    expect(commands(text)).toContain('uv sync --locked --no-dev --no-install-project');
  });

  test('caches are moved only for what keeps one', async () => {
    expect((await generate()).text).not.toContain('HF_HOME');
    const locked = [dependency('transformers'), dependency('numba')];
    const { text } = await generate({ dependencies: { locked } }, { volumes: ['/models/huggingface'] });
    expect(text).toContain('HF_HOME=/models/huggingface');
    expect(text).toContain('NUMBA_CACHE_DIR=/tmp/numba');
  });

  test('a default of the Spec that the code does not have is in the image; a secret never', async () => {
    const { text } = await generate(
      {},
      {
        environment: [
          { name: 'MODE', default: 'fast' },
          { name: 'API_KEY', default: 'sk-1', secret: true },
        ],
      },
    );
    expect(text).toContain('MODE=fast');
    expect(text).not.toContain('sk-1');
  });
});

describe('variants', () => {
  test('alpine takes its base, its packages and a compiler', async () => {
    const { text, warnings } = await generate(
      {
        systemPackages: [
          { name: 'libpq5', stage: 'runtime', reason: 'x' },
          { name: 'libweird1', stage: 'runtime', reason: 'y' },
        ],
      },
      {},
      'alpine',
    );
    expect(text.match(/^FROM .*$/gm)).toEqual(['FROM python:3.13-alpine AS build', 'FROM python:3.13-alpine']);
    expect(text).toContain('apk add --no-cache build-base');
    expect(text).toContain('apk add --no-cache libpq libweird1');
    expect(warnings).toEqual([expect.stringContaining('libweird1')]);
  });

  test('gunicorn runs uvicorn workers for ASGI and plain ones for WSGI', async () => {
    const asgi = await generate({}, {}, 'gunicorn');
    expect(asgi.text).toContain(
      'CMD ["gunicorn", "main:app", "--worker-class", "uvicorn_worker.UvicornWorker", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]',
    );
    expect(commands(asgi.text)).toContain('uv pip install gunicorn==27.0.1 uvicorn-worker==0.4.0');
    expect(asgi.text).toContain('WEB_CONCURRENCY=2');
    const wsgi = await generate(
      {
        entrypoint: { target: 'shop:create_app', style: 'wsgi', factory: true, file: 'shop.py' },
        command: ['flask', 'run'],
      },
      {},
      'gunicorn',
    );
    expect(wsgi.text).toContain(
      'CMD ["gunicorn", "shop:create_app()", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]',
    );
  });

  test('gunicorn cannot serve what brings its own server', async () => {
    const streamlit = generate(
      {
        framework: 'streamlit',
        entrypoint: { target: 'app.py', style: 'streamlit', factory: false, file: 'app.py' },
        command: ['streamlit', 'run', 'app.py'],
      },
      {},
      'gunicorn',
    );
    await expect(streamlit).rejects.toMatchObject({ code: 'not-supported', hint: expect.stringContaining('slim') });
  });

  test('basic is one stage that reloads', async () => {
    const { text } = await generate({}, { volumes: ['/app/data'] }, 'basic');
    expect(text.match(/^FROM .*$/gm)).toEqual(['FROM python:3.13-slim AS dev']);
    expect(text).toContain('exec uvicorn --reload main:app');
    expect(text).toContain('install -d -o 1000 -g 1000 /app/data');
  });
});

test('a comment says why above every block, and the rationale points at what it is about', async () => {
  const { text, rationale } = await generate({ dependencies: { installsProject: true } }, { volumes: ['/app/data'] });
  const lines = text.split('\n');
  for (const { line, reason } of rationale) {
    expect(lines[line - 2]).toBe(`# ${reason}`);
    expect(lines[line - 1]).toMatch(/^[A-Z]+ /);
  }
});
