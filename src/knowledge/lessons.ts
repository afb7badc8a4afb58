import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';
import { readSections } from './sections.js';

/** The four ways of working, in the order in which they are learnt. */
export const lessonLayers = ['by hand', 'with an assistant', 'as a reusable skill', 'spec-driven'] as const;

/** A lesson of the learning path (skill/dockwright/references/lessons), from installation to the capstone. */
export interface Lesson {
  number: number;
  id: string;
  title: string;
  layer: (typeof lessonLayers)[number];
  minutes: number;
  /** Ids of concepts that it rests on. */
  concepts: string[];
  sources: string[];
  /** Markdown by heading, in order: what it teaches, what to read and do, exercises, faults, how to check; without the solutions. */
  sections: ReadonlyMap<string, string>;
  exercises: LessonTask[];
}

/** What a learner is asked to do; `dockwright lesson N --check` verifies it. */
export interface LessonTask {
  id: string;
  instruction: string;
  /** One way to do it, as Markdown. */
  solution: string;
}

export const lessonFolder = join('skill', 'dockwright', 'references', 'lessons');
const solutionHeading = 'Solutions';

/** Every lesson, the first one first. */
export function readLessons(): Lesson[] {
  const folder = packagePath(lessonFolder);
  return readdirSync(folder)
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .sort()
    .map((name) => readLesson(readFileSync(join(folder, name), 'utf8')));
}

function readLesson(text: string): Lesson {
  const { data, body } = splitFrontMatter(text);
  const { sections } = readSections(body);
  const solutions = tasksIn(sections.get(solutionHeading) ?? '');
  return {
    number: Number(data.number),
    id: String(data.id),
    title: String(data.title),
    layer: data.layer as Lesson['layer'],
    minutes: Number(data.minutes),
    concepts: list(data.concepts, ','),
    sources: list(data.sources, ';'),
    sections: new Map([...sections].filter(([heading]) => heading !== solutionHeading)),
    exercises: [...tasksIn(sections.get('Exercises') ?? '')].map(([id, instruction]) => ({
      id,
      instruction,
      solution: solutions.get(id) ?? '',
    })),
  };
}

/** Texts by the id that stands above each as a heading of the third level. */
function tasksIn(section: string): ReadonlyMap<string, string> {
  return new Map(
    [...section.matchAll(/^### ([a-z-]+)\n([\s\S]*?)(?=^### |(?![\s\S]))/gm)].map(([, id = '', text = '']) => [
      id,
      text.trim(),
    ]),
  );
}

function list(text: string | undefined, separator: string): string[] {
  return (text ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter(Boolean);
}
