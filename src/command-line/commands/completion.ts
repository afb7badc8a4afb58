import { shellScripts } from '../completion/shell-scripts.js';
import type { PlainCommand } from '../plain-command.js';

/**
 * Prints what teaches a shell to complete; the shell then asks here for the words.
 * @param commands every command without a tool, once they are all known
 */
export function completionCommand(commands: () => readonly PlainCommand[]): PlainCommand {
  return {
    name: 'completion',
    title: 'Print what teaches a shell to complete commands, flags and names',
    usage: 'SHELL',
    arguments: { least: 1, most: 1, choices: [...Object.keys(shellScripts), 'words'] },
    takesWords: true,
    flags: [{ name: 'empty', kind: 'boolean', description: 'With words: the one to complete is empty' }],
    examples: [
      ['dockwright completion bash >> ~/.bashrc', 'or source <(dockwright completion bash)'],
      ['dockwright completion zsh > "${fpath[1]}/_dockwright"', 'a folder of fpath, before compinit'],
      ['dockwright completion fish > ~/.config/fish/completions/dockwright.fish', ''],
      ['dockwright completion powershell >> $PROFILE', ''],
      ['dockwright completion words -- explain lay', 'what the shells ask: what may stand for the last word'],
    ],
    async run({ given: [asked = ''], words, flags }, { signal }) {
      if (asked in shellScripts)
        return { exitCode: 0, text: shellScripts[asked as keyof typeof shellScripts], output: { shell: asked } };
      const { complete } = await import('../completion/complete.js');
      const { nameSources } = await import('../completion/name-sources.js');
      const { describeCommands } = await import('../describe-commands.js');
      const { tools } = await import('../../tools/tools.js');
      const typed = flags.empty === true ? [...words, ''] : words;
      const found = await complete(describeCommands(tools, commands()), typed, nameSources(signal));
      const lines = found.map(({ word, description }) => (description ? `${word}\t${description}` : word));
      return { exitCode: 0, text: lines.length > 0 ? lines.join('\n') : null, output: { words: found } };
    },
  };
}
