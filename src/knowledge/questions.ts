import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';
import { readSections } from './sections.js';

/** What must be known before an image is made, and who may tell it. */
export interface QuestionPage {
  id: string;
  question: string;
  /** Paths of the Spec that the answer sets. */
  spec: string[];
  /** What is taken until someone answers. */
  default: string;
  why: string;
  /** How the repository may answer, so that nobody is asked. */
  answeredBy: string;
  /** Other wordings (`question choice`) and reasons for asking (`because none`), by their front matter's key. */
  wordings: ReadonlyMap<string, string>;
}

/** Every question of prompts/questions, by id. */
export function readQuestions(): QuestionPage[] {
  pages ??= readdirSync(folder())
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readPage(readFileSync(join(folder(), name), 'utf8')));
  return pages;
}

let pages: QuestionPage[] | undefined;

function folder(): string {
  return packagePath(join('prompts', 'questions'));
}

function readPage(text: string): QuestionPage {
  const { data, body } = splitFrontMatter(text);
  const { sections } = readSections(body);
  return {
    id: String(data.id),
    question: String(data.question),
    spec: String(data.spec).split(', '),
    default: String(data.default),
    why: sections.get('Why it matters') ?? '',
    answeredBy: sections.get('How the repository may answer') ?? '',
    wordings: new Map(Object.entries(data).filter(([key]) => /^(?:question|because) /.test(key))),
  };
}

/** The page behind a question of an answer: `service-postgres` is `service`. */
export function questionPage(id: string): QuestionPage | null {
  return readQuestions().find((page) => page.id === id || (page.id === 'service' && id.startsWith('service-'))) ?? null;
}

interface Wording {
  /** The page's reason for asking: `none` is its `because none`. */
  because: string;
  /** Another wording of the question: `choice` is its `question choice`. */
  as?: string;
  /** For `{name}` in either. */
  values?: Readonly<Record<string, string | number>>;
}

/** A question in the words of its page. @throws Error where the page has none of that name, a defect of ours */
export function worded(id: string, { because, as, values = {} }: Wording): { question: string; why: string } {
  const page = questionPage(id);
  const question = as === undefined ? page?.question : page?.wordings.get(`question ${as}`);
  const why = page?.wordings.get(`because ${because}`);
  if (question === undefined || why === undefined) throw new Error(`prompts/questions/${id}.md lacks a wording`);
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { question: filled(question), why: filled(why) };
}
