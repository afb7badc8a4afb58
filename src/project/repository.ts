import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Inventory, Unread } from './inventory.js';
import type { Evidence, Question } from './project.js';

/** What a person is told beside the facts; every reader adds to it. */
export interface Findings {
  evidence: Evidence[];
  questions: Question[];
  warnings: string[];
}

/** A folder's files, read on demand and within bounds. Paths are relative to `root` with forward slashes. */
export interface Repository {
  root: string;
  name: string;
  files: readonly string[];
  topLevel: readonly string[];
  has(path: string): boolean;
  /** True when at least one file lies below the folder (`''` or `.` is the root). */
  hasFolder(path: string): boolean;
  /** Text of a file; null when there is none, when it is binary, too big, or the total bound is met; all but the first with a warning. */
  read(path: string): string | null;
  /** What the inventory left out and what could not be read so far. */
  unread: readonly Unread[];
}

const oneMegabyte = 1_000_000;
const lockFile = /(?:\.lock|\.toml|\.ya?ml|\.json|requirements[^/]*\.(?:txt|in))$/i;
const totalBound = 64 * oneMegabyte;

/** Opens what `takeInventory` listed for reading. */
export function openRepository(root: string, inventory: Inventory, findings: Findings): Repository {
  const files = new Set(inventory.files);
  const folders = new Set<string>();
  for (const file of inventory.files)
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      const folder = file.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  const texts = new Map<string, string | null>();
  let total = 0;
  let full = false;
  const unread = [...inventory.unread];
  const leaveOut = (path: string, reason: string) => {
    const sentence = `${path} was not read: ${reason}.`;
    unread.push({ path, sentence });
    findings.warnings.push(sentence);
  };
  return {
    root,
    name: basename(root),
    files: inventory.files,
    topLevel: inventory.topLevel,
    unread,
    has: (path) => files.has(path),
    hasFolder: (path) => path === '' || path === '.' || folders.has(path),
    read(path) {
      if (!files.has(path)) return null;
      const known = texts.get(path);
      if (known !== undefined) return known;
      let text: string | null = null;
      if (total < totalBound) {
        const bound = lockFile.test(path) ? 16 * oneMegabyte : oneMegabyte;
        const { content, trouble } = readBounded(join(root, path), bound);
        if (content) {
          total += content.length;
          text = decode(content);
          if (text === null) leaveOut(path, 'it is not text in UTF-8, or in UTF-16 with a byte order mark');
        } else leaveOut(path, trouble);
      } else if (!full) {
        full = true;
        findings.warnings.push(
          `Only the first ${totalBound / 1e6} MB of text were read; name the application's folder.`,
        );
      }
      texts.set(path, text);
      return text;
    },
  };
}

type Content = { content: Buffer; trouble?: undefined } | { content: null; trouble: string };

function readBounded(path: string, bound: number): Content {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > bound) return { content: null, trouble: `it is larger than ${bound / 1e6} MB` };
    const buffer = Buffer.alloc(size);
    return { content: buffer.subarray(0, readSync(descriptor, buffer, 0, size, 0)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { content: null, trouble: code === 'EACCES' ? 'permission denied' : (code ?? message) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** UTF-8 with or without a mark, UTF-16 with one (what PowerShell redirects write); null for binary content. Line ends become \n. */
export function decode(content: Buffer): string | null {
  const encoding =
    content[0] === 0xff && content[1] === 0xfe
      ? 'utf-16le'
      : content[0] === 0xfe && content[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  if (encoding === 'utf-8' && content.subarray(0, 8192).includes(0)) return null;
  return new TextDecoder(encoding).decode(content).replaceAll('\r\n', '\n');
}
