import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import { type IgnoreRules, judgePath, type Matched, parseIgnoreFile, prunable } from './ignore-file.js';

/** What a build sees: a folder of the user's, and files that exist in memory only. The folder is never written to. */
export interface BuildContext {
  /** Null where nothing on disk belongs to it. */
  root: string | null;
  rules: IgnoreRules;
  /** Contents that take the place of files on disk or are added to them, by path relative to root (forward slashes). */
  overlay: Map<string, Buffer>;
}

export interface ContextEntry {
  /** Relative to the root, forward slashes. */
  path: string;
  type: 'file' | 'directory' | 'symlink';
  mode: number;
  size: number;
  modified: Date;
  target?: string;
  /** In memory instead of on disk. */
  content?: Buffer;
}

/**
 * The rules that hold for a Dockerfile: `NAME.dockerignore` beside it wins over the root's .dockerignore.
 * @param fallback the text to use where neither is on disk
 */
export async function readIgnoreRules(root: string, dockerfile: string, fallback?: string): Promise<IgnoreRules> {
  for (const file of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    try {
      return parseIgnoreFile(await readFile(join(root, file), 'utf8'), file);
    } catch (error) {
      if (error instanceof Fault) throw error;
    }
  }
  return parseIgnoreFile(fallback ?? '');
}

/**
 * Walks a build context in a fixed order (by name, folders before what lies in them), leaving out what the rules say.
 * Links are listed as links and never followed; sockets, pipes and devices are left out with a warning.
 */
export async function* walkContext(
  context: BuildContext,
  warn: (message: string) => void,
): AsyncGenerator<ContextEntry> {
  const overlay = new Map(context.overlay);
  const { root } = context;
  if (root !== null) yield* walkFolder({ ...context, root }, '', undefined, overlay, warn);
  for (const [path, content] of [...overlay].sort(([a], [b]) => compareNames(a, b))) yield memoryEntry(path, content);
}

async function* walkFolder(
  context: BuildContext & { root: string },
  folder: string,
  parent: Matched | undefined,
  overlay: Map<string, Buffer>,
  warn: (message: string) => void,
): AsyncGenerator<ContextEntry> {
  for (const child of await listFolder(join(context.root, folder))) {
    const path = folder ? `${folder}/${child.name}` : child.name;
    const { ignored, matched } = judgePath(context.rules, path, parent);
    const isFolder = child.isDirectory();
    if (ignored && !(isFolder && !prunable(context.rules, path, matched))) continue;
    const facts = await lstat(join(context.root, path));
    if (isFolder) {
      const entries = walkFolder(context, path, matched, overlay, warn);
      // an ignored folder appears only for the sake of what comes back in it
      const first = ignored ? await entries.next() : null;
      if (first?.done) continue;
      yield { ...describe(path, facts), type: 'directory', size: 0 };
      if (first) yield first.value as ContextEntry;
      yield* entries;
    } else if (facts.isSymbolicLink()) {
      const target = await readlink(join(context.root, path));
      yield { ...describe(path, facts), type: 'symlink', size: 0, target: target.replaceAll('\\', '/') };
    } else if (facts.isFile()) {
      const content = overlay.get(path);
      overlay.delete(path);
      yield { ...describe(path, facts), type: 'file', size: content?.length ?? facts.size, content };
    } else warn(`${path} is neither a file, a folder nor a link and was left out of the build context`);
  }
}

async function listFolder(path: string): Promise<Dirent[]> {
  try {
    const children = await readdir(path, { withFileTypes: true });
    return children.sort((a, b) => compareNames(a.name, b.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    throw new Fault(
      'invalid-input',
      `${path} belongs to the build context and cannot be read.`,
      'Make it readable, or name it in .dockerignore.',
    );
  }
}

/** By the bytes of their UTF-8, which is the order that BuildKit insists on. */
function compareNames(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Docker's clients on Windows send every file as executable, for want of a better knowledge. */
function describe(path: string, facts: Stats): Pick<ContextEntry, 'path' | 'mode' | 'modified'> {
  return { path, mode: process.platform === 'win32' ? 0o755 : facts.mode & 0o7777, modified: facts.mtime };
}

function memoryEntry(path: string, content: Buffer): ContextEntry {
  return { path, type: 'file', mode: 0o644, size: content.length, modified: new Date(0), content };
}
