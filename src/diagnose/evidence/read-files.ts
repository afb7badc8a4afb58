import type { Engine } from '../../engine/connect.js';
import { type ContainerFile, readContainerFile } from '../../engine/container-file.js';
import type { ContainerSettings, FileFact } from './container-evidence.js';
import { plainText } from './plain-text.js';

const mostFiles = 14;
const mostMounts = 6;
const mostLinks = 3;
/** e_machine of an ELF header, in Go's names for architectures, as engines use them. */
const machines: Readonly<Record<number, string>> = {
  3: '386',
  8: 'mips',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** Looks at what the container is started with, what is mounted, and what its log names. */
export async function readFiles(
  engine: Engine,
  id: string,
  settings: ContainerSettings,
  named: readonly string[],
  signal: AbortSignal,
): Promise<FileFact[]> {
  const facts = await Promise.all(
    wantedFiles(settings, named).map(async (path) => {
      const file = await follow(engine, id, path, signal);
      return file === undefined ? [] : [factOf(path, file)];
    }),
  );
  return facts.flat();
}

/** Absolute paths that matter, the most telling first. */
export function wantedFiles(settings: ContainerSettings, named: readonly string[]): string[] {
  const words = [...settings.entrypoint, ...settings.command];
  const started = words
    .slice(0, 4)
    // what is no path has no dot and no slash; options and shell scripts are none either
    .filter(
      (word, index) =>
        /^[\w./+@-]{1,300}$/.test(word) && (word.includes('/') || (index > 0 && /\.\w{1,6}$/.test(word))),
    )
    .map((word) => absolute(word, settings.workingFolder));
  const mounts = settings.mounts
    .filter(({ type }) => type === 'bind' || type === 'volume')
    .slice(0, mostMounts)
    .map(({ target }) => target);
  const wanted = [...started, ...named.map((path) => absolute(path, settings.workingFolder)), ...mounts];
  return [...new Set(wanted)].filter((path) => path.length < 1_000).slice(0, mostFiles);
}

export function absolute(path: string, folder: string): string {
  const whole = path.startsWith('/') ? path : `${folder || '/'}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** @returns undefined where the engine does not tell, null where nothing lies there */
async function follow(
  engine: Engine,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<ContainerFile | null | undefined> {
  try {
    let at = path;
    for (let links = 0; links <= mostLinks; links++) {
      const file = await readContainerFile(engine, id, at, signal);
      if (file?.kind !== 'link') return file;
      at = absolute(file.target, at.slice(0, at.lastIndexOf('/')));
    }
    return undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

export function factOf(path: string, file: ContainerFile | null): FileFact {
  const shown = plainText(path, 1_000);
  if (!file)
    return {
      path: shown,
      kind: 'missing',
      mode: 0,
      uid: 0,
      gid: 0,
      architecture: null,
      interpreter: null,
      empty: false,
    };
  const { beginning } = file;
  return {
    path: shown,
    kind: file.kind === 'folder' || file.kind === 'file' ? file.kind : 'other',
    mode: file.mode,
    uid: file.uid,
    gid: file.gid,
    architecture: architectureOf(beginning),
    interpreter: interpreterOf(beginning),
    empty: file.kind === 'file' && beginning.length === 0,
  };
}

function architectureOf(beginning: Buffer): string | null {
  if (beginning.length < 20 || beginning.readUInt32BE(0) !== 0x7f454c46) return null;
  const machine = beginning[5] === 2 ? beginning.readUInt16BE(18) : beginning.readUInt16LE(18);
  return machines[machine] ?? `machine ${machine}`;
}

/** What follows `#!`; its carriage return is shown as `\r`. */
function interpreterOf(beginning: Buffer): string | null {
  if (beginning.subarray(0, 2).toString('latin1') !== '#!') return null;
  const line = beginning.subarray(2, 300).toString('utf8').split('\n', 1)[0] ?? '';
  return plainText(line.replace(/^[ \t]+/, ''), 250);
}
