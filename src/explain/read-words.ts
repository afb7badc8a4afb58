import { looksLikePath } from '../audit/targets.js';
import { allTopics } from './all-topics.js';
import { topicNamed } from './find-topic.js';

/** A topic of several words, or a topic and a path after it: `exit codes`, `layer-order .`, `build cache ./shop`. */
export function readWords(request: Record<string, unknown>): Record<string, unknown> {
  const {
    topic = '',
    words = [],
    ...rest
  } = request as {
    topic?: string;
    words?: string[];
    path?: string;
  };
  if (topic === '') return rest;
  const all = [topic, ...words];
  const whole = all.join(' ');
  if (all.length === 1) return { ...rest, topic };
  const topics = allTopics();
  const before = all.slice(0, -1).join(' ');
  const isTopicAndPath =
    !topicNamed(topics, whole) &&
    (all.length === 2 || looksLikePath(all.at(-1) as string) || topicNamed(topics, before) !== null);
  return isTopicAndPath && rest.path === undefined
    ? { path: all.at(-1), ...rest, topic: before }
    : { ...rest, topic: whole };
}
