import type { Instruction } from './model/instruction.js';
import type { Dockerfile } from './model/parse-dockerfile.js';
import { parseImageName, rootImage } from './model/stages.js';
import { predefinedArguments } from './model/variables.js';

export type Dialect = 'sh' | 'bash' | 'dash' | 'ksh';

/** A script of a RUN as ShellCheck is given it: below a line that sets the variables that Docker has set. */
export interface CheckableScript {
  dialect: Dialect;
  /** The shell is BusyBox's ash, as on Alpine: it knows more than the dialect does. */
  busybox: boolean;
  input: string;
  /** The place in the Dockerfile of a line and column of the input, both from 1, columns in code points; null on the line above the script. */
  offset(line: number, column: number): number | null;
}

/** What shells that are not here speak, zsh, no checker reads. */
const dialects: Record<string, Dialect> = {
  sh: 'sh',
  bash: 'bash',
  dash: 'dash',
  ash: 'dash',
  busybox: 'dash',
  ksh: 'ksh',
};

/** The scripts of every RUN that a shell reads; an ONBUILD trigger sees the image's environment, not the arguments of its build. */
export function checkableScripts({ instructions }: Dockerfile): CheckableScript[] {
  const lasting = new Set(
    instructions.flatMap(({ keyword, pairs }) => (keyword === 'ENV' ? pairs.map(({ name }) => name) : [])),
  );
  return instructions.flatMap((instruction) => {
    const { keyword, script, variables, onbuild } = instruction;
    if (keyword !== 'RUN' || !script || script.exec || !script.text.trim()) return [];
    const shell = shellOf(script.text, instruction.shell);
    const dialect = Object.hasOwn(dialects, shell) ? (dialects[shell] as Dialect) : null;
    if (!dialect) return [];
    const busybox = shell === 'ash' || shell === 'busybox' || (shell === 'sh' && hasBusyboxShell(instruction));
    const names = [...variables.keys()].filter((name) => !onbuild || lasting.has(name));
    return [checkable(script.text, script.start, { dialect, busybox }, names)];
  });
}

/** The name of the shell that reads a script, by its own first line or by SHELL. */
function shellOf(text: string, shell: Instruction['shell']): string {
  const named = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  const program = named ? (named[1]?.endsWith('/env') ? named[2] : named[1]) : shell[0];
  return (
    (program ?? '')
      .trim()
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.exe$/i, '')
      .toLowerCase() ?? ''
  );
}

/** `/bin/sh` of Alpine and of images made from it, which say so in their tag. */
function hasBusyboxShell({ stage }: Instruction): boolean {
  const image = stage && rootImage(stage);
  if (!image) return false;
  const { name, tag } = parseImageName(image);
  return name === 'alpine' || name === 'busybox' || /(?:^|[-_.])(?:alpine|musl)/.test(tag ?? '');
}

function checkable(
  text: string,
  start: number,
  shell: Pick<CheckableScript, 'dialect' | 'busybox'>,
  names: readonly string[],
): CheckableScript {
  const known = [...predefinedArguments, ...names].filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const lines = text.split('\n');
  const starts: number[] = [];
  for (let at = 0, line = 0; line < lines.length; at += (lines[line] as string).length + 1, line++)
    starts.push(start + at);
  return {
    ...shell,
    // an interpreter's line is one in the first line only
    input: `export ${[...new Set(known)].map((name) => `${name}=1`).join(' ')}\n${text.replace(/^#!/, '# ')}\n`,
    offset(line, column) {
      const content = lines[line - 2];
      const at = starts[line - 2];
      if (content === undefined || at === undefined) return line < 2 ? null : start + text.length;
      return at + toCodeUnits(content, column - 1);
    },
  };
}

/** How many code units that many code points at the beginning of a text are. */
function toCodeUnits(text: string, points: number): number {
  let units = 0;
  for (let point = 0; point < points && units < text.length; point++)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
