/** A block of commands of a concept; `notRun` is the reason above a block that no test runs. */
export interface ShellBlock {
  commands: string;
  notRun: string | null;
}

export function shellBlocks(markdown: string): ShellBlock[] {
  return [...markdown.matchAll(/(?:^<!-- not run:([^\n]*?)-->\n)?^```(?:sh|bash|console)\n([\s\S]*?)^```$/gm)].map(
    ([, reason, commands = '']) => ({ commands, notRun: reason === undefined ? null : reason.trim() }),
  );
}
