import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Lesson, readLessons } from '../../src/knowledge/lessons.js';
import { checkLesson } from '../../src/lessons/check-lesson.js';
import { renderLesson, renderList, renderResult, renderSolutions } from '../../src/lessons/render-lesson.js';

const activity = { signal: new AbortController().signal, report: () => {} };
const lessons = readLessons();
const lesson = (number: number) => lessons.find((one) => one.number === number) as Lesson;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-lesson-'));
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const statusesOf = async (number: number) =>
  Object.fromEntries(
    (await checkLesson(lesson(number), folder, activity)).exercises.map(({ id, status }) => [id, status]),
  );

describe('without an engine', () => {
  test('what needs one is not measured, and the exit code says so', async () => {
    const result = await checkLesson(lesson(2), folder, activity);
    expect(result).toMatchObject({ verdict: 'incomplete', exitCode: 3 });
    for (const exercise of result.exercises)
      expect(exercise).toMatchObject({
        status: 'not-measured',
        seen: expect.stringContaining('No Docker engine answers'),
        next: expect.any(String),
      });
    const shown = renderResult(lesson(2), result);
    expect(shown.match(/No Docker engine answers/g)).toHaveLength(1);
    expect(shown).toContain('INCOMPLETE  0 of 4 exercises');
  });

  test('what lies in the folder is looked at all the same', async () => {
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "a.py"]\n',
    );
    expect(await statusesOf(3)).toEqual({
      'five-instructions': 'pass',
      'layer-order': 'pass',
      image: 'not-measured',
      answers: 'not-measured',
    });
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "a.py"]\n',
    );
    const result = await checkLesson(lesson(3), folder, activity);
    expect(result.exercises.slice(0, 2).map(({ status }) => status)).toEqual(['fail', 'fail']);
    expect(result.exercises[0]?.seen).toContain('missing: WORKDIR');
    expect(result).toMatchObject({ verdict: 'fail', exitCode: 3 });
  });

  test('stages and what the build is sent', async () => {
    const stages = (last: string) =>
      writeFile(join(folder, 'Dockerfile'), `FROM a:1 AS build\nRUN pip install x\n\nFROM a:1\n${last}\n`);
    await stages('COPY --from=build /opt /opt');
    await writeFile(join(folder, '.dockerignore'), '.git\n**/.env\n**/.venv\n**/__pycache__\n');
    expect(await statusesOf(5)).toMatchObject({ 'two-stages': 'pass', 'small-context': 'pass' });
    await stages('COPY --from=build /opt /opt\nRUN pip install y');
    await writeFile(join(folder, '.dockerignore'), '*\n');
    expect(await statusesOf(5)).toMatchObject({ 'two-stages': 'fail', 'small-context': 'fail' });
  });
});

describe('a skill', () => {
  const write = async (text: string, dockerfile: string) => {
    const place = join(folder, 'skills', 'images');
    await mkdir(join(place, 'assets'), { recursive: true });
    await writeFile(join(place, 'SKILL.md'), text);
    await writeFile(join(place, 'assets', 'Dockerfile'), dockerfile);
  };
  const list = '- one\n- two\n- three\n- four\n- five\n';
  const whole = `---\nname: images\ndescription: Use when an image is made.\n---\n## Persona\nAn engineer who is called at night when it fails.\n## Questions\n${list}## Principles\n${list}`;

  test('that is whole passes', async () => {
    await write(whole, 'FROM scratch\nCOPY service /service\nUSER 1000\nCMD ["/service"]\n');
    const result = await checkLesson(lesson(7), folder, activity);
    expect(result.exercises.filter(({ status }) => status !== 'pass')).toEqual([
      // a template without a health check is spoken of
      ...result.exercises.filter(({ id, seen }) => id === 'assets' && seen.includes('healthcheck-missing')),
    ]);
    expect(result.exercises[0]).toMatchObject({ id: 'skill-file', status: 'pass' });
  });

  test.each([
    ['another name', whole.replace('name: images', 'name: Images'), 'skill-file'],
    ['no description', whole.replace(/description: .*\n/, ''), 'skill-file'],
    ['a header that is no YAML', whole.replace('name: images', 'name: [images'), 'skill-file'],
    ['four questions', whole.replace('- five\n', ''), 'persona-questions-principles'],
    ['no persona', whole.replace('## Persona', '## Person'), 'persona-questions-principles'],
  ])('with %s fails there', async (_, text, id) => {
    await write(text, 'FROM scratch\n');
    expect(await statusesOf(7)).toMatchObject({ [id]: 'fail' });
  });

  test('that spreads a fault fails', async () => {
    await write(whole, 'FROM python\nRUN pip install x\nCMD python app.py\n');
    const { exercises } = await checkLesson(lesson(7), folder, activity);
    expect(exercises.find(({ id }) => id === 'assets')).toMatchObject({
      status: 'fail',
      seen: expect.stringContaining('base-untagged'),
    });
  });
});

test('a specification that is broken is a failure with its reason, no crash', async () => {
  await writeFile(join(folder, 'container.spec.yaml'), 'apiVersion: nothing\n');
  const { exercises } = await checkLesson(lesson(8), folder, activity);
  expect(exercises[0]).toMatchObject({ id: 'spec', status: 'fail', next: expect.any(String) });
});

describe('shown', () => {
  test('the list has every lesson under its layer', () => {
    const text = renderList(lessons);
    for (const { number, title, layer } of lessons) {
      expect(text).toContain(`    ${number}  ${title}`);
      expect(text).toContain(`\n  ${layer}\n`);
    }
  });

  test.each(lessons.map((one) => [one.number, one] as const))('lesson %i, its solutions apart', (_, one) => {
    const page = renderLesson(one);
    expect(page).toContain(`# Lesson ${one.number}: ${one.title}`);
    expect(page).not.toMatch(/\]\(\.\./);
    const solutions = renderSolutions(one);
    for (const { id, solution } of one.exercises) {
      expect(solutions).toContain(`## ${id}\n`);
      expect(page).not.toContain(solution);
    }
  });
});
