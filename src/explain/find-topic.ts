import { plainText } from '../diagnose/evidence/plain-text.js';
import { Fault } from '../fault.js';
import { editDistance, nearestNames } from '../near-names.js';
import type { Topic } from './topic.js';

const longestName = 100;

/**
 * The topic that is meant: by its id, title or another name of it, else the only one that is a slip of the finger away.
 * @throws Fault `invalid-input` with the nearest topics
 */
export function findTopic(topics: ReadonlyMap<string, Topic>, name: string): Topic {
  const found = topicNamed(topics, name) ?? misspelt(topics, name);
  if (found) return found;
  const near = nearTopics(topics, name);
  throw new Fault(
    'invalid-input',
    `There is no topic ${JSON.stringify(plainText(name, longestName))}.`,
    near.length > 0
      ? `Is one of these meant: ${near.join(', ')}? Without a topic all are listed.`
      : 'Without a topic (dockwright explain) all are listed.',
  );
}

/** Exactly by one of its names, however it is written; null where none is. */
export function topicNamed(topics: ReadonlyMap<string, Topic>, name: string): Topic | null {
  const wanted = normalized(name);
  const id = namesOf(topics).get(wanted);
  if (id !== undefined) return topics.get(id) ?? null;
  // checks of a push are named with what they looked at: tag:1.4.2, digest:latest
  const [, check] = /^(tag|digest|emulator|platform):/.exec(wanted) ?? [];
  return check ? topicNamed(topics, check) : shellCheckTopic(wanted);
}

/** One letter wrong in a short word, two in a long one; nothing where two topics are as near. */
function misspelt(topics: ReadonlyMap<string, Topic>, name: string): Topic | null {
  const wanted = normalized(name).slice(0, longestName);
  if (wanted.length < 4) return null;
  const most = wanted.length < 8 ? 1 : 2;
  let best: { away: number; ids: Set<string> } = { away: most, ids: new Set() };
  for (const [candidate, id] of namesOf(topics)) {
    if (Math.abs(candidate.length - wanted.length) > most) continue;
    const away = editDistance(wanted, candidate);
    if (away > best.away) continue;
    best = away < best.away ? { away, ids: new Set([id]) } : { away, ids: best.ids.add(id) };
  }
  const [only, ...others] = best.ids;
  return only !== undefined && others.length === 0 ? (topics.get(only) ?? null) : null;
}

const mostSuggested = 4;

function nearTopics(topics: ReadonlyMap<string, Topic>, name: string): string[] {
  const names = namesOf(topics);
  const wanted = normalized(name).slice(0, longestName);
  const words = wanted.split('-').filter((word) => word.length > 3);
  const near = [wanted, ...words].flatMap((part) => nearestNames(part, [...names.keys()]));
  return [...new Set(near.map((found) => names.get(found) as string))].slice(0, mostSuggested);
}

/** Every name to its topic's id. Ids win over titles, these over other names, and concepts over what comes after them. */
function namesOf(topics: ReadonlyMap<string, Topic>): ReadonlyMap<string, string> {
  const known = tables.get(topics);
  if (known) return known;
  const table = new Map([...topics.keys()].map((id) => [normalized(id), id]));
  const all = [...topics.values()];
  const ways: ((topic: Topic) => readonly string[])[] = [({ title }) => [title], ({ aliases }) => aliases];
  for (const way of ways)
    for (const topic of all)
      for (const name of way(topic)) if (!table.has(normalized(name))) table.set(normalized(name), topic.id);
  tables.set(topics, table);
  return table;
}

const tables = new WeakMap<ReadonlyMap<string, Topic>, ReadonlyMap<string, string>>();

/** `Exit Codes`, `exit_codes` and `exit-codes` are one name; accents do not matter. */
function normalized(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .replace(/^[-`'"]+|[-`'"?]+$/g, '');
}

/** Findings of ShellCheck are named by its own ids, of which there are hundreds; its wiki explains them. */
function shellCheckTopic(wanted: string): Topic | null {
  const number = /^(?:shellcheck-)?sc(\d{4})$/.exec(wanted)?.[1];
  if (number === undefined) return null;
  const title = `ShellCheck SC${number}`;
  const markdown = `A finding of ShellCheck in a script of the Dockerfile. Its reasons and examples: https://www.shellcheck.net/wiki/SC${number}`;
  return {
    id: `shellcheck-sc${number}`,
    title,
    aliases: [],
    related: ['dockerfile-instructions'],
    principles: [],
    pages: [{ kind: 'rule', title, markdown }],
  };
}
