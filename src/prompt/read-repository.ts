import { dirname } from 'node:path';
import type { Activity } from '../activity.js';
import { withDeadline } from '../engine/deadline.js';
import { describeFault } from '../fault.js';
import type { Workflow } from '../knowledge/workflows.js';
import { readProjectAndSpec } from '../tools/project-and-spec.js';
import type { GivenArguments } from './given.js';
import { openQuestions, type Reading } from './open-questions.js';
import { quoted } from './quoted.js';

/** A prompt is waited for by a person who has just chosen it. */
const patienceMs = 10_000;

/** Arguments that answer a question, by its id. */
const answering: Readonly<Record<string, string>> = { goal: 'goal', registry: 'repository' };

/** How a face reads for a prompt: what it may read, and until when. */
export interface PromptReader extends Activity {
  resolvePath(path: string): Promise<string>;
}

/** Lines about a repository, as data, for a prompt; the most important first. */
export interface RepositoryNote {
  lines: string[];
  isRead: boolean;
}

/** What draft_spec would find, in lines, and which of the questions are open; where it cannot be read, why. */
export async function readRepository(
  path: string,
  { questions }: Pick<Workflow, 'questions'>,
  given: GivenArguments,
  reader: PromptReader,
): Promise<RepositoryNote> {
  const unsaid = questions.filter((id) => !(answering[id] && given[answering[id]]?.trim()));
  try {
    const reading = await withDeadline(patienceMs, reader.signal, (signal) => read(path, { ...reader, signal }));
    return { lines: [...describe(reading), ...listQuestions(unsaid, reading)], isRead: true };
  } catch (error) {
    reader.signal.throwIfAborted();
    const { code, message } = describeFault(error);
    return { lines: [`not read: ${code}: ${quoted(message, 300)}`], isRead: false };
  }
}

async function read(path: string, reader: PromptReader): Promise<Reading> {
  const context = { ...reader, confirm: async () => {} };
  const { project, spec, questions, specText } = await readProjectAndSpec({ path }, context).catch((error) => {
    // a Dockerfile was named: the repository is the folder that it lies in
    if (describeFault(error).code !== 'not-a-folder') throw error;
    return readProjectAndSpec({ path: dirname(path) }, context);
  });
  return { project, spec, questions, isWritten: specText !== null };
}

function describe({ project, spec, isWritten }: Reading): string[] {
  const { dependencies: made, evidence, topLevel } = project;
  const at = (fact: string) => {
    const found = evidence.find((entry) => entry.fact === fact);
    return found ? ` (${quoted(`${found.file}${found.line ? `:${found.line}` : ''}`, 100)})` : '';
  };
  const health = spec.criteria.health;
  const settings = spec.environment;
  const there = topLevel.filter((name) => /^(?:Dockerfile|\.dockerignore|(?:docker-)?compose.*\.ya?ml)$/.test(name));
  return [
    `name ${quoted(spec.app.name, 80)}, version ${quoted(spec.app.version, 40)}, a ${project.kind === 'web' ? 'web service' : project.kind}`,
    `${spec.app.framework ? quoted(spec.app.framework, 40) : 'no framework'}${at('framework')} on Python ${spec.runtime.version}; packages by ${made.manager}, ${made.lock ? `lock file ${quoted(made.lock, 80)}` : 'no lock file'}`,
    `starts ${quoted(spec.app.command.join(' '), 200)}, entry point ${quoted(spec.app.entrypoint ?? 'none', 100)}${at('entry point')}`,
    `port ${spec.app.port ?? 'none'}; health ${health ? ('path' in health ? `GET ${quoted(health.path, 80)}${at('health')}` : 'by a TCP connect') : 'none'}`,
    ...(spec.services.length
      ? [
          `services ${spec.services.map(({ name, required }) => `${name} (${required ? 'required' : 'optional'})`).join(', ')}`,
        ]
      : []),
    ...(settings.length
      ? [
          `${settings.length} settings; secrets: ${
            settings
              .filter(({ secret }) => secret)
              .map(({ name }) => name)
              .slice(0, 8)
              .join(', ') || 'none'
          }`,
        ]
      : []),
    `files there: ${
      [...(isWritten ? ['container.spec.yaml'] : []), ...there]
        .map((name) => quoted(name, 60))
        .slice(0, 8)
        .join(', ') || 'none of a container'
    }`,
    ...(project.warnings.length ? [`${project.warnings.length} warnings, which draft_spec gives`] : []),
  ];
}

function listQuestions(ids: readonly string[], reading: Reading): string[] {
  const open = openQuestions(ids, reading);
  if (open.length === 0) return ['open questions: none; the repository or its container.spec.yaml answers them'];
  return open.map(({ id, question, default: taken, options, why }) => {
    const choices = options?.length
      ? `; one of ${options
          .slice(0, 5)
          .map((option) => quoted(option, 60))
          .join(', ')}`
      : '';
    const because = why ? `; ${quoted(why, 160)}` : '';
    return `open question ${id}: ${quoted(question, 160)} default ${quoted(taken, 100)}${choices}${because}`;
  });
}
