import { allThemes } from '../knowledge/concept-themes.js';
import { type Topic, type TopicKind, topicMarkdown } from './topic.js';

const others: [TopicKind, string][] = [
  ['principle', 'Principles'],
  ['criterion', 'Criteria of the Spec'],
  ['cause', 'Causes of a diagnosis'],
  ['check', 'Checks of the environment and of a push'],
  ['question', 'Questions for the Spec'],
  ['workflow', 'Workflows'],
];

/** Every topic by theme; rules are too many to list, their ids are known from findings. */
export function listTopics(topics: ReadonlyMap<string, Topic>): string {
  const ids = (kind: TopicKind) =>
    [...topics.values()].filter(({ pages }) => pages.some((page) => page.kind === kind)).map(({ id }) => id);
  return [
    '# Topics',
    ...allThemes.map(({ title, concepts }) =>
      [
        `## ${title}`,
        '',
        ...concepts.flatMap((id) => {
          const topic = topics.get(id);
          return topic ? [`- ${id}: ${topic.title}`] : [];
        }),
      ].join('\n'),
    ),
    ...others.map(([kind, title]) => `## ${title}\n\n${ids(kind).join(', ')}`),
    `Also each of the ${ids('rule').length} rules of the audit, by its id or that of hadolint, BuildKit, Trivy, Checkov, ...; \`all\` is every concept and guide in one text.`,
  ].join('\n\n');
}

/** Every concept and guide, in the order in which they are read. */
export function bookOf(topics: ReadonlyMap<string, Topic>): string {
  return allThemes
    .flatMap(({ title, concepts }) => [
      `# Part: ${title}`,
      ...concepts.flatMap((id) => {
        const topic = topics.get(id);
        return topic ? [topicMarkdown({ ...topic, pages: topic.pages.slice(0, 1) })] : [];
      }),
    ])
    .join('\n\n');
}
