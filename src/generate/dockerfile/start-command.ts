import type { Project } from '../../project/project.js';
import { shellWord, shellWordWithPort } from '../text/shell.js';

/** Settings that the start command needs in its environment; values may hold `${PORT}`. */
export type CommandEnvironment = Record<string, string>;

export interface StartCommand {
  /** The words of the exec form. */
  exec: string[];
  /** PORT moves the service. */
  honoursPort: boolean;
  /** Settings with fixed values, for ENV. */
  environment: CommandEnvironment;
}

const port = '${PORT}';

/**
 * The exec form of a command. `${PORT}` is left to the program where that reads PORT by itself (gunicorn);
 * else a shell expands it and is replaced by the program, so that signals reach it.
 */
export function startCommand(project: Project, command: string[]): StartCommand {
  const settings = Object.entries(commandEnvironment(project));
  const environment = Object.fromEntries(settings.filter(([, value]) => !value.includes(port)));
  const exported = settings.filter(([, value]) => value.includes(port));
  if (exported.length === 0) {
    const words = gunicornByItself(project, command);
    if (words) return { exec: words, honoursPort: true, environment };
    if (!command.some((word) => word.includes(port)) || isShell(command))
      return { exec: command, honoursPort: project.readsPort || command.some(namesPort), environment };
  }
  const script = [
    ...exported.map(([name, value]) => `export ${name}=${shellWordWithPort(value)};`),
    'exec',
    ...command.map(shellWordWithPort),
  ].join(' ');
  return { exec: ['sh', '-c', script], honoursPort: true, environment };
}

/** Settings that the reader found for the start command. */
export function commandEnvironment(project: Project): CommandEnvironment {
  return Object.fromEntries(
    Object.entries(project.commandEnvironment ?? {}).filter(([name]) => /^[A-Za-z_]\w{0,254}$/.test(name)),
  );
}

/** A command that is a shell already expands its own variables. */
export function isShell([program = '', flag = '']: string[]): boolean {
  return /^(?:\/usr)?(?:\/bin\/)?(?:ba|da|a)?sh$/.test(program) && /^-[a-z]*c$/.test(flag);
}

function namesPort(word: string): boolean {
  return /\$\{?PORT\b/.test(word);
}

/** gunicorn listens on 0.0.0.0:$PORT unless something tells it otherwise, so a bind that says the same can go. */
function gunicornByItself(project: Project, command: string[]): string[] | null {
  if (command[0] !== 'gunicorn' || project.topLevel.includes('gunicorn.conf.py')) return null;
  if (command.some((word) => word === '-c' || word.startsWith('--config'))) return null;
  const words: string[] = [];
  for (let index = 0; index < command.length; index++) {
    const word = command[index] as string;
    const value = command[index + 1];
    if ((word === '-b' || word === '--bind') && value !== undefined && everywhere.has(value)) index++;
    else if (!everywhere.has(word.replace(/^(?:--bind=|-b=?)/, '')) || !/^-/.test(word)) words.push(word);
  }
  return words.length < command.length && !words.some((word) => word.includes(port)) ? words : null;
}

const everywhere = new Set([`0.0.0.0:${port}`, `:${port}`]);

/** A command as one line for people to read. */
export function commandLine(command: readonly string[]): string {
  return command.map((word) => (word.includes(port) ? shellWordWithPort(word) : shellWord(word))).join(' ');
}
