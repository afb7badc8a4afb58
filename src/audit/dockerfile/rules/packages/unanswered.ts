import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Report } from '../../rule.js';
import { callsOf, type PackageCall, type PackageManager, verbOf } from './package-call.js';
import { addOption } from './package-fixes.js';

/** Reports the calls that ask before they go on. @param asking subcommands that ask */
export function reportUnanswered(
  dockerfile: Dockerfile,
  report: Report,
  manager: PackageManager,
  asking: ReadonlySet<string>,
  saysYes: (call: PackageCall) => boolean,
): void {
  for (const call of callsOf(dockerfile, manager)) {
    const verb = verbOf(call, asking);
    if (!verb || saysYes(call)) continue;
    const { command } = call;
    report(
      { start: command.nameWord.start, end: verb.end },
      `${command.name} ${verb.value} asks before it goes on, and nobody is there to answer; add -y.`,
      addOption(dockerfile, verb, '-y'),
    );
  }
}
