import type { Lesson } from '../../knowledge/lessons.js';
import type { LessonResult } from '../../lessons/check-lesson.js';
import type { PlainAnswer, PlainCommand } from '../plain-command.js';

/** The learning path: what there is, a lesson to read, and whether its exercises are done. */
export const lessonCommand: PlainCommand = {
  name: 'lesson',
  title: 'Eight lessons, with exercises that are checked on your engine',
  usage: '[NUMBER]',
  arguments: { least: 0, most: 1 },
  flags: [
    { name: 'check', kind: 'boolean', description: 'Look whether the exercises are done; changes nothing' },
    { name: 'path', kind: 'string', value: 'DIR', description: 'Where your files are (default: here)' },
    { name: 'solutions', kind: 'boolean', description: 'One way to do each exercise' },
  ],
  examples: [
    ['dockwright lesson 1', 'what to read, to do, and to try by yourself; without a number the list'],
    ['dockwright lesson 3 --check', 'verify the exercises, with what was seen and what to do next'],
    ['dockwright lesson 3 --solutions', 'one way to do them'],
  ],
  async run({ given: [number], flags }, activity) {
    const [{ Fault }, { readLessons }, rendering] = await Promise.all([
      import('../../fault.js'),
      import('../../knowledge/lessons.js'),
      import('../../lessons/render-lesson.js'),
    ]);
    const lessons = readLessons();
    if (number === undefined) {
      if (flags.check || flags.solutions)
        throw new Fault('invalid-input', 'No lesson was named.', 'Name one: dockwright lesson 1 --check');
      return { exitCode: 0, text: rendering.renderList(lessons), output: { lessons: lessons.map(summaryOf) } };
    }
    const lesson = lessons.find((one) => String(one.number) === number || one.id === number);
    if (!lesson)
      throw new Fault(
        'invalid-input',
        `There is no lesson ${JSON.stringify(number)}.`,
        `There are lessons 1 to ${lessons.length}: dockwright lesson lists them.`,
      );
    if (flags.check) return check(lesson, String(flags.path ?? '.'), activity, rendering.renderResult);
    if (flags.solutions) {
      const markdown = rendering.renderSolutions(lesson);
      return { exitCode: 0, text: markdown, output: { ...summaryOf(lesson), markdown } };
    }
    const markdown = rendering.renderLesson(lesson);
    return { exitCode: 0, text: markdown, output: { ...summaryOf(lesson), markdown } };
  },
};

function summaryOf({ number, id, title, layer, minutes, concepts, exercises }: Lesson) {
  return {
    number,
    id,
    title,
    layer,
    minutes,
    concepts,
    exercises: exercises.map(({ id, instruction }) => ({ id, instruction })),
  };
}

async function check(
  lesson: Lesson,
  path: string,
  activity: Parameters<PlainCommand['run']>[1],
  render: (lesson: Lesson, result: LessonResult) => string,
): Promise<PlainAnswer> {
  const [{ resolvePath }, { checkLesson }] = await Promise.all([
    import('../../tools/resolve-path.js'),
    import('../../lessons/check-lesson.js'),
  ]);
  const folder = await resolvePath(path, { roots: [], absoluteOnly: false });
  const { exitCode, ...result } = await checkLesson(lesson, folder, activity);
  return { exitCode, text: render(lesson, { ...result, exitCode }), output: result };
}
