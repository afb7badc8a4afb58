import type { TopicKind } from '../../explain/topic.js';
import type { PageResource } from './page-resource.js';

/** What Dockwright knows of containers, page by page: the same content that explain_concept, the prompts and the docs show. */
export const knowledge: readonly PageResource[] = [
  {
    folder: 'concepts',
    title: 'A concept',
    description: 'Teaches one thing about containers',
    ...topics('concept'),
    async listed() {
      const { readConcepts } = await import('../../knowledge/concepts.js');
      return readConcepts();
    },
  },
  {
    folder: 'principles',
    title: 'A principle',
    description: 'What a good image does, why, and where it is applied',
    ...topics('principle'),
    async listed() {
      const { readPrinciples } = await import('../../knowledge/principles.js');
      return readPrinciples();
    },
  },
  {
    folder: 'guides',
    title: 'A guide',
    description: 'Steps to a goal',
    ...topics('guide'),
    async listed() {
      const { readGuides } = await import('../../knowledge/guides.js');
      return readGuides();
    },
  },
  {
    folder: 'lessons',
    title: 'A lesson',
    description: 'What to read, to do and to try; dockwright lesson N --check verifies the exercises',
    ids: async () => (await lessons()).map(({ id }) => id),
    listed: lessons,
    async read(id) {
      const lesson = (await lessons()).find((one) => one.id === id);
      const { renderLesson } = await import('../../lessons/render-lesson.js');
      return lesson ? renderLesson(lesson) : null;
    },
  },
  { folder: 'rules', title: 'A rule', description: 'What the audit finds, with examples', ...topics('rule') },
  { folder: 'criteria', title: 'A criterion', description: 'What verify_image measures', ...topics('criterion') },
  { folder: 'causes', title: 'A cause', description: 'What diagnose_container finds', ...topics('cause') },
  {
    folder: 'questions',
    title: 'A question',
    description: 'What must be known before an image is made',
    ids: async () => (await questions()).map(({ id }) => id),
    listed: async () => (await questions()).map(({ id, question }) => ({ id, title: question })),
    async read(id) {
      const page = (await questions()).find((question) => question.id === id);
      if (!page) return null;
      const { questionDocument } = await import('../../knowledge/workflow-reference.js');
      return `# ${page.question}\n\n${questionDocument(page)}`;
    },
  },
];

async function lessons() {
  return (await import('../../knowledge/lessons.js')).readLessons();
}

async function questions() {
  return (await import('../../knowledge/questions.js')).readQuestions();
}

/** Pages of one kind of topic; of a topic with several, that one alone. */
function topics(kind: TopicKind): Pick<PageResource, 'ids' | 'read'> {
  const load = async () => (await import('../../explain/all-topics.js')).allTopics();
  return {
    ids: async () =>
      [...(await load()).values()].filter(({ pages }) => pages.some((page) => page.kind === kind)).map(({ id }) => id),
    async read(id) {
      const page = (await load()).get(id)?.pages.find((candidate) => candidate.kind === kind);
      return page ? `# ${page.title}\n\n${page.markdown}` : null;
    },
  };
}
