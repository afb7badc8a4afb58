import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { allTopics } from './all-topics.js';
import type { Applied } from './applied/applied.js';
import { bookOf, listTopics } from './book.js';
import { findTopic } from './find-topic.js';
import { type Topic, topicMarkdown } from './topic.js';

export interface ExplanationRequest {
  topic?: string | undefined;
  image?: string | undefined;
  container?: string | undefined;
  path?: string | undefined;
}

export interface Explanation {
  /** Its id; `topics` is the list, `all` the book. */
  topic: string;
  title: string;
  markdown: string;
  related: string[];
  applied?: Applied;
}

type Surroundings = Activity & { resolvePath(path: string): Promise<string> };

/** One topic, on the reader's own thing where one is named; without a topic the list. @throws Fault */
export async function explain(request: ExplanationRequest, activity: Surroundings): Promise<Explanation> {
  const named = (['image', 'container', 'path'] as const).filter((kind) => request[kind] !== undefined);
  if (named.length > 1)
    throw new Fault('invalid-input', `Both ${named.join(' and ')} were named.`, 'Name one of them.');
  const topics = allTopics();
  const asked = request.topic?.trim() ?? '';
  const isWhole = asked === '' || asked.toLowerCase() === 'all';
  if (isWhole && named.length > 0)
    throw new Fault(
      'invalid-input',
      `No topic was named for the ${named[0]}.`,
      'Name one, such as layers or exit-codes.',
    );
  if (isWhole) return asked === '' ? listOf(topics) : wholeBook(topics);
  const topic = findTopic(topics, asked);
  const applied = await apply(topic, request, activity);
  return {
    topic: topic.id,
    title: topic.title,
    markdown: topicMarkdown(topic),
    related: topic.related.filter((id) => topics.has(id)),
    ...(applied ? { applied } : {}),
  };
}

/** The list of topics as an answer. */
export function listOf(topics: ReadonlyMap<string, Topic>): Explanation {
  const related = [...topics.values()].filter(({ pages }) => pages[0]?.kind !== 'rule').map(({ id }) => id);
  return { topic: 'topics', title: 'Topics', markdown: listTopics(topics), related };
}

function wholeBook(topics: ReadonlyMap<string, Topic>): Explanation {
  const { related } = listOf(topics);
  return { topic: 'all', title: 'Containers: every concept', markdown: bookOf(topics), related };
}

async function apply(topic: Topic, request: ExplanationRequest, activity: Surroundings): Promise<Applied | null> {
  const { image, container, path } = request;
  if (path !== undefined) {
    const { applyToPath } = await import('./applied/file-facts.js');
    return applyToPath(topic, path, await activity.resolvePath(path), activity);
  }
  if (image === undefined && container === undefined) return null;
  const { connectEngine } = await import('../engine/connect.js');
  const engine = await connectEngine();
  if (image !== undefined) {
    const { applyToImage } = await import('./applied/image-facts.js');
    return applyToImage(topic, engine, image, activity.signal);
  }
  const { applyToContainer } = await import('./applied/container-facts.js');
  return applyToContainer(topic, engine, container as string, activity);
}
