import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeFault, Fault } from '../../src/fault.js';
import { readProject } from '../../src/project/read-project.js';
import { folder, project, quiet, requirements } from './project.js';

const base = mkdtempSync(join(tmpdir(), 'dockwright-hostile-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Names and texts that break things which paste them. */
const nasty = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    '"; rm -rf / #',
    '$(id)',
    '`id`',
    '${PORT}',
    "'",
    '\\',
    '\nRUN id',
    '\r\n',
    '{{x}}',
    '../../etc/passwd',
    '/etc/passwd',
    '\u0000',
    '😀',
    '&x',
    '*x',
    '- a: b',
    '%s',
    '__proto__',
    'constructor',
    'toString',
    '--flag',
    '@',
    'a'.repeat(300),
  ),
);
const python = fc
  .record({ name: nasty, route: nasty, variable: nasty, value: nasty, port: fc.oneof(fc.integer(), nasty) })
  .map(
    ({ name, route, variable, value, port }) =>
      `import os\nimport uvicorn\nfrom fastapi import FastAPI\napp = FastAPI(title=${JSON.stringify(name)})\n@app.get(${JSON.stringify(route)})\ndef h(): ...\nX = os.getenv(${JSON.stringify(variable)}, ${JSON.stringify(value)})\nuvicorn.run(app, host=${JSON.stringify(value)}, port=${JSON.stringify(port)})\n`,
  );

describe('a hostile repository', () => {
  it('gives facts of the shapes that later stages rely on, or a fault', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        python,
        fc.array(nasty, { maxLength: 5 }),
        nasty,
        nasty,
        nasty,
        async (code, lines, file, command, name) => {
          const root = join(base, String(count++));
          const files: Record<string, string> = {
            'main.py': code,
            'requirements.txt': ['fastapi', ...lines].join('\n'),
            Procfile: `web: ${command}\n`,
            Dockerfile: `FROM python\nEXPOSE ${command}\nCMD ${command}\n`,
            'pyproject.toml': `[project]\nname = ${JSON.stringify(name)}\nversion = ${JSON.stringify(name)}\nrequires-python = ${JSON.stringify(name)}\n[project.scripts]\n${JSON.stringify(name)} = "main:app"\n`,
            '.env.example': `${name}=${command}\n`,
            'app.yaml': `command: ${JSON.stringify(command)}\n`,
          };
          for (const [path, content] of Object.entries(files)) put(root, path, content);
          // Many of these cannot be names on this system; those that can must be survived.
          try {
            put(root, `${file.replaceAll('/', '_')}.py`, code);
          } catch {}
          const found = await readProject(root, quiet).catch((error: unknown) => error);
          if (!('root' in (found as object))) {
            expect(found).toBeInstanceOf(Fault);
            expect(describeFault(found).hint).not.toBe('');
            return;
          }
          const read = found as Awaited<ReturnType<typeof readProject>>;
          expect(read.runtime.version).toMatch(/^3\.\d+$/);
          expect(read.version).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$/);
          for (const variable of read.environment) {
            expect(variable.name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/);
            expect(variable.default ?? '').not.toMatch(/[\u0000-\u001f\u007f]/);
          }
          for (const { name: dependency } of [...read.dependencies.direct, ...read.dependencies.locked])
            expect(dependency).toMatch(/^[a-z0-9][a-z0-9-]*$/);
          for (const path of [...read.runtimePaths, ...read.topLevel, ...read.writablePaths])
            expect(path).not.toMatch(/[\u0000-\u001f\u007f]/);
          for (const { name: variable } of read.environment) expect(variable).not.toBe('');
          for (const { path } of read.routes) expect(path.startsWith('/')).toBe(true);
          if (read.port !== null) expect(read.port).toBeGreaterThan(0);
          for (const word of read.command ?? []) expect(word).not.toMatch(/[\u0000-\u001f\u007f]/);
          if (read.healthPath) expect(read.healthPath).toMatch(/^\/[\w./~-]*$/);
          for (const { file: seen } of read.evidence) expect(seen.startsWith('/') || seen.includes('..')).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read the same way every time', async () => {
    const root = folder({
      ...requirements('fastapi', 'redis'),
      'b.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'a.py': 'import os\nfrom fastapi import FastAPI\napp = FastAPI()\nX = os.getenv("REDIS_URL")\n',
      'README.md': 'uvicorn b:app',
    });
    expect(await readProject(root, quiet)).toEqual(await readProject(root, quiet));
  });

  it('cannot make the reader run long', async () => {
    const start = performance.now();
    await project({
      ...requirements('fastapi', 'a'.repeat(500_000), '['.repeat(300_000)),
      'main.py': `from fastapi import FastAPI\napp = FastAPI()\n${'x = os.environ.get("A", os.environ.get("A", '.repeat(2_000)}`,
      'loop_a.py': 'from loop_b import app\n',
      'loop_b.py': 'from loop_a import app\n',
      'self.py': 'from self import *\nfrom . import self\napp = app\ndef create_app():\n    return create_app()\n',
      'wrap.py': `from fastapi import FastAPI\n${'app = wrap(app)\n'.repeat(3_000)}`,
      Procfile: `web: ${'uvicorn '.repeat(50_000)}\n`,
      Dockerfile: `FROM python\nCMD ${'['.repeat(200_000)}\n`,
      'README.md': `${'uvicorn '.repeat(100_000)}\n`,
      '.env.example': `A=${'"'.repeat(100_000)}\n${' '.repeat(100_000)}=x\n`,
      'compose.yaml': `a: &a [${'*a,'.repeat(1_000)}]\n`,
    });
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
