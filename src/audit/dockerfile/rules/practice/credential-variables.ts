import { posix } from 'node:path';
import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import type { RuleSettings } from '../../rule-settings.js';
import { fileName } from './copied-paths.js';

/** Variables that say where a file of credentials lies. */
const naming = new Set([
  'GOOGLE_APPLICATION_CREDENTIALS',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'HF_TOKEN_PATH',
]);

/** Such variables whose file a COPY puts there: it goes to `$AWS_CONFIG_FILE`, or the path lies in a folder that is copied. */
export function exposedCredentialVariables(
  { stages }: Dockerfile,
  settings: RuleSettings,
): { where: Span; name: string }[] {
  return stages.flatMap((stage) => [...copiedToVariable(stage), ...pathsInCopies(stage, settings)]);
}

function copiedToVariable({ instructions }: Stage): { where: Span; name: string }[] {
  return copies(instructions).flatMap((copy) => {
    const target = copy.words.at(-1);
    const name = target ? /^\$\{?(\w+)\}?$/.exec(target.value)?.[1] : undefined;
    return target && name && naming.has(name) ? [{ where: target, name }] : [];
  });
}

function pathsInCopies({ instructions }: Stage, { contextFiles }: RuleSettings): { where: Span; name: string }[] {
  const folders = foldersOf(instructions);
  return instructions
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    .flatMap(({ pairs }) =>
      pairs.flatMap(({ name, value, start, end }) => {
        if (!naming.has(name) || !value || value.includes('$')) return [];
        const file = fileName(value);
        if (contextFiles && !contextFiles.some((other) => fileName(other) === file)) return [];
        const isCopied = folders.some(({ workdir, target }) => liesIn(posix.resolve('/', workdir, value), target));
        return isCopied ? [{ where: { start, end }, name }] : [];
      }),
    );
}

/** Where COPY and ADD put things, with the working directory of that place. */
function foldersOf(instructions: readonly Instruction[]): { workdir: string; target: string }[] {
  const folders: { workdir: string; target: string }[] = [];
  let workdir = '/';
  for (const instruction of instructions) {
    if (instruction.keyword === 'WORKDIR') workdir = posix.resolve('/', workdir, instruction.words[0]?.value ?? '');
    const target = instruction.json?.at(-1) ?? instruction.words.at(-1)?.value;
    if (copies([instruction]).length > 0 && target && !target.includes('$'))
      folders.push({ workdir, target: posix.resolve('/', workdir, target) });
  }
  return folders;
}

function copies(instructions: readonly Instruction[]): Instruction[] {
  return instructions.filter(
    (instruction) =>
      (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') &&
      !instruction.flag('from') &&
      !instruction.onbuild,
  );
}

/** Everything lies under the root: there only what lies directly in it counts. */
function liesIn(path: string, folder: string): boolean {
  return folder === '/'
    ? posix.dirname(path) === '/'
    : path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}
