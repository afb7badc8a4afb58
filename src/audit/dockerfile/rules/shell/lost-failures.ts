import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { parseShell, type ShellCommand, type ShellPipeline, type ShellScript } from '../../model/shell.js';

/** A pipe whose first commands may fail without the step failing. */
export interface LostFailure {
  where: Span;
  /** The program whose failure is lost. */
  program: string;
  /** What comes before the last command only prints or reads what is there, or the last one fails for want of its text. */
  harmless: boolean;
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const withPipefail = /(?:^|[\\/])(?:bash|zsh|ash|ksh)$/;
const reading = new Set(
  'echo printf yes true : cat find ls grep egrep fgrep sed awk gawk cut tr sort uniq head tail wc xargs tee ldd scanelf uname env id dpkg dpkg-query dpkg-architecture apt-cache apk rpm jq seq basename dirname readlink nproc date hostname pwd which command getent ldconfig sha256sum md5sum'.split(
    ' ',
  ),
);
/** PowerShell's own pipe in all likelihood: what it passes on are objects, and it has no such option. */
const powershell = new Set(['pwsh', 'powershell', 'powershell.exe', 'pwsh.exe']);

/** Pipes in RUN that no pipefail covers: neither SHELL nor `set -o pipefail` turned it on before them. */
export function lostFailures({ instructions }: Dockerfile): LostFailure[] {
  return instructions.flatMap((run) => {
    if (run.keyword !== 'RUN' || run.onbuild || !run.script) return [];
    const covered = !run.script.exec && hasPipefail(run.shell);
    return [
      ...(covered ? [] : inScript(run.script)),
      ...(run.script.exec ? literalPipes(run) : []),
      ...run.script.commands.flatMap((command) => inInnerShell(command)),
    ];
  });
}

function hasPipefail(shell: readonly string[]): boolean {
  return withPipefail.test(shell[0] ?? '') && shell.includes('pipefail');
}

function inScript({ pipelines, commands }: ShellScript): LostFailure[] {
  const turnedOn = commands.find(
    ({ name, words }) => name === 'set' && words.some(({ value }) => value === 'pipefail'),
  );
  return pipelines
    .filter(({ start }) => !turnedOn || start < turnedOn.start)
    .flatMap((pipeline) => {
      const [first] = pipeline.commands;
      if (first && powershell.has(first.name)) return [];
      return [
        {
          where: { start: pipeline.start, end: pipeline.end },
          program: first?.name ?? 'command',
          harmless: onlyReads(pipeline) || endsInCheck(pipeline),
        },
      ];
    });
}

function onlyReads({ start, commands }: ShellPipeline): boolean {
  return commands[0]?.start === start && commands.slice(0, -1).every(({ name }) => reading.has(name));
}

/** grep without a line and sha256sum without a checksum fail: nothing that the pipe lost gets past them. */
function endsInCheck({ commands }: ShellPipeline): boolean {
  const last = commands.at(-1);
  if (!last || last.outputs.length > 0) return false;
  if (/^[ef]?grep$/.test(last.name)) return true;
  return (
    /^(?:sha\d+sum|shasum|md5sum|b2sum)$/.test(last.name) &&
    last.words.some(({ value }) => /^-[a-z]*c|^--check$/.test(value))
  );
}

/** `bash -c 'a | b'`: a shell of its own, which SHELL says nothing about. */
function inInnerShell({ name, words, via }: ShellCommand): LostFailure[] {
  if (!shells.has(name) || via) return [];
  const at = words.findIndex(({ value }) => /^-[a-z]*c[a-z]*$/.test(value));
  const script = words[at + 1];
  if (at < 0 || !script || script.value.length > 20_000) return [];
  if (words.slice(0, at + 1).some(({ value }) => value === 'pipefail')) return [];
  return inScript(parseShell(script.value, script.start)).map((lost) => ({ ...lost, where: script }));
}

/** `RUN ["a", "|", "b"]`: no shell is there to make a pipe. */
function literalPipes({ script }: Instruction): LostFailure[] {
  return (script?.commands ?? []).flatMap(({ name, words }) =>
    words.flatMap((word) => (word.value === '|' ? [{ where: word, program: name, harmless: false }] : [])),
  );
}
