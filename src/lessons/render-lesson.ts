import { type Lesson, lessonLayers } from '../knowledge/lessons.js';
import type { LessonResult } from './check-lesson.js';

const marks = { pass: 'pass', fail: 'FAIL', 'not-measured': '-   ' } as const;

/** The learning path by its layers. */
export function renderList(lessons: readonly Lesson[]): string {
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return [
    `${lessons.length} lessons, about ${Math.round(minutes / 60)} hours`,
    ...lessonLayers.flatMap((layer) => [
      '',
      `  ${layer}`,
      ...lessons
        .filter((lesson) => lesson.layer === layer)
        .map(({ number, title, minutes: each }) => `    ${number}  ${title} (${each} minutes)`),
    ]),
    '',
    'next: dockwright lesson 1',
  ].join('\n');
}

/** A lesson as one Markdown document; the solutions are left out. */
export function renderLesson({ number, title, layer, minutes, sections, sources }: Lesson): string {
  return [
    `# Lesson ${number}: ${title}`,
    `${minutes} minutes, ${layer}`,
    ...[...sections].map(([heading, text]) => `## ${heading}\n${withoutLinks(text)}`),
    `Sources: ${sources.join(' ')}`,
    `Next: dockwright explain TOPIC for what is to be read; dockwright lesson ${number} --check, and with --solutions one way to do the exercises.`,
  ].join('\n\n');
}

export function renderSolutions({ number, title, exercises }: Lesson): string {
  return [
    `# Lesson ${number}: ${title}, one way to do it`,
    ...exercises.map(({ id, instruction, solution }) => `## ${id}\n${instruction}\n\n${withoutLinks(solution)}`),
  ].join('\n\n');
}

/** What was found of each exercise; of what is not done, what to do next. */
export function renderResult({ number, title }: Lesson, { exercises, path, verdict }: LessonResult): string {
  const width = Math.max(...exercises.map(({ id }) => id.length));
  const done = exercises.filter(({ status }) => status === 'pass').length;
  const indent = ' '.repeat(width + 10);
  return [
    `lesson ${number}, ${title}: ${path}`,
    '',
    ...exercises.flatMap(({ id, status, expected, seen, next }, at) => {
      // without an engine each exercise would say so at length
      const again = status === 'not-measured' && exercises[at - 1]?.seen === seen;
      return [
        `  ${marks[status]}  ${id.padEnd(width)}  ${again ? 'not measured, for the same reason' : seen}`,
        ...(status === 'pass' ? [] : [`${indent}expected: ${expected}`]),
        ...(status === 'pass' || next === undefined || again ? [] : [`${indent}next: ${next}`]),
      ];
    }),
    '',
    verdict === 'pass'
      ? `PASS  ${done} of ${exercises.length} exercises${number < 8 ? `; next: dockwright lesson ${number + 1}` : '; that was the last one'}`
      : `${verdict === 'fail' ? 'FAIL' : 'INCOMPLETE'}  ${done} of ${exercises.length} exercises`,
  ].join('\n');
}

/** Links lead from file to file; here a topic is asked for by its id: dockwright explain ID. */
function withoutLinks(markdown: string): string {
  return markdown.replace(/\[([^\]\n]+)\]\(\.\.\/[a-z]+\/([a-z0-9-]+)\.md\)/g, (_, text: string, id: string) =>
    text === id ? `\`${id}\`` : `${text} (\`${id}\`)`,
  );
}
