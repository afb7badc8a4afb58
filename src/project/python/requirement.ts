import type { Dependency } from '../project.js';
import { appliesOnLinux } from './marker.js';

/** PEP 503: runs of `-`, `_` and `.` are one `-`, letters are small. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

export interface Requirement extends Dependency {
  /** Where it comes from instead of an index: a URL, a VCS URL or a path. */
  url: string | null;
  /** False for `sys_platform == "win32"` and the like. */
  applies: boolean;
}

/** No real requirement comes near; it keeps every pattern below cheap on hostile input. */
const longest = 2000;
const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;

/** Reads one PEP 508 requirement without options and comments; null where it is none. A bare URL gets its name from `#egg=` or the wheel. */
export function parseRequirement(text: string): Requirement | null {
  const trimmed = text.trim();
  if (trimmed.length > longest) return null;
  if (isLocation(trimmed)) return fromLocation(trimmed);
  const match = named.exec(trimmed);
  if (!match) return null;
  const [, name = '', extras = '', rest = ''] = match;
  const base = { name: normalizeName(name), extras: extras.split(',').map(normalizeExtra).filter(Boolean).sort() };
  if (rest.startsWith('@')) {
    const [url = '', marker] = split(rest.slice(1), / ;/);
    return { ...base, specifier: '', url: url.trim(), applies: marker === undefined || appliesOnLinux(marker) };
  }
  const [specifier = '', marker] = split(rest, /;/);
  const bare = specifier.trim().replace(/^\(([^()]*)\)$/, '$1');
  if (bare !== '' && !/^(?:===|==|~=|!=|<=|>=|<|>)/.test(bare)) return null;
  return {
    ...base,
    specifier: bare.replaceAll(/\s+/g, ''),
    url: null,
    applies: marker === undefined || appliesOnLinux(marker),
  };
}

/** The version of `==1.2.3`, without a local part; null for every other specifier. */
export function pinnedVersion(specifier: string): string | null {
  const match = /^={2,3}([^,*\s+]+)(?:\+[^,\s]*)?$/.exec(specifier);
  return match ? (match[1] as string) : null;
}

/** A URL, a VCS URL or a path rather than a name. */
export function isLocation(text: string): boolean {
  return (
    /^(?:(?:git|hg|svn|bzr)\+|[a-z]{2,8}:\/\/|file:|\.{1,2}(?:[/\\]|$)|[/\\]|[^\s;[]+\.(?:whl|zip|tar\.gz)$)/i.test(
      text,
    ) || text === '.'
  );
}

function fromLocation(text: string): Requirement | null {
  const [location = '', marker] = split(text, / ;/);
  const applies = marker === undefined || appliesOnLinux(marker);
  const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(location)?.[1];
  const path = (location.split(/[?#]/, 1)[0] ?? '').replace(/\[[^\]]*\]$/, '');
  const last = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const wheel = /^([A-Za-z0-9][\w.]*)-\d[^-]*-.*\.whl$/.exec(last)?.[1];
  // `.../name.git@v1` and `.../name-1.0.tar.gz`
  const guessed = /^([A-Za-z0-9][\w.-]*?)(?:\.git)?(?:@.*|-\d[\w.]*\.(?:tar\.gz|zip))?$/.exec(last)?.[1];
  return {
    name: normalizeName(egg ?? wheel ?? guessed ?? ''),
    extras: [],
    specifier: '',
    url: location.trim(),
    applies,
  };
}

function split(text: string, separator: RegExp): [string, string | undefined] {
  const at = text.search(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at).replace(/^ ?;/, '')];
}

function normalizeExtra(extra: string): string {
  return normalizeName(extra.trim());
}
