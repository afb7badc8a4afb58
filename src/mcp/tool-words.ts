import type { Tool } from '../tools/tool.js';
import { tools } from '../tools/tools.js';

const toolOfCommand = new Map(tools.map(({ name, command }) => [command.name, name]));

/** A hint that was written for both faces, in the words of this one: `--dry-run` is `dryRun`, `dockwright push` is `push_image`. */
export function inToolWords(hint: string, { input }: Tool): string {
  return hint
    .replace(/\bdockwright ([a-z]+)\b/g, (said, command: string) => toolOfCommand.get(command) ?? said)
    .replace(/--([a-z]+(?:-[a-z]+)*)\b/g, (said, flag: string) => {
      const field = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return Object.hasOwn(input.shape, field) ? field : said;
    });
}
