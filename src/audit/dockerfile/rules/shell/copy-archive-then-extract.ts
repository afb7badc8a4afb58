import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import type { Stage } from '../../model/stages.js';
import type { Word } from '../../model/words.js';
import { defineRule } from '../../rule.js';

export const copyArchiveThenExtract = defineRule({
  id: 'copy-archive-then-extract',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3010'] },
  principle: 'clean-layers',
  title: 'Unpack an archive without keeping it',
  why: 'The archive stays in the layer of its COPY, whatever a later RUN deletes. ADD unpacks a local tar, also a compressed one, and stores only its files; where options such as --strip-components are needed, `RUN --mount=type=bind` lends the archive to tar.',
  bad: 'FROM debian:13-slim\nCOPY app.tar.gz /opt/\nRUN tar -xzf /opt/app.tar.gz -C /opt\n',
  good: 'FROM debian:13-slim\nADD app.tar.gz /opt/\n',
  check({ stages }, report) {
    for (const stage of stages)
      for (const { archive, command } of extractions(stage))
        report(
          archive,
          needsTar(command)
            ? `This layer keeps the archive that ${command.name} unpacks later; lend it with RUN --mount=type=bind instead.`
            : `This layer keeps the archive that ${command.name} unpacks later; ADD unpacks it and keeps only its files.`,
        );
  },
});

const archiveEnding = /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz|zst)$/;
const decompressing = new Set(['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat']);

function extractions({ instructions }: Stage): { archive: Word; command: ShellCommand }[] {
  const archives = new Map<string, Word>();
  const found = new Map<Word, ShellCommand>();
  for (const instruction of instructions) {
    if (instruction.onbuild) continue;
    if (instruction.keyword === 'COPY')
      for (const [name, word] of copiedArchives(instruction)) archives.set(name, word);
    if (instruction.keyword !== 'RUN' || archives.size === 0) continue;
    for (const command of instruction.script?.commands ?? []) {
      if (!extracts(command)) continue;
      for (const { value } of command.words) {
        const archive = archives.get(baseName(value));
        if (archive && !found.has(archive)) found.set(archive, command);
      }
    }
  }
  return [...found].map(([archive, command]) => ({ archive, command }));
}

/** By the name that the archive has in the image. */
function copiedArchives(copy: Instruction): [string, Word][] {
  const target = copy.words.at(-1);
  if (copy.flag('from') || copy.heredocs.length > 0 || !target) return [];
  const targetName = baseName(unquoted(target));
  if (archiveEnding.test(targetName)) return [[targetName, target]];
  return copy.words
    .slice(0, -1)
    .map((word): [string, Word] => [baseName(unquoted(word)), word])
    .filter(([name]) => archiveEnding.test(name));
}

/** As written: a backslash parts folders on Windows, where Docker would take it for an escape. */
function unquoted({ raw }: Word): string {
  return raw.replace(/^["'[]+|["',\]]+$/g, '');
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function extracts({ name, words }: ShellCommand): boolean {
  if (decompressing.has(name)) return true;
  if (name !== 'tar' && name !== 'bsdtar') return false;
  return words.some(({ value }, index) =>
    value.startsWith('--')
      ? value === '--extract' || value === '--get'
      : (value.startsWith('-') || index === 0) && /x/.test(value) && !/[/.]/.test(value),
  );
}

/** ADD unpacks all of a tar, as it is. */
function needsTar({ name, words }: ShellCommand): boolean {
  if (name !== 'tar' && name !== 'bsdtar') return !words.some(({ value }) => /\.(?:tar|tgz|tbz2?|txz)/.test(value));
  return words.some(({ value }) => /^--(?:strip|exclude|transform|wildcards|one-top-level|no-same)/.test(value));
}
