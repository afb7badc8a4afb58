import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lesson, readLessons } from '../../src/knowledge/lessons.js';
import type { LessonResult } from '../../src/lessons/check-lesson.js';
import { shellBlocks } from '../docs/code-blocks.js';
import { openShell, type Shell } from '../docs/shell.js';
import { describeWithEngine } from '../lab/engine.js';

const lessons = readLessons();
/** Met before the learner does anything, since they ask for an engine that every test needs. */
const metBefore = ['engine', 'memory', 'compose'];
const isMetBefore = ({ number }: Lesson, id: string) => number === 1 && metBefore.includes(id);
const leftovers = [
  "docker ps -a --format '{{.Names}}' --filter name=learn-",
  "docker images --format '{{.Repository}}:{{.Tag}}' --filter reference=learn-api --filter reference=learn-redis",
].join('; ');

let shell: Shell;
let env: Record<string, string>;
const folderOf = ({ number }: Lesson) => join(shell.folder, number === 8 ? 'learn-capstone' : 'learn');

describeWithEngine('the learning path, as a learner goes it', () => {
  beforeAll(async () => {
    shell = await openShell();
    env = { LEARN_PORT: String(await freePort()), CAPSTONE_PORT: String(await freePort()) };
    for (const lesson of lessons) await mkdir(folderOf(lesson), { recursive: true });
    await cleanUp();
  });
  afterAll(async () => {
    if (!shell) return;
    await cleanUp();
    await shell.close();
  });

  test.each(lessons.map((lesson) => [lesson.number, lesson] as const))('lesson %i', async (_, lesson) => {
    await runBlocks(lesson, lesson.sections.get('Do it') ?? '');
    const before = await check(lesson);
    expect(statuses(before)).toEqual(
      Object.fromEntries(lesson.exercises.map(({ id }) => [id, isMetBefore(lesson, id) ? 'pass' : 'fail'])),
    );
    for (const { status, next } of before.exercises) if (status === 'fail') expect(next).toBeTruthy();
    await runBlocks(lesson, lesson.exercises.map(({ solution }) => solution).join('\n\n'));
    const after = await check(lesson);
    expect(after.exercises.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(after.verdict).toBe('pass');
  });

  test('another image under the proven name has no proof', async () => {
    const last = lessons.at(-1) as Lesson;
    await shell.run('docker tag redis:7 learn-capstone:1.0.0', shell.folder);
    const { exercises, verdict } = await check(last);
    expect(exercises.find(({ id }) => id === 'proof')).toMatchObject({
      status: 'fail',
      seen: expect.stringContaining('has no proof'),
      next: 'dockwright verify .',
    });
    expect(verdict).toBe('fail');
  });

  test('the last lesson says how to clean up, and that is all there is', async () => {
    const last = lessons.at(-1) as Lesson;
    await runBlocks(last, last.sections.get('Check') ?? '');
    expect((await shell.run(leftovers, shell.folder)).output.trim()).toBe('');
  });
});

async function runBlocks(lesson: Lesson, markdown: string): Promise<void> {
  for (const { commands, notRun } of shellBlocks(markdown)) {
    if (notRun !== null) continue;
    const { code, output } = await shell.run(commands, folderOf(lesson), env);
    expect(code, `of:\n${commands}\n${output.slice(-3000)}`).toBe(0);
  }
}

async function check(lesson: Lesson): Promise<LessonResult> {
  const command = `dockwright lesson ${lesson.number} --check --json 2>/dev/null || true`;
  return JSON.parse((await shell.run(command, folderOf(lesson), env)).output);
}

function statuses({ exercises }: LessonResult): Record<string, string> {
  return Object.fromEntries(exercises.map(({ id, status }) => [id, status]));
}

/** Also what an earlier run that was ended left. */
async function cleanUp(): Promise<void> {
  const last = lessons.at(-1) as Lesson;
  for (const { commands } of shellBlocks(last.sections.get('Check') ?? ''))
    await shell.run(`set +e\n${commands}\ntrue`, folderOf(last), env);
  await shell.run('docker image rm --force learn-capstone:1.0.0 2>/dev/null || true', shell.folder);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
