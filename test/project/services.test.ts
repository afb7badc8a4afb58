import { describe, expect, it } from 'vitest';
import { type Files, project, requirements } from './project.js';

const app = (text = '', files: Files = {}) => ({
  'main.py': `${text}\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/health")\ndef h(): ...\n`,
  ...files,
});

describe('services', () => {
  it('by driver, variable and scheme; optional unless the variable is required', async () => {
    const found = await project({
      ...requirements('fastapi', 'asyncpg', 'redis', 'pymongo'),
      ...app(
        'import os\nDATABASE_URL = os.environ["DATABASE_URL"]\nREDIS_URL = os.getenv("REDIS_URL", "redis://localhost:6379/0")\nX = "postgresql+asyncpg://"',
      ),
    });
    expect(found.services).toEqual([
      { name: 'postgres', required: true, env: 'DATABASE_URL', scheme: 'postgresql+asyncpg' },
      { name: 'redis', required: false, env: 'REDIS_URL', scheme: 'redis' },
      { name: 'mongo', required: false },
    ]);
    expect(found.questions).toMatchObject([
      { id: 'service-postgres', default: 'required', options: ['required', 'optional'] },
      { id: 'service-redis', default: 'optional' },
      { id: 'service-mongo', default: 'optional' },
    ]);
  });

  it('by a broker that celery is installed with, and by vector stores', async () => {
    expect(
      (await project({ ...requirements('fastapi', 'celery[redis]', 'qdrant-client', 'pika'), ...app() })).services.map(
        ({ name }) => name,
      ),
    ).toEqual(['redis', 'qdrant', 'rabbitmq']);
  });

  it('by DATABASE_URL alone, unless another database is meant', async () => {
    const services = async (text: string, ...lines: string[]) =>
      (await project({ ...requirements('fastapi', ...lines), ...app(`import os\n${text}`) })).services;
    expect(await services('URL = os.getenv("DATABASE_URL")')).toEqual([
      { name: 'postgres', required: false, env: 'DATABASE_URL' },
    ]);
    expect(await services('URL = os.getenv("DATABASE_URL", "sqlite:///x.db")')).toEqual([]);
    expect((await services('URL = os.getenv("DATABASE_URL")', 'pymysql')).map(({ name }) => name)).toEqual(['mysql']);
  });

  it('that the code connects to while it starts are required', async () => {
    const with_ = async (text: string) =>
      (
        await project({
          ...requirements('fastapi', 'asyncpg'),
          ...app(`import asyncpg\nURL = "postgresql://db/x"\n${text}`),
        })
      ).services[0]?.required;
    expect(await with_('async def lifespan(app):\n    pool = await asyncpg.create_pool(URL)\n    yield')).toBe(true);
    expect(
      await with_(
        'async def lifespan(app):\n    try:\n        pool = await asyncpg.create_pool(URL)\n    except OSError:\n        pool = None\n    yield',
      ),
    ).toBe(false);
    expect(await with_('async def query():\n    return await asyncpg.create_pool(URL)')).toBe(false);
  });

  it('not by a database that SQLAlchemy alone could use', async () => {
    expect(
      (await project({ ...requirements('fastapi', 'sqlalchemy'), ...app('DB = "sqlite:///./data/app.db"') })).services,
    ).toEqual([]);
  });
});

describe('system packages', () => {
  const packages = async (...lines: string[]) =>
    (await project({ ...requirements('fastapi', ...lines), ...app() })).systemPackages.map(
      ({ name, stage }) => `${stage} ${name}`,
    );

  it('only where wheels do not carry them', async () => {
    expect(await packages('psycopg2-binary')).toEqual([]);
    expect(await packages('psycopg[binary]')).toEqual([]);
    expect(await packages('psycopg')).toEqual(['runtime libpq5']);
    expect(await packages('psycopg2==2.9.10')).toEqual([
      'build gcc',
      'build libc6-dev',
      'build libpq-dev',
      'runtime libpq5',
    ]);
    expect(await packages('pydub==0.25.1')).toEqual([]);
    expect(await packages('lightgbm')).toEqual(['runtime libgomp1']);
    expect(await packages('x @ git+https://github.com/a/x')).toEqual(['build git']);
  });

  it('of programs that imported packages run', async () => {
    const found = await project({
      ...requirements('fastapi', 'pdf2image', 'pydub'),
      ...app('from pdf2image import convert_from_path'),
    });
    expect(found.systemPackages.map(({ name }) => name)).toEqual(['poppler-utils']);
  });

  it('of programs that the code starts', async () => {
    const found = await project({
      ...requirements('fastapi'),
      ...app(
        'import subprocess\nimport shutil\nsubprocess.run(["ffmpeg", "-i", name])\nshutil.which("dot")\nsubprocess.check_output("pandoc x", shell=True)',
      ),
    });
    expect(found.systemPackages).toEqual([
      { name: 'ffmpeg', stage: 'runtime', reason: 'main.py runs it' },
      { name: 'graphviz', stage: 'runtime', reason: 'main.py runs it' },
      { name: 'pandoc', stage: 'runtime', reason: 'main.py runs it' },
    ]);
  });
});

describe('the accelerator', () => {
  it('is none for torch, and CUDA wheels in a lock are told', async () => {
    expect(
      await project({
        ...requirements('fastapi', 'torch==2.5.0', 'nvidia-cublas-cu12==12.4.5.8'),
        ...app('import torch\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nmodel.to(device)'),
      }),
    ).toMatchObject({ accelerator: 'none', cudaWheelsLocked: true });
    expect(await project({ ...requirements('fastapi', 'torch==2.5.0+cu124'), ...app() })).toMatchObject({
      accelerator: 'none',
      cudaWheelsLocked: true,
    });
    expect(await project({ ...requirements('fastapi', 'torch'), ...app() })).toMatchObject({
      accelerator: 'none',
      cudaWheelsLocked: false,
    });
  });

  it('is CUDA where nothing else is possible', async () => {
    expect(await project({ ...requirements('fastapi', 'vllm'), ...app() })).toMatchObject({ accelerator: 'cuda' });
    expect(await project({ ...requirements('fastapi', 'tensorflow[and-cuda]'), ...app() })).toMatchObject({
      accelerator: 'cuda',
    });
    const hard = await project({ ...requirements('fastapi', 'torch'), ...app('model = load().cuda()') });
    expect(hard.accelerator).toBe('cuda');
    expect(hard.questions.find(({ id }) => id === 'accelerator')).toMatchObject({
      default: 'cuda',
      why: expect.stringContaining('main.py:1'),
    });
  });
});

describe('paths', () => {
  it('that the service needs when it runs', async () => {
    const found = await project({
      ...requirements('fastapi'),
      ...app('TEMPLATES = "templates/index.html"\nX = open("README.md").read()\nDIST = "frontend/dist"'),
      'templates/index.html': '',
      'data/model.json': '',
      'alembic.ini': '',
      'alembic/env.py': '',
      'tests/test_x.py': '',
      'docs/index.md': '',
      'README.md': '',
      'CHANGELOG.md': '',
      LICENSE: '',
      Dockerfile: '',
      '.env': 'X=1',
      'server.pem': '',
      'frontend/package.json': '{}',
      'admin-ui/package.json': '{}',
      '.github/workflows/ci.yml': '',
    });
    expect(found.runtimePaths).toEqual([
      'README.md',
      'alembic',
      'alembic.ini',
      'data',
      'frontend',
      'main.py',
      'templates',
    ]);
    expect(found.topLevel).toContain('tests/');
    expect(found.releaseCommands).toEqual([['alembic', 'upgrade', 'head']]);
  });

  it('that it writes to', async () => {
    const found = await project({
      ...requirements('fastapi'),
      ...app(
        'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).parent\nDB = "sqlite+aiosqlite:///./var/app.db"\nMEM = "sqlite:///:memory:"\nos.makedirs("uploads", exist_ok=True)\n(BASE_DIR / "cache").mkdir()\nopen("out/log.txt", "a")\nopen("in.txt")\nos.makedirs("/tmp/x")\nos.makedirs(os.environ["X"])\nPath("/data/store").mkdir()',
      ),
    });
    expect(found.writablePaths).toEqual(['/data/store', 'cache', 'out/log.txt', 'uploads', 'var/app.db']);
  });
});
