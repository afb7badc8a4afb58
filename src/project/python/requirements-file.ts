import { folderOf, joinInside } from '../places.js';
import type { Repository } from '../repository.js';
import { isLocation, parseRequirement, type Requirement } from './requirement.js';

export interface RequirementLine extends Requirement {
  file: string;
  line: number;
  hashed: boolean;
  editable: boolean;
}

export interface RequirementSet {
  /** The file itself first, then what `-r` and `-c` name, in order of appearance. */
  files: string[];
  requirements: RequirementLine[];
  /** URLs of `--index-url` and `--extra-index-url`. */
  indexes: string[];
  warnings: string[];
}

const option = /^(-[A-Za-z]|--[a-z][a-z-]*)(?:\s*=\s*|\s+|(?<=^-[A-Za-z]))(.*)$/s;

/** Reads a requirements file and all that it includes; constraints (`-c`) count as files, not as requirements. */
export function readRequirements(repository: Repository, path: string): RequirementSet {
  const set: RequirementSet = { files: [], requirements: [], indexes: [], warnings: [] };
  readInto(repository, path, set, false);
  return set;
}

function readInto(repository: Repository, path: string, set: RequirementSet, constraint: boolean): void {
  if (set.files.includes(path) || set.files.length >= 100) return;
  const text = repository.read(path);
  if (text === null) return;
  set.files.push(path);
  for (const { text: entry, line } of logicalLines(text)) {
    const match = entry.startsWith('-') ? option.exec(entry) : null;
    const [, name = '', value = ''] = match ?? [];
    if (name === '-r' || name === '--requirement' || name === '-c' || name === '--constraint') {
      const named = unquote(value);
      const included = joinInside(folderOf(path), named);
      if (included !== null && repository.has(included))
        readInto(repository, included, set, constraint || name.startsWith('-c') || name === '--constraint');
      else if (!/^[a-z]+:\/\//i.test(named))
        set.warnings.push(`${path}:${line} includes ${JSON.stringify(named)}, which is not a file of this folder.`);
    } else if (['-i', '--index-url', '--extra-index-url'].includes(name)) set.indexes.push(unquote(value));
    else if (name === '-e' || name === '--editable') add(set, unquote(value), path, line, true, constraint);
    else if (!entry.startsWith('-')) add(set, entry, path, line, false, constraint);
  }
}

function add(set: RequirementSet, entry: string, file: string, line: number, editable: boolean, constraint: boolean) {
  if (constraint) return;
  const at = entry.search(/\s--?[a-z]/);
  const bare = at < 0 ? entry : entry.slice(0, at);
  const requirement = parseRequirement(bare);
  if (!requirement)
    set.warnings.push(`${file}:${line} is not a requirement that pip knows and was left out of account.`);
  else if (requirement.applies)
    set.requirements.push({ ...requirement, file, line, hashed: at >= 0 && entry.includes('--hash', at), editable });
}

/** Lines with continuations joined and comments removed, as pip reads them. */
export function logicalLines(text: string): { text: string; line: number }[] {
  const result: { text: string; line: number }[] = [];
  let pending: string[] = [];
  let start = 0;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    if (pending.length === 0) start = index + 1;
    const comment = /^\s*#/.test(raw);
    if (!comment && raw.endsWith('\\') && index + 1 < lines.length) {
      pending.push(raw.slice(0, -1));
      continue;
    }
    const joined = [...pending, comment ? '' : raw].join('');
    pending = [];
    const at = joined.search(/(?:^|\s)#/);
    const content = (at < 0 ? joined : joined.slice(0, at)).trim();
    if (content !== '') result.push({ text: content, line: start });
  }
  return result;
}

/** Names a folder of the repository (`.`, `./libs/x`) rather than something to download. */
export function localFolder(requirement: RequirementLine): string | null {
  const { url } = requirement;
  if (url === null || /^[a-z+]+:\/\//i.test(url) || !isLocation(url)) return null;
  return joinInside(folderOf(requirement.file), url.replace(/\[[^\]]*\]$/, ''));
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
