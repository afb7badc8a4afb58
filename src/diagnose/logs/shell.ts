import { type Around, linesBefore, type Recognizer } from './finding.js';

/** A shell names itself, or the script, and mostly the line: `sh: 1:`, `/entry.sh: 3:`, `bash: line 1:`, `/entry.sh: line 3:`. */
const shell = '(?:^|\\s)(?:[\\w./-]{0,200}: )(?:line )?(?:\\d{1,6}: )?';
/** Coreutils and friends quote in more than one way. */
const quoted = '[\'‘"`]?(?<subject>/?[^\'’"`\\s:]{1,400})[\'’"`]?';

/** A shell that says "not found" of a script that is there means its interpreter, and a carriage return hides in that name. */
function withoutReturn({ match }: Around): Record<string, never> | null {
  return match[0].includes('\\r') || match[0].includes('^M') ? null : {};
}

/** A program's file is asked for by its name; a complaint of the program's own is not the shell's. */
function isCommand(around: Around): { kind?: 'missing-file' } | null {
  const subject = around.match.groups?.subject ?? '';
  if (subject.includes('\\r')) return null;
  return linesBefore(around, 1).some((line) => line.startsWith('Traceback')) ? null : {};
}

/** The last word before the complaint is a path, or none that can be told from a word. */
function pathOnly({ match }: Around): { subject: string } {
  const subject = match.groups?.subject ?? '';
  return { subject: /[/.]/.test(subject) ? subject : '' };
}

/** dash, bash, BusyBox' ash, and the tools that scripts call. */
export const shellWords: Recognizer = {
  teller: 'the shell',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'parameter ',
      pattern: new RegExp(
        `${shell}(?<subject>[A-Za-z_]\\w{0,100}): parameter (?:not set|null or not set|not set or null)`,
      ),
    },
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'unbound variable',
      pattern: new RegExp(`${shell}(?<subject>[A-Za-z_]\\w{0,100}): unbound variable`),
    },
    {
      kind: 'missing-variable',
      weight: 0.8,
      needle: ': ',
      // ${NAME:?what to say}
      pattern:
        /^[\w./-]{1,200}: (?:line )?\d{1,6}: (?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){0,8}): (?!not found|command not found|Permission denied|parameter|unbound|cannot)\S/,
    },
    {
      kind: 'carriage-return',
      weight: 0.96,
      needle: '\\r',
      pattern:
        /(?:^|[\s'‘"$/])[\w./-]{0,200}(?:\\r|\^M)['’"]?: (?:No such file or directory|command not found|not found|bad interpreter|invalid option|numeric argument required)/,
    },
    {
      kind: 'carriage-return',
      weight: 0.93,
      needle: '\\r',
      pattern:
        /(?:Illegal option -|syntax error near unexpected token .{0,10}|invalid option name: \S{0,40}|set: [\w-]{0,40}|: )\$?'?\\r/,
    },
    {
      kind: 'carriage-return',
      weight: 0.95,
      needle: '^M',
      pattern: /[\w./-]{1,200}\^M: bad interpreter/,
    },
    {
      kind: 'missing-interpreter',
      weight: 0.9,
      needle: 'bad interpreter',
      pattern: /(?:^|\s)(?<subject>[\w./-]{1,300}): (?<interpreter>[\w./-]{1,200}): bad interpreter: No such file/,
    },
    {
      kind: 'missing-interpreter',
      weight: 0.9,
      needle: 'cannot execute: required file not found',
      pattern: /(?<subject>[\w./-]{1,300}): cannot execute: required file not found/,
    },
    {
      kind: 'missing-interpreter',
      weight: 0.9,
      needle: 'exec ',
      // runc's own last words, in the container's log
      pattern: /^exec (?<subject>[^\s:]{1,400}): no such file or directory$/,
    },
    {
      kind: 'exec-format',
      weight: 0.93,
      needle: 'xec format error',
      pattern:
        /(?:^exec |(?:^|\s))(?<subject>\/?[\w./-]{1,300})(?:: cannot execute binary file)?: [Ee]xec format error/,
    },
    {
      kind: 'exec-format',
      weight: 0.85,
      needle: 'cannot execute binary file',
      pattern: /(?<subject>[\w./-]{1,300}): cannot execute binary file/,
    },
    {
      kind: 'command-not-found',
      weight: 0.93,
      needle: 'command not found',
      pattern: new RegExp(`${shell}(?<subject>[\\w./+-]{1,200}): command not found`),
      look: isCommand,
    },
    {
      kind: 'command-not-found',
      weight: 0.9,
      needle: ': not found',
      pattern: new RegExp(`${shell}(?:exec: )?(?<subject>[\\w./+-]{1,200}): not found$`),
      look: isCommand,
    },
    {
      kind: 'command-not-found',
      weight: 0.9,
      needle: 'env: ',
      pattern: /env: ['‘"]?(?<subject>[\w.+-]{1,100})['’"]?: No such file or directory/,
    },
    {
      kind: 'not-executable',
      weight: 0.85,
      needle: 'ermission denied',
      // with 126 it is the command; without, the cause finds that it is a file
      pattern: new RegExp(`${shell}(?:exec: )?(?<subject>[\\w./-]{1,300}): Permission denied$`),
    },
    {
      kind: 'not-executable',
      weight: 0.9,
      needle: 'exec ',
      pattern: /^exec (?<subject>[^\s:]{1,400}): permission denied$/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'cannot open ',
      pattern: new RegExp(`${shell}cannot open ${quoted}: No such file`),
      look: withoutReturn,
    },
    {
      kind: 'missing-file',
      weight: 0.9,
      needle: 'No such file or directory',
      pattern: new RegExp(`${shell}${quoted}: No such file or directory`),
      look: withoutReturn,
    },
    {
      kind: 'missing-file',
      weight: 0.88,
      needle: 'No such file or directory',
      // coreutils: cannot access '/x', cannot stat '/x'
      pattern: /cannot \w{1,20} ['‘"](?<subject>[^'’"\s]{1,400})['’"]: No such file or directory/,
      look: withoutReturn,
    },
    {
      kind: 'missing-file',
      weight: 0.88,
      needle: "can't cd to",
      pattern: new RegExp(`${shell}cd: can't cd to (?<subject>[^\\s]{1,400})`),
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: 'annot create',
      pattern: /cannot create (?:directory )?['‘"]?(?<subject>\/?[^'’"\s:]{1,400})['’"]?: Permission denied/,
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: 'cannot touch',
      pattern: /cannot touch ['‘"]?(?<subject>[^'’"\s]{1,400})['’"]?: Permission denied/,
    },
    {
      kind: 'permission-denied',
      weight: 0.88,
      needle: 'annot open',
      pattern: /cannot open ['‘"]?(?<subject>\/?[^'’"\s:]{1,400})['’"]?(?: for reading)?: Permission denied/,
    },
    {
      kind: 'permission-denied',
      weight: 0.9,
      needle: 'Operation not permitted',
      pattern:
        /changing (?:ownership|permissions|group) of ['‘"]?(?<subject>[^'’"\s]{1,400})['’"]?: Operation not permitted/,
    },
    {
      kind: 'read-only',
      weight: 0.93,
      needle: ': Read-only file system',
      pattern: /['‘"]?(?<subject>\/?[^'’"\s:]{1,400})['’"]?: Read-only file system/,
      look: pathOnly,
    },
    {
      kind: 'disk-full',
      weight: 0.93,
      needle: 'No space left on device',
      pattern: /(?:['‘"](?<subject>[^'’"\s]{1,400})['’"]: |: |^)No space left on device/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.75,
      needle: 'Killed',
      pattern: /^(?:[\w./-]{1,200}: (?:line )?\d{1,6}: {1,4}\d{0,8} ?)?Killed\b/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.85,
      needle: 'annot allocate memory',
      pattern: /^(?:[\w./-]{1,200}: (?:line )?\d{1,6}: |[\w-]{1,40}: ).{0,100}[Cc]annot allocate memory/,
    },
  ],
};
