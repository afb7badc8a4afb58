import { Fault } from '../../fault.js';
import { shellWord } from '../../generate/text/shell.js';
import { askYes } from '../ask-yes.js';
import type { PlainCommand } from '../plain-command.js';
import { printable } from '../terminal.js';

/** The conventional code for a program that was started and whose end is not known. */
const unknownEnd = 125;

/** Runs a program in a container: only here, where a person asks for it and agrees to what will run. */
export const execCommand: PlainCommand = {
  name: 'exec',
  title: 'Run a program in a running container, after a yes; ends with its exit code',
  usage: 'CONTAINER -- PROGRAM...',
  arguments: { least: 1, most: 1 },
  takesWords: true,
  flags: [
    { name: 'yes', kind: 'boolean', description: 'Agree beforehand; needed where there is no terminal to ask on' },
  ],
  examples: [
    ['dockwright exec web -- ls -la /app', 'shows what will run, asks, runs it as the container’s user'],
    ["dockwright exec web --yes -- sh -c 'ls | wc -l'", 'no shell is added: name one where it is needed'],
  ],
  async run({ given: [name = ''], words, flags, json }, { signal, say }) {
    if (words.length === 0)
      throw new Fault(
        'invalid-input',
        'There is no program to run.',
        `Write it after two dashes: dockwright exec ${shellWord(name)} -- ls -la`,
      );
    const { connectEngine } = await import('../../engine/connect.js');
    const { requireContainer } = await import('../../diagnose/require-container.js');
    const { secretValues } = await import('../../diagnose/evidence/environment.js');
    const { readableLines } = await import('../../diagnose/evidence/readable-lines.js');
    const { runInContainer } = await import('../../engine/run-in-container.js');
    const engine = await connectEngine();
    const found = await requireContainer(engine, name, signal);
    const container = found.Name.replace(/^\//, '');
    if (!found.State.Running || found.State.Paused)
      throw new Fault(
        'invalid-input',
        `${container} does not run (${found.State.Status}), so that nothing can be run in it.`,
        `See why it ended: dockwright diagnose ${container}`,
      );
    const shown = printable(words.map(shellWord).join(' '));
    process.stderr.write(`in ${container} as ${printable(found.Config.User || 'root')}: ${shown}\n`);
    if (flags.yes !== true) await askYes('Run it?', 'dockwright exec runs programs only after a yes.', signal);
    const secrets = secretValues(found.Config.Env);
    const output: { stream: string; text: string }[] = [];
    const exitCode = await runInContainer(
      engine,
      found.Id,
      words,
      (line) => {
        const [readable] = readableLines([{ ...line, time: null }], true, secrets);
        if (!readable) return;
        if (json) output.push({ stream: readable.stream, text: readable.text });
        else if (readable.stream === 'stderr') process.stderr.write(`${readable.text}\n`);
        else say(readable.text);
      },
      signal,
    ).catch((error: unknown) => {
      if (signal.aborted) process.stderr.write(`it may still run in ${container}: docker top ${container}\n`);
      throw error;
    });
    return { exitCode: exitCode ?? unknownEnd, text: null, output: { container, program: words, exitCode, output } };
  },
};
