import { causeIds } from '../diagnose/cause.js';
import { allCauses } from '../diagnose/causes/all-causes.js';
import { type Concept, readConcepts } from '../knowledge/concepts.js';
import { criterionMeasures } from '../knowledge/criterion-measures.js';
import { readGuides } from '../knowledge/guides.js';
import { principlePage } from '../knowledge/principle-uses.js';
import { readPrinciples } from '../knowledge/principles.js';
import { readQuestions } from '../knowledge/questions.js';
import { documentedRules } from '../knowledge/rule-documents.js';
import { rulePage } from '../knowledge/rule-reference.js';
import { questionDocument, workflowDocument } from '../knowledge/workflow-reference.js';
import { readWorkflows } from '../knowledge/workflows.js';
import { allCriteria } from '../verify/criteria/all-criteria.js';
import { checkPages } from './check-pages.js';
import { topicNamed } from './find-topic.js';
import type { Topic, TopicKind } from './topic.js';

/** One page with what is known of its topic. */
interface Entry extends Omit<Topic, 'pages'> {
  kind: TopicKind;
  markdown: string;
}

/** Every topic by its id; where several things have one name, they are pages of one topic. */
export function allTopics(): ReadonlyMap<string, Topic> {
  // what ships with the package changes no more, and a server is asked often
  known ??= readTopics();
  return known;
}

let known: ReadonlyMap<string, Topic> | undefined;

function readTopics(): ReadonlyMap<string, Topic> {
  const topics = new Map<string, Topic>();
  add(topics, [
    ...taught('concept', readConcepts()),
    ...taught('guide', readGuides()),
    ...principles(),
    ...criteria(),
    ...causes(),
  ]);
  add(topics, checks(topics));
  add(topics, [...questions(), ...workflows(), ...rules()]);
  return topics;
}

function add(topics: Map<string, Topic>, entries: readonly Entry[]): void {
  for (const { kind, markdown, ...entry } of entries) {
    const before = topics.get(entry.id);
    const merge = (key: 'aliases' | 'related' | 'principles') => [
      ...new Set([...(before?.[key] ?? []), ...entry[key]]),
    ];
    topics.set(entry.id, {
      id: entry.id,
      title: before?.title ?? entry.title,
      aliases: merge('aliases'),
      related: merge('related').filter((id) => id !== entry.id),
      principles: merge('principles'),
      pages: [...(before?.pages ?? []), { kind, title: entry.title, markdown }],
    });
  }
}

function taught(kind: 'concept' | 'guide', pages: readonly Concept[]): Entry[] {
  return pages.map(({ id, title, aliases, related, principles, sources, body }) => ({
    kind,
    id,
    title,
    aliases,
    related: [...related, ...principles],
    principles,
    markdown: [body, `Sources: ${sources.join(' ')}`].join('\n\n'),
  }));
}

/** A page of the topic that people mean by the check's id: `memory` is another name of resource limits. */
function checks(topics: ReadonlyMap<string, Topic>): Entry[] {
  // a copy, since names are looked up once for each map, and this one still grows
  const known = new Map(topics);
  return checkPages().map(({ id, title, related, markdown }) => {
    const meant = topicNamed(known, id);
    return {
      kind: 'check',
      id: meant?.id ?? id,
      title,
      aliases: [],
      // a topic that was there before leads on by itself
      related: meant ? [] : [...related],
      principles: [],
      markdown,
    };
  });
}

function principles(): Entry[] {
  const taughtBy = readConcepts();
  return readPrinciples().map((principle) => {
    const { id, title } = principle;
    const related = taughtBy.filter((concept) => concept.principles.includes(id)).map((concept) => concept.id);
    const taught = related.length > 0 ? [`Concepts: ${related.join(', ')}`] : [];
    return {
      kind: 'principle',
      id,
      title,
      aliases: [],
      related,
      principles: [id],
      markdown: [principlePage(principle, '##'), ...taught].join('\n\n'),
    };
  });
}

function criteria(): Entry[] {
  const measures = criterionMeasures();
  return allCriteria.map(({ id, title, principle }) => ({
    kind: 'criterion',
    id,
    title,
    aliases: [],
    related: [principle],
    principles: [principle],
    markdown: [
      `What \`dockwright verify\` measures: ${measures.get(id) ?? title}.`,
      `It counts where container.spec.yaml names it under \`criteria\`. The principle behind it: \`${principle}\`.`,
    ].join('\n\n'),
  }));
}

function causes(): Entry[] {
  return causeIds.flatMap((id) => {
    const cause = allCauses.find((candidate) => candidate.id === id);
    if (!cause) return [];
    const { title, principle, explains = [] } = cause;
    const away = explains.length > 0 ? [`Found with it, these are its consequences: ${explains.join(', ')}.`] : [];
    return {
      kind: 'cause' as const,
      id,
      title,
      aliases: [],
      related: [principle, ...explains],
      principles: [principle],
      markdown: [
        `${title}. \`dockwright diagnose CONTAINER\` names it with its evidence and with commands that mend it, made for that container.`,
        ...away,
        `The principle that prevents it: \`${principle}\`.`,
      ].join('\n\n'),
    };
  });
}

/** `question-port`, since `port` is what people call the concept. */
function questions(): Entry[] {
  return readQuestions().map((question) => ({
    kind: 'question',
    id: `question-${question.id}`,
    title: question.question,
    aliases: [],
    related: [],
    principles: [],
    markdown: questionDocument(question),
  }));
}

function workflows(): Entry[] {
  return readWorkflows().map((workflow) => ({
    kind: 'workflow',
    id: workflow.name.replaceAll('_', '-'),
    title: workflow.title,
    aliases: [],
    related: workflow.principles,
    principles: workflow.principles,
    markdown: workflowDocument(workflow),
  }));
}

function rules(): Entry[] {
  return documentedRules().map((rule) => {
    const { id, title, aliases, principle } = rule.info;
    return {
      kind: 'rule',
      id,
      title,
      aliases: [...aliases],
      related: [principle],
      principles: [principle],
      // a topic has its title already; links of the page lead into the repository, a topic is asked for by its id
      markdown: rulePage(rule)
        .replace(/^# .*\n+.*\n+/, '')
        .replace(/\[([\w-]+)\]\([^)\n]*\)/g, '`$1`')
        .trim(),
    };
  });
}
