import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import type { Lesson } from '../knowledge/lessons.js';
import { allExercises } from './all-exercises.js';
import { type Desk, openDesk } from './desk.js';
import type { Exercise } from './exercise.js';

export interface ExerciseResult {
  id: string;
  instruction: string;
  status: 'pass' | 'fail' | 'not-measured';
  expected: string;
  seen: string;
  next?: string;
}

export interface LessonResult {
  lesson: number;
  id: string;
  path: string;
  exercises: ExerciseResult[];
  /** `incomplete`: something could not be looked at, and nothing failed. */
  verdict: 'pass' | 'fail' | 'incomplete';
  /** 3 where an engine could not be reached. */
  exitCode: 0 | 1 | 3;
}

/** Looks at what a learner has made of a lesson's exercises; changes nothing. @param folder absolute */
export async function checkLesson(lesson: Lesson, folder: string, activity: Activity): Promise<LessonResult> {
  const desk = openDesk(folder, activity);
  const exercises: ExerciseResult[] = [];
  let unreachable = false;
  for (const exercise of allExercises[lesson.id] ?? []) {
    activity.report(`exercise ${exercise.id}`);
    activity.signal.throwIfAborted();
    const { id, expected } = exercise;
    const instruction = lesson.exercises.find((task) => task.id === id)?.instruction ?? '';
    const { status, seen, next } = await lookAt(exercise, desk);
    unreachable ||= status === 'not-measured';
    exercises.push({ id, instruction, status, expected, seen, ...(next === undefined ? {} : { next }) });
  }
  const verdict = exercises.some(({ status }) => status === 'fail') ? 'fail' : unreachable ? 'incomplete' : 'pass';
  return {
    lesson: lesson.number,
    id: lesson.id,
    path: folder,
    exercises,
    verdict,
    exitCode: unreachable ? 3 : verdict === 'pass' ? 0 : 1,
  };
}

async function lookAt(exercise: Exercise, desk: Desk): Promise<Pick<ExerciseResult, 'status' | 'seen' | 'next'>> {
  try {
    const { met, seen, next } = await exercise.look(desk);
    return met ? { status: 'pass', seen } : { status: 'fail', seen, ...(next === undefined ? {} : { next }) };
  } catch (error) {
    desk.activity.signal.throwIfAborted();
    if (!(error instanceof Fault)) throw error;
    const isEngine = error.code === 'engine-unreachable' || error.code === 'engine-refused';
    return { status: isEngine ? 'not-measured' : 'fail', seen: error.message, next: error.hint };
  }
}
