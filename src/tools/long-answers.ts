import { randomUUID } from 'node:crypto';

/** Answers that are too long for one message, kept for the client to read as a resource. */
export interface LongAnswers {
  /** @returns the resource's address */
  keep(answer: Record<string, unknown>): string;
  /** The answer as JSON; null where it is not kept, or no longer. */
  read(id: string): string | null;
}

/** Where they are read: `dockwright://answers/ID`. */
export const longAnswerTemplate = 'dockwright://answers/{id}';

const mostAnswers = 16;
const mostCharacters = 64_000_000;

/** Keeps the newest; an answer that pushes older ones out says nothing, since its reader asks soon or never. */
export function createLongAnswers(): LongAnswers {
  const answers = new Map<string, string>();
  return {
    keep(answer) {
      const id = randomUUID();
      answers.set(id, JSON.stringify(answer));
      const size = () => [...answers.values()].reduce((sum, text) => sum + text.length, 0);
      while (answers.size > 1 && (answers.size > mostAnswers || size() > mostCharacters))
        answers.delete(answers.keys().next().value as string);
      return longAnswerTemplate.replace('{id}', id);
    },
    read: (id) => answers.get(id) ?? null,
  };
}
