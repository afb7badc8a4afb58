/** What a topic is explained as. */
export type TopicKind =
  | 'concept'
  | 'guide'
  | 'principle'
  | 'criterion'
  | 'cause'
  | 'check'
  | 'question'
  | 'workflow'
  | 'rule';

/** One page about a topic; `non-root` has one as a principle and one as a criterion. */
export interface TopicPage {
  kind: TopicKind;
  title: string;
  /** Without a title of its own. */
  markdown: string;
}

/** Whatever an answer of Dockwright names, and what people call it. */
export interface Topic {
  id: string;
  title: string;
  aliases: readonly string[];
  /** Ids of topics to read next. */
  related: readonly string[];
  /** Ids of principles that it stands for. */
  principles: readonly string[];
  /** The concept first, then the principle, and so on. */
  pages: readonly TopicPage[];
}

const names: Record<TopicKind, string> = {
  concept: 'Concept',
  guide: 'Guide',
  principle: 'Principle',
  criterion: 'Criterion of the Spec',
  cause: 'Cause of a diagnosis',
  check: 'Check',
  question: 'Question for the Spec',
  workflow: 'Workflow',
  rule: 'Rule of the audit',
};

/** A topic as one Markdown document. */
export function topicMarkdown({ title, pages }: Pick<Topic, 'title' | 'pages'>): string {
  const [first, ...others] = pages;
  const kind = first && first.kind !== 'concept' ? [`*${names[first.kind]}*`] : [];
  return [
    `# ${title}`,
    ...kind,
    first?.markdown ?? '',
    ...others.map((page) => `## ${names[page.kind]}: ${page.title}\n\n${deeper(page.markdown)}`),
  ].join('\n\n');
}

/** A page below another one's heading. */
function deeper(markdown: string): string {
  return markdown.replace(/^(#{2,5}) /gm, '#$1 ');
}
