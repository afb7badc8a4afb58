import type { Instruction } from '../../model/instruction.js';
import { expand } from '../../model/variables.js';
import { defineRule, replace } from '../../rule.js';
import { type CopyArgument, copyArguments, isHeredoc, isHistory } from './copy-arguments.js';
import { isGitRepository, isUrl } from './remote-sources.js';

export const addInsteadOfCopy = defineRule({
  id: 'add-instead-of-copy',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3020'],
    trivy: ['DS-0005'],
    checkov: ['CKV_DOCKER_4'],
    kics: ['Add Instead of Copy'],
    cis: ['4.9'],
    dockle: ['CIS-DI-0009'],
  },
  principle: 'plain-instructions',
  title: 'Use COPY for files of the build context',
  why: 'ADD looks at what it copies: an archive is unpacked and an address is fetched, so the same line does another thing when the file changes. COPY only copies. Archives to unpack and addresses are what ADD is for, so they are silent here, as in hadolint and Trivy; a .zip is not unpacked, so it is reported. Checkov forbids ADD altogether: its remote half is add-remote-url.',
  bad: 'FROM python:3.13-slim\nADD src /app/src\n',
  good: 'FROM python:3.13-slim\nCOPY src /app/src\nADD rootfs.tar.xz /\n',
  check({ instructions, text }, report) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'ADD' || instruction.onbuild || meansAdd(instruction)) continue;
      const all = copyArguments(instruction);
      if (all.sources.length === 0 || isHistory(all)) continue;
      const plain = all.sources.filter(({ value }) => !needsAdd(expand(value, instruction.variables) ?? value));
      const [first] = plain;
      if (!first) continue;
      const { keywordSpan } = instruction;
      const copy = text.slice(keywordSpan.start, keywordSpan.end) === 'add' ? 'copy' : 'COPY';
      const safe = plain.length === all.sources.length && plain.every((source) => isPlain(source, all.destination));
      report(
        instruction,
        `ADD of ${isHeredoc(first) ? 'a here-document' : first.value} does nothing that COPY does not; use COPY.`,
        safe ? replace(keywordSpan, copy, 'use COPY') : undefined,
      );
    }
  },
});

/** Flags that only ADD has. */
function meansAdd(instruction: Instruction): boolean {
  const unpack = instruction.flag('unpack');
  return !!(unpack && unpack.value !== 'false') || !!instruction.flag('checksum') || !!instruction.flag('keep-git-dir');
}

function needsAdd(source: string): boolean {
  return isUrl(source) || isGitRepository(source) || archive.test(source);
}

/** What Docker unpacks, by the names that such files have. */
const archive = /\.(?:tar|tar\.\w+|Z|bz2|gz|lz|lzma|tZ|tb2|tbz2?|tgz|tlz|tpz|txz|tzst|xz|zst)$/;

/** COPY does the same for sure: no variable or pattern that could stand for an archive, and not a root file system without a suffix. */
function isPlain(source: CopyArgument, destination: CopyArgument | null): boolean {
  if (isHeredoc(source)) return true;
  if (/[$]/.test(source.value) || (/[*?[]/.test(source.value) && !/\.\w+$/.test(source.value))) return false;
  return destination?.value !== '/' || /(?:^\.\/?|\/|\.\w+)$/.test(source.value);
}
