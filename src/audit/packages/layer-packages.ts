import { posix } from 'node:path';
import type { LayerCollector, LayerEntry } from '../image/layer-collector.js';
import { type StatedPackage, systemTypes } from './package.js';
import type { PackageReader, Reading } from './reader.js';
import { allReaders } from './readers/all-readers.js';

/** What one layer says of packages, and what it takes away from those below. */
export interface LayerPackages {
  readings: Map<string, Reading>;
  /** Paths that are deleted. */
  deleted: Set<string>;
  /** Folders that are emptied of what lower layers put there. */
  emptied: Set<string>;
  /** Paths that are something else than a folder here, as far as they could have held packages. */
  replaced: Set<string>;
  warnings: string[];
}

const mostPaths = 300_000;
const mostPackages = 100_000;
const longestText = 512;
const programFolder = /\/s?bin\/[^/]+$/;
/** What a package of the distribution brings matters only where a reader would look. */
const maybeProgram = /\/(?:s?bin|libexec|lib\w*)\/(?:.*\/)?[^/]+$/;

/** Looks for packages in one layer. */
export function layerPackages(): LayerCollector & { found: LayerPackages } {
  const found: LayerPackages = {
    readings: new Map(),
    deleted: new Set(),
    emptied: new Set(),
    replaced: new Set(),
    warnings: [],
  };
  let last: { entry: LayerEntry; reader: PackageReader | null } | null = null;
  const readerOf = (entry: LayerEntry) => {
    if (last?.entry !== entry) last = { entry, reader: readerFor(entry) };
    return last.reader;
  };
  let left = mostPackages;
  return {
    found,
    wants: (entry) => readerOf(entry) !== null,
    entry(entry, content) {
      const { path, type, whiteout } = entry;
      if (whiteout) {
        add(whiteout === 'file' ? found.deleted : found.emptied, path);
        return;
      }
      if (type === 'directory') return;
      const reader = type === 'file' ? readerOf(entry) : null;
      if (reader || type !== 'file' || programFolder.test(path)) add(found.replaced, path);
      // a tar that has a path twice means the later one
      found.readings.delete(path);
      if (type === 'hardlink') return shareReading(found.readings, entry);
      if (!reader) return;
      if (!content) {
        if (entry.sizeBytes > 0) found.warnings.push(`${path} is too large to be searched for packages`);
        return;
      }
      const reading = tryReading(reader, content, path, found.warnings);
      if (!reading) return;
      left -= reading.packages?.length ?? 0;
      if (left >= 0) found.readings.set(path, reading);
      else if (found.warnings.at(-1) !== tooMany) found.warnings.push(tooMany);
    },
  };
}

const tooMany = `a layer states more than ${mostPackages.toLocaleString('en')} packages; what comes after is left out`;

function readerFor(entry: LayerEntry): PackageReader | null {
  if (entry.type !== 'file' || entry.whiteout) return null;
  return allReaders.find((reader) => reader.wants(entry)) ?? null;
}

function add(set: Set<string>, path: string): void {
  if (set.size < mostPaths) set.add(path);
}

/** The same file under another name, as pnpm and uv install from their stores. */
function shareReading(readings: Map<string, Reading>, { path, linkTarget, ...rest }: LayerEntry): void {
  const reading = readings.get(posix.resolve('/', linkTarget ?? ''));
  const alias: LayerEntry = { ...rest, path, linkTarget, type: 'file', sizeBytes: 4096 };
  if (reading && allReaders.some((reader) => reader.wants(alias))) readings.set(path, reading);
}

function tryReading(reader: PackageReader, content: Buffer, path: string, warnings: string[]): Reading | null {
  try {
    const { packages, owned, ...others } = reader.read(content, path);
    const sound = packages?.filter(isSound);
    if (sound && packages && sound.length < packages.length)
      warnings.push(`${path} names ${packages.length - sound.length} packages in a way that no package is named`);
    const kept = owned?.map(canonicalPath).filter(couldStatePackages).map(detach);
    return {
      ...others,
      ...(sound?.length ? { packages: sound } : {}),
      ...(kept?.length ? { owned: kept } : {}),
    };
  } catch (error) {
    warnings.push(`${path} cannot be read as what it should be: ${(error as Error).message}`);
    return null;
  }
}

/** Names end up in queries, reports and files of others: no control characters, nothing of a length that none has. */
function isSound({ name, version, source, architecture }: StatedPackage): boolean {
  return [name, version, source?.name, source?.version, architecture].every(
    (text) => text === undefined || (text.length <= longestText && !/[\s\p{C}]/u.test(text)),
  );
}

/** A copy: V8's slices of a text hold on to all of it. */
function detach(text: string): string {
  return Buffer.from(text).toString();
}

function couldStatePackages(path: string): boolean {
  if (maybeProgram.test(path) && !/\.(?:py|pyc|so(?:\.[\d.]+)?|h|mo|pm|pl)$/.test(path)) return true;
  const entry: LayerEntry = {
    path,
    type: 'file',
    sizeBytes: 1,
    mode: 0,
    uid: 0,
    gid: 0,
    linkTarget: null,
    whiteout: null,
  };
  return readerFor(entry) !== null;
}

/** /bin, /sbin and /lib are links to those in /usr in today's distributions, and databases have either. */
export function canonicalPath(path: string): string {
  return path.replace(/^\/(?=(?:s?bin|lib\w*)\/)/, '/usr/');
}

export function isSystemPackage({ type }: StatedPackage): boolean {
  return systemTypes.has(type);
}
