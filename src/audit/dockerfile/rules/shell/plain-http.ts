import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';

export const plainHttp = defineRule({
  id: 'plain-http',
  severity: 'warning',
  profile: 'default',
  aliases: { datadog: ['Avoid HTTP'] },
  principle: 'verified-downloads',
  title: 'Download over https',
  why: "Over plain http anyone on the way chooses what ends up in the image. Programs that fetch are looked at (curl, wget, git, pip, npm and the like, and ADD), not every text with an address in it: apt signs its lists, an XML name space is no download. A file that the same step or ADD checks against a checksum or a signature is safe either way, and this machine's own addresses are never on the way.",
  bad: 'FROM debian:13-slim\nRUN curl -fsSLO http://downloads.example.org/tool\n',
  good: 'FROM debian:13-slim\nRUN curl -fsSLO https://downloads.example.org/tool\n',
  check(dockerfile, report) {
    for (const { where, host } of plainDownloads(dockerfile))
      report(
        where,
        `${host} is read over plain http, which anyone on the way can change; use https, or check its checksum.`,
      );
  },
});

interface Download {
  where: Span;
  host: string;
}

const fetching = new Set([
  'curl',
  'wget',
  'git',
  'aria2c',
  'axel',
  'pip',
  'pip3',
  'uv',
  'npm',
  'yarn',
  'pnpm',
  'gem',
  'go',
  'svn',
  'rpm',
  'yum',
  'dnf',
  'conda',
  'gpg',
  'apt-key',
]);
const proxyOption = /^(?:-x|--proxy|--preproxy|--proxy1\.0|-e|--execute|-H|--header|--referer)$/;

function plainDownloads({ instructions }: Dockerfile): Download[] {
  return instructions.flatMap((instruction) => {
    if (instruction.keyword === 'ADD') return addedFrom(instruction);
    if (instruction.keyword !== 'RUN') return [];
    const commands = instruction.script?.commands ?? [];
    if (commands.some(checksContents)) return [];
    return commands.filter(({ name }) => fetching.has(name)).flatMap(fetchedBy);
  });
}

function addedFrom(add: Instruction): Download[] {
  if (add.flag('checksum')) return [];
  return add.words.slice(0, -1).flatMap((word) => {
    const host = plainHost(word.value);
    return host ? [{ where: word, host }] : [];
  });
}

function fetchedBy({ words }: ShellCommand): Download[] {
  return words.flatMap((word, index) => {
    if (proxyOption.test(words[index - 1]?.value ?? '') || /^--?(?:proxy|header|referer)=/.test(word.value)) return [];
    const host = plainHost(word.value);
    return host ? [{ where: word, host }] : [];
  });
}

/** The host of a plain address in a word, where it is not this machine; `--index-url=http://...` too. */
function plainHost(word: string): string | null {
  const at = word.indexOf('http://');
  if (at < 0 || (at > 0 && !/[=+'"]/.test(word[at - 1] as string))) return null;
  const rest = word.slice(at + 'http://'.length, at + 300);
  const host = /^(?:[^\s/@]{0,200}@)?(\[[0-9a-f:]+\]|[^\s/:?#'"]+)/i.exec(rest)?.[1];
  if (!host || /^(?:localhost|127\.|0\.0\.0\.0|169\.254\.|\[::1?\]|host\.docker\.internal|\$)|\.localhost$/i.test(host))
    return null;
  return host;
}

function checksContents({ name, words }: ShellCommand): boolean {
  if (/^(?:sha\d+sum|shasum|md5sum|b2sum)$/.test(name))
    return words.some(({ value }) => /^-[a-z]*c|^--check$/.test(value));
  if (name === 'gpg' || name === 'gpgv' || name === 'gpg2')
    return name === 'gpgv' || words.some(({ value }) => value === '--verify');
  return name === 'cosign' || name === 'minisign';
}
