import { createInterface } from 'node:readline/promises';
import { allThemes } from '../knowledge/concept-themes.js';

/** Asks on a terminal: the themes, then the topics of one; a word is taken as a topic at once. @returns null where nothing was chosen */
export async function askTopic(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<string | null> {
  const lines = createInterface({ input, output });
  const ended = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
  const ask = async (title: string, choices: readonly string[]): Promise<string | number | null> => {
    const shown = choices.map((choice, index) => `  ${String(index + 1).padStart(2)}  ${choice}`);
    output.write(`${[title, ...shown].join('\n')}\n`);
    const answer = await Promise.race([lines.question('A number, or a word (nothing: the list): '), ended]);
    const word = answer?.trim() ?? '';
    const number = /^\d{1,2}$/.test(word) ? Number(word) : 0;
    return number >= 1 && number <= choices.length ? number - 1 : word || null;
  };
  try {
    const themes = allThemes.map(({ title, concepts }) => `${title}: ${concepts.slice(0, 4).join(', ')}, ...`);
    const first = await ask('What is to be explained?', themes);
    if (typeof first !== 'number') return first;
    const { title, concepts } = allThemes[first] as (typeof allThemes)[number];
    const second = await ask(title, concepts);
    return typeof second === 'number' ? (concepts[second] as string) : second;
  } finally {
    lines.close();
  }
}
