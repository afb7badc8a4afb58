import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConcepts } from '../../src/knowledge/concepts.js';
import { type Lesson, lessonFolder, lessonLayers, readLessons } from '../../src/knowledge/lessons.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { allExercises } from '../../src/lessons/all-exercises.js';
import { shellBlocks } from '../docs/code-blocks.js';

const headings = ['What you will be able to do', 'Read first', 'Do it', 'Exercises', 'What goes wrong', 'Check'];
const lessons = readLessons();
const files = readdirSync(packagePath(lessonFolder)).sort();
const concepts = new Set(readConcepts().map(({ id }) => id));

test('eight lessons, numbered, from the hands to the specification', () => {
  expect(lessons.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...new Set(lessons.map(({ layer }) => layer))]).toEqual([...lessonLayers]);
  expect(files).toEqual(lessons.map(({ number, id }) => `0${number}-${id}.md`));
  expect(lessons.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(360);
});

test('every exercise has a check, and every check an exercise, in one order', () => {
  expect(Object.keys(allExercises)).toEqual(lessons.map(({ id }) => id));
  for (const { id, exercises } of lessons)
    expect(allExercises[id]?.map((exercise) => exercise.id)).toEqual(exercises.map((task) => task.id));
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, lesson: Lesson) => {
  const file = join(packagePath(lessonFolder), `0${lesson.number}-${id}.md`);
  const text = readFileSync(file, 'utf8');

  test('has its headings in order, and something under each', () => {
    expect([...lesson.sections.keys()]).toEqual(headings);
    for (const section of lesson.sections.values()) expect(section.length).toBeGreaterThan(40);
    expect(shellBlocks(lesson.sections.get('Do it') ?? '').length).toBeGreaterThan(0);
    expect(lesson.sections.get('Check')).toContain(`dockwright lesson ${lesson.number} --check`);
  });

  test('asks for something in each exercise, and shows one way to do it', () => {
    expect(lesson.exercises.length).toBeGreaterThan(2);
    for (const { instruction, solution } of lesson.exercises) {
      expect(instruction.length).toBeGreaterThan(30);
      expect(shellBlocks(solution).length).toBeGreaterThan(0);
    }
  });

  test('rests on concepts that there are, and leads to files that there are', () => {
    expect(lesson.concepts.length).toBeGreaterThan(2);
    expect(lesson.concepts.filter((concept) => !concepts.has(concept))).toEqual([]);
    for (const source of lesson.sources) expect(source).toMatch(/^https:\/\/\S+$/);
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(existsSync(join(packagePath(lessonFolder), target)), target).toBe(true);
    expect(text.split('\n').length).toBeLessThan(190);
  });

  test('every block of commands stands at the left, where it is found and run', () => {
    expect(text).not.toMatch(/^ +```/m);
    for (const { notRun } of shellBlocks(text)) if (notRun !== null) expect(notRun.length).toBeGreaterThan(5);
  });
});
