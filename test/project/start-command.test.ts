import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpretCommand } from '../../src/project/python/start-command.js';
import { understandStart } from '../../src/project/python/understand-start.js';
import { splitShell } from '../../src/project/shell-command.js';

const declared = { folder: null, port: null, healthPath: null, weight: 3, file: 'Procfile' } as const;
const understand = (command: string | string[]) => understandStart({ ...declared, command });

describe('splitShell', () => {
  it.each([
    ['a b  c', [['a', 'b', 'c']]],
    [`a 'b c' "d $X e" f\\ g`, [['a', 'b c', 'd ${X} e', 'f g']]],
    ['a && b; c', [['a'], ['b'], ['c']]],
    ['X=1 a # comment', [['a']]],
    ['a $PORT ${PORT} ${PORT:-8000}', [['a', '${PORT}', '${PORT}', '${PORT}']]],
  ])('%s', (line, steps) => {
    expect(splitShell(line)?.steps.map(({ words }) => words)).toEqual(steps);
  });

  it('keeps assignments and defaults', () => {
    expect(splitShell('PYTHONPATH=src A=b x ${PORT:-8000}')).toEqual({
      steps: [{ words: ['x', '${PORT}'], assignments: { PYTHONPATH: 'src', A: 'b' } }],
      defaults: { PORT: '8000' },
    });
  });

  it.each(['a | b', 'a > f', 'a $(b)', 'a `b`', '"$(b)"', 'a &', "a 'b", 'a "b', '(a)', 'a ${X:-$(b)}', '$'])(
    '%s is no simple command',
    (line) => {
      expect(splitShell(line)).toBeNull();
    },
  );

  it('never fails, and makes nothing up', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', ' ', "'", '"', '\\', '$', '{', '}', '&', ';', '\n', '`', 'PORT', ':-', '#', '='),
        }),
        (line) => {
          const letters = (text: string) => text.replaceAll(/[^aPORT`]/g, '').length;
          const words = splitShell(line)?.steps.flatMap((step) => step.words) ?? [];
          expect(letters(words.join(''))).toBeLessThanOrEqual(letters(line));
        },
      ),
    );
  });
});

describe('interpretCommand', () => {
  const parse = (line: string) => interpretCommand(splitShell(line)?.steps.at(-1)?.words ?? []);

  it.each([
    [
      'uvicorn app.main:app --host 0.0.0.0 --port 8080 --workers 4 --reload',
      { program: 'uvicorn', target: 'app.main:app', port: 8080, options: ['--workers', '4'] },
    ],
    [
      'python -m uvicorn --factory app:create --app-dir=src',
      { program: 'uvicorn', target: 'app:create', factory: true, folder: 'src' },
    ],
    ['poetry run uvicorn main:app --port $PORT', { program: 'uvicorn', target: 'main:app', portFromEnvironment: true }],
    [
      'uv run --no-dev --package api fastapi run src/api/main.py --port 80',
      { program: 'fastapi', file: 'src/api/main.py', port: 80 },
    ],
    [
      'exec gunicorn -w 4 -b :8000 -k uvicorn.workers.UvicornWorker main:app',
      {
        program: 'gunicorn',
        target: 'main:app',
        port: 8000,
        options: ['-w', '4', '-k', 'uvicorn.workers.UvicornWorker'],
      },
    ],
    [
      'gunicorn "shop:create_app()" --bind=0.0.0.0:$PORT --workers $WEB_CONCURRENCY --access-logfile -',
      { program: 'gunicorn', target: 'shop:create_app', factory: true, portFromEnvironment: true },
    ],
    ['gunicorn mysite.wsgi --log-file -', { program: 'gunicorn', target: 'mysite.wsgi' }],
    ['flask --app hello run -p 5001', { program: 'flask', target: 'hello', port: 5001 }],
    ['streamlit run ui/app.py --server.port=80', { program: 'streamlit', file: 'ui/app.py', port: 80 }],
    ['python manage.py runserver 0.0.0.0:8001', { program: 'django', port: 8001 }],
    ['python3 -u worker.py --queue high', { program: 'python', file: 'worker.py', options: ['--queue', 'high'] }],
    ['python -m pkg.cli serve', { program: 'module', target: 'pkg.cli', options: ['serve'] }],
    ['uv run server.py', { program: 'python', file: 'server.py' }],
    ['poetry run start', { program: 'console', target: 'start' }],
    ['/opt/venv/bin/uvicorn main:app', { program: 'uvicorn', target: 'main:app' }],
    ['opentelemetry-instrument uvicorn main:app', { program: 'uvicorn', target: 'main:app' }],
    ['env A=1 uvicorn main:app', { program: 'uvicorn', target: 'main:app' }],
  ])('%s', (line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });

  it.each([
    'alembic upgrade head',
    'python manage.py migrate',
    'pip install -r requirements.txt',
    'npm run build',
    'python -m pytest',
    'sh start.sh',
    'echo hi',
    '',
  ])('%j starts nothing', (line) => {
    expect(parse(line)).toBeNull();
  });
});

describe('understandStart', () => {
  it('finds the server among what comes before it', () => {
    expect(understand('python manage.py migrate --noinput && exec gunicorn mysite.wsgi')).toMatchObject({
      start: { target: 'mysite.wsgi' },
      before: [['python', 'manage.py', 'migrate', '--noinput']],
    });
    expect(understand(['sh', '-c', 'cd backend && uvicorn main:app --port ${PORT:-9000}'])).toMatchObject({
      folder: 'backend',
      port: 9000,
      start: { target: 'main:app' },
    });
    expect(
      understand(
        '#!/bin/bash\nset -e\nif [ -n "$X" ]; then\n  alembic upgrade head\nfi\nexec uvicorn main:app \\\n  --host 0.0.0.0 \\\n  --port 8002\n',
      ),
    ).toMatchObject({ port: 8002 });
  });

  it('gives nothing for what it does not understand', () => {
    expect(understand('$(cat command)')).toBeNull();
    expect(understand('npm start')).toBeNull();
  });
});
