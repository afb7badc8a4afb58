import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Fault } from '../fault.js';
import { takeInventory } from '../project/inventory.js';

export type TargetKind = 'dockerfile' | 'compose' | 'image' | 'archive' | 'folder';

/** What is audited. `path` is absolute where it lies on disk; `name` is what the user called it. */
export interface AuditTarget {
  kind: TargetKind;
  name: string;
  path?: string;
  /** Given as text, over MCP or on stdin. */
  content?: string;
}

/** A text file of a target. */
export interface AuditFile {
  kind: 'dockerfile' | 'compose';
  /** As it is shown: relative to the folder that was named, or as the file was named. */
  name: string;
  path: string;
}

const dockerfileName = /^(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|^[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/;
const composeName = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const notDockerfile = /\.dockerignore$|\.(?:md|txt|py|js|ts|sh|json|ya?ml)$/i;

/** Whether a file's name says that it is a Dockerfile or a Compose file. */
export function kindByName(file: string): 'dockerfile' | 'compose' | null {
  const name = basename(file);
  if (composeName.test(name)) return 'compose';
  return dockerfileName.test(name) && !notDockerfile.test(name) ? 'dockerfile' : null;
}

/**
 * What a name stands for: an existing path wins over an image's name.
 * @param path the same as an absolute path, null where nothing is there
 * @param asked the kind that the caller insists on
 */
export async function resolveTarget(name: string, path: string | null, asked?: TargetKind): Promise<AuditTarget> {
  if (path === null) {
    if (asked && asked !== 'image') throw notFound(name);
    if (asked !== 'image' && looksLikePath(name)) throw notFound(name);
    return { kind: 'image', name };
  }
  const status = await stat(path);
  if (status.isDirectory()) {
    const isLayout = asked === 'archive' || asked === 'image' || (await exists(join(path, 'oci-layout')));
    return { kind: isLayout ? 'archive' : 'folder', name, path };
  }
  if (!status.isFile())
    throw new Fault(
      'invalid-input',
      `${name} is neither a file nor a folder.`,
      'Name a Dockerfile, a Compose file, an image archive or a folder.',
    );
  if (asked && asked !== 'folder') return { kind: asked === 'image' ? 'archive' : asked, name, path };
  const kind = (await isArchive(path))
    ? 'archive'
    : (kindByName(path) ?? (/\.ya?ml$/i.test(path) ? 'compose' : 'dockerfile'));
  return { kind, name, path };
}

/** A text without a name: Compose files are YAML with services, everything else is read as a Dockerfile. */
export function kindOfText(text: string): 'dockerfile' | 'compose' {
  return /^(?:services|include)\s*:/m.test(text) && !/^\s*FROM\s/im.test(text) ? 'compose' : 'dockerfile';
}

/** Whether a name that nothing is found under was meant as a path, not as an image. */
export function looksLikePath(name: string): boolean {
  return /^[./~\\]|^[A-Za-z]:\\|[\\]|\.(?:tar|tgz|gz|ya?ml)$/.test(name) || kindByName(name) !== null;
}

function notFound(name: string): Fault {
  return new Fault(
    'path-not-found',
    `There is no file or folder ${name}.`,
    'Name a Dockerfile, a Compose file, a folder, an image archive, or an image of the engine.',
  );
}

/** A tar has its mark at 257; gzip and zstd have theirs at the start. */
async function isArchive(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await file.read(head, 0, 512, 0);
    const start = head.subarray(0, 4).toString('hex');
    return (
      start.startsWith('1f8b') ||
      start === '28b52ffd' ||
      (bytesRead === 512 && head.toString('latin1', 257, 262) === 'ustar')
    );
  } finally {
    await file.close();
  }
}

/** Dockerfiles and Compose files below a folder. */
export async function findFiles(
  folder: string,
  signal: AbortSignal,
): Promise<{ files: AuditFile[]; warnings: string[] }> {
  const { files, warnings } = await takeInventory(folder, signal);
  const vendored = vendorFolders(files);
  const found = files.flatMap((name): AuditFile[] => {
    const kind = kindByName(name);
    return kind && !vendored.some((vendor) => name.startsWith(vendor))
      ? [{ kind, name, path: join(folder, ...name.split('/')) }]
      : [];
  });
  return { files: found, warnings };
}

/** Copies of other people's modules, which Go and Composer mark with these files; who audits cannot mend them. */
function vendorFolders(files: readonly string[]): string[] {
  return files.flatMap((name) => /^(?:.*\/)?vendor\/(?=(?:modules\.txt|autoload\.php)$)/.exec(name)?.[0] ?? []);
}

/** The folder that a Dockerfile is built with: the nearest one at or above it that has a .dockerignore, else its own. */
export async function contextOf(dockerfile: string, root: string): Promise<string> {
  const own = dirname(dockerfile);
  for (let at = own; at === root || relative(root, at).split(sep)[0] !== '..'; at = dirname(at)) {
    if (await exists(join(at, '.dockerignore'))) return at;
    if (at === root || dirname(at) === at) break;
  }
  return own;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
