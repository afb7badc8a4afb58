import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conceptFolder, readConcepts } from '../../src/knowledge/concepts.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { executable } from '../executable/dockwright.js';
import { describeWithEngine } from '../lab/engine.js';
import { shellBlocks } from './shell-blocks.js';

/** A block takes at most 20 s on an idle machine; the rest is for one that is busy. */
const blockLimitMs = 60_000;
const atOnce = 3;
const concepts = readConcepts().map(({ id }) => id);

interface Ran {
  ran: number;
  notRun: number;
  failures: string[];
}

const results = new Map<string, Ran>();
let folder = '';

describeWithEngine('commands of the concepts', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-concepts-'));
    await writeFile(join(folder, 'dockwright'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, {
      mode: 0o755,
    });
    await addPlugins();
    const left = [...concepts];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let id = left.shift(); id !== undefined; id = left.shift()) results.set(id, await runConcept(id));
      }),
    );
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(concepts)('%s', (id) => {
    expect(results.get(id)?.failures).toEqual([]);
  });

  test('most blocks are run, and nothing is left behind', async () => {
    const all = [...results.values()];
    const [ran, notRun] = [
      all.reduce((sum, { ran }) => sum + ran, 0),
      all.reduce((sum, { notRun }) => sum + notRun, 0),
    ];
    console.log(`${ran} blocks of commands were run, ${notRun} are marked not to be`);
    expect(ran).toBeGreaterThan(notRun);
    const { output } = await bash(
      [
        "docker ps -a --format '{{.Names}}' --filter name=dockwright-concept-",
        'docker volume ls -q --filter name=dockwright-concept-',
        "docker network ls --format '{{.Name}}' --filter name=dockwright-concept-",
        "docker images --format '{{.Repository}}' 'dockwright-concept-*'",
      ].join('\n'),
      folder,
    );
    expect(output.trim()).toBe('');
  });
});

/** `docker compose` and `docker buildx`, where the lab has them outside of Docker's own folders. */
async function addPlugins(): Promise<void> {
  const plugins = join(folder, 'docker', 'cli-plugins');
  await mkdir(plugins, { recursive: true });
  for (const [name, path] of [
    ['docker-compose', process.env.DOCKWRIGHT_COMPOSE],
    ['docker-buildx', process.env.DOCKWRIGHT_BUILDX],
  ] as const)
    if (path) await symlink(path, join(plugins, name));
}

async function runConcept(id: string): Promise<Ran> {
  const blocks = shellBlocks(await readFile(join(packagePath(conceptFolder), `${id}.md`), 'utf8'));
  const result: Ran = { ran: 0, notRun: 0, failures: [] };
  for (const { commands, notRun } of blocks) {
    if (notRun !== null) {
      result.notRun++;
      continue;
    }
    const place = await mkdtemp(join(folder, `${id}-`));
    const { code, output } = await bash(commands, place);
    result.ran++;
    if (code !== 0) result.failures.push(`exit code ${code} of:\n${commands}\n${output.slice(-2000)}`);
  }
  return result;
}

function bash(script: string, cwd: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    DOCKER_CONFIG: join(folder, 'docker'),
  };
  return new Promise((resolve) => {
    const child = execFile(
      '/bin/bash',
      ['-e', '-c', script],
      { cwd, env, timeout: blockLimitMs, maxBuffer: 16 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number((error as { code?: unknown }).code ?? -1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });
}
