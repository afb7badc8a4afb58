import { guarded, print } from './guarded.js';
import { plainHelp } from './help.js';
import { type PlainCommand, parsePlainCommand } from './plain-command.js';
import { colour, printable } from './terminal.js';

/** Runs a command that has no tool behind it. @returns the exit code */
export function runPlainCommand(command: PlainCommand, args: string[]): Promise<number> {
  const end = command.takesWords ? args.indexOf('--') : -1;
  const json = (end < 0 ? args : args.slice(0, end)).includes('--json');
  return guarded(json, async ({ signal, report }) => {
    const { help, ...request } = parsePlainCommand(command, args);
    if (help) {
      process.stdout.write(`${plainHelp(command)}\n`);
      return 0;
    }
    const say = (text: string) => {
      report.clear();
      process.stdout.write(`${colour(printable(text), process.stdout)}\n`);
    };
    const { exitCode, text, output } = await command.run(request, { signal, report, say });
    report.clear();
    if (json && output !== undefined) await print(JSON.stringify(output, null, 2));
    else if (!json && text !== null) await print(colour(printable(text), process.stdout));
    return exitCode;
  });
}
