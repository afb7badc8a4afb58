import { satisfies, validRange } from '@renovatebot/pep440';
import { Fault } from '../../fault.js';
import type { Dependency, Place } from '../project.js';
import type { Findings, Repository } from '../repository.js';
import { pinAgainst } from './wheel-support.js';

const supported = ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9'];
/** Past their end of life; only where nothing newer is allowed. */
const retired = ['3.8', '3.7', '3.6'];
/** What most packages have wheels for; newer ones only where a constraint asks for them. */
const preferred = '3.13';

export interface Runtime {
  version: string;
  constraint: string | null;
}

/**
 * Chooses `major.minor`: an exact version that the repository names, else the newest that satisfies every constraint and that the
 * pinned packages support. Fault `not-supported` when the constraint leaves none.
 */
export function choosePython(
  repository: Repository,
  constraints: (Place & { value: string })[],
  locked: readonly Dependency[],
  findings: Findings,
): Runtime {
  const exact = exactVersion(repository);
  const usable = constraints.filter(({ value, file }) => {
    if (validRange(value)) return true;
    findings.warnings.push(
      `${file} asks for Python ${JSON.stringify(value)}, which is not a version specifier; it was left out of account.`,
    );
    return false;
  });
  const constraint = [...new Set(usable.map(({ value }) => value))].join(',') || null;
  const allows = (minor: string) => usable.every(({ value }) => allowsMinor(minor, value));
  if (exact && allows(exact.value)) {
    findings.evidence.push({ fact: 'python', value: exact.value, file: exact.file, line: exact.line });
    return { version: exact.value, constraint };
  }
  if (exact)
    findings.warnings.push(
      `${exact.file} names Python ${exact.value}, which ${usable[0]?.file} does not allow (${constraint}); the constraint was followed.`,
    );
  for (const { value, file, line } of usable) findings.evidence.push({ fact: 'python', value, file, line });
  const old = supported.some(allows) ? undefined : retired.find(allows);
  if (old) {
    findings.warnings.push(
      `Python ${old}, which ${usable[0]?.file} asks for, is past its end of life and gets no security fixes.`,
    );
    return { version: old, constraint };
  }
  const allowed = supported.filter(allows);
  if (allowed.length === 0) {
    const asked = usable[0];
    throw new Fault(
      'not-supported',
      `${asked?.file}${asked?.line ? `:${asked.line}` : ''} asks for Python ${constraint}, and only ${supported.at(-1)} to ${supported[0]} have a maintained base image.`,
      'Widen the constraint (`requires-python = ">=3.12"` for example), or name a version in a .python-version file.',
    );
  }
  const best =
    allowed.find((minor) => Number(minor.slice(2)) <= Number(preferred.slice(2))) ?? (allowed.at(-1) as string);
  let version = best;
  let reason: { name: string; version: string } | null = null;
  for (const minor of allowed.filter((candidate) => Number(candidate.slice(2)) <= Number(best.slice(2)))) {
    const against = pinAgainst(minor, locked);
    if (!against) {
      version = minor;
      break;
    }
    reason ??= against;
  }
  if (reason && version !== best)
    findings.evidence.push({
      fact: 'python',
      value: `${version}: ${reason.name} ${reason.version} does not support ${best}`,
      file: usable[0]?.file ?? 'requirements.txt',
    });
  return { version, constraint };
}

/** A constraint is on full versions; a minor satisfies it if its first or a late patch release does. */
function allowsMinor(minor: string, constraint: string): boolean {
  return (
    [`${minor}.0`, `${minor}.4`, `${minor}.9`, `${minor}.99`].some((version) =>
      satisfies(version, constraint, { prereleases: true }),
    ) || exactPatch(minor, constraint)
  );
}

/** `==3.11.7` */
function exactPatch(minor: string, constraint: string): boolean {
  return constraint.split(',').some(
    (part) =>
      /^={2,3}/.test(part.trim()) &&
      part
        .replace(/^={2,3}\s*/, '')
        .trim()
        .startsWith(`${minor}.`),
  );
}

function exactVersion(repository: Repository): (Place & { value: string }) | null {
  for (const file of ['.python-version', 'runtime.txt', '.tool-versions', '.mise.toml', 'mise.toml']) {
    const lines = repository.read(file)?.split('\n').slice(0, 100) ?? [];
    for (const [index, line] of lines.entries()) {
      const match = (
        file.startsWith('.python') || file === 'runtime.txt'
          ? /^\s*(?:(?:c?python)-?@?)?(\d+)\.(\d+)(?:\.\d+)?\w*\s*$/i
          : /^\s*python\s*(?:=\s*["'])?\s*(\d+)\.(\d+)/
      ).exec(line);
      if (match?.[1] === '3' && Number(match[2]) >= 7) return { value: `3.${match[2]}`, file, line: index + 1 };
    }
  }
  return null;
}
