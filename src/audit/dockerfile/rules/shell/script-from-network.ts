import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';

const fetching = new Set(['curl', 'wget']);
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const interpreter = /^(?:python[\d.]*|perl|ruby|node|php)$/;
const wrappers = new Set(['sudo', 'doas', 'env']);

export const scriptFromNetwork = defineRule({
  id: 'script-from-network',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'verified-downloads',
  title: 'Check a script before it runs',
  why: 'A script that goes from the network into a shell runs as root with whatever its server sends today: nothing compares it with a checksum, a connection that breaks leaves half of it run, and the same Dockerfile builds another image tomorrow. A package, a COPY --from of an official image, or a download that sha256sum -c checks first does the same and can be repeated.',
  bad: 'FROM debian:13-slim\nRUN curl -fsSL https://get.example.org/install.sh | sh\n',
  good: 'FROM debian:13-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://get.example.org/install.sh /tmp/\nRUN sh /tmp/install.sh\n',
  check({ instructions }, report) {
    for (const run of instructions)
      if (run.keyword === 'RUN')
        for (const { command, where } of fedShells(run))
          report(
            where,
            `${command} runs what the server sends, unchecked; take a package or an image, or download a fixed version and check it with sha256sum -c.`,
          );
  },
});

function fedShells({ script }: Instruction): { command: string; where: { start: number; end: number } }[] {
  if (!script) return [];
  const piped = script.pipelines.flatMap(({ commands, start, end }) => {
    const from = commands.findIndex(({ name }) => fetching.has(name));
    const fed = from < 0 ? undefined : commands.slice(from + 1).find(readsProgram);
    return fed ? [{ command: fed.name, where: { start, end } }] : [];
  });
  const downloads = script.commands.filter(({ name, substituted }) => substituted && fetching.has(name));
  if (downloads.length === 0) return piped;
  // sh -c "$(curl ...)", bash <(curl ...), eval "$(curl ...)"
  const substituted = script.commands.flatMap((outer) =>
    runsItsWords(outer) && downloads.some(({ start, end }) => outer.start < start && end <= outer.end)
      ? [{ command: outer.name, where: { start: outer.start, end: outer.end } }]
      : [],
  );
  return [...piped, ...substituted];
}

/** It takes its program from stdin: no file and no `-c` is named. */
function readsProgram({ name, words }: ShellCommand): boolean {
  const values = words.map(({ value }) => value);
  if (wrappers.has(name)) {
    const at = values.findIndex((value) => shells.has(baseName(value)) || interpreter.test(baseName(value)));
    return at >= 0 && takesStdin(baseName(values[at] as string), values.slice(at + 1));
  }
  return takesStdin(name, values);
}

function takesStdin(name: string, words: readonly string[]): boolean {
  const [first] = words;
  if (interpreter.test(name)) return first === undefined || first === '-';
  if (!shells.has(name) || words.some((word) => /^-[a-z]*c$/.test(word))) return false;
  if (words.some((word) => /^-[a-z]*s$/.test(word))) return true;
  const operand = words.find((word) => !/^-./.test(word));
  return operand === undefined || operand === '-' || operand === '/dev/stdin';
}

function runsItsWords({ name, words }: ShellCommand): boolean {
  if (name === 'eval' || name === 'source' || name === '.') return true;
  return shells.has(name) && words.some(({ value, raw }) => /^-[a-z]*c$/.test(value) || raw.startsWith('<('));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
