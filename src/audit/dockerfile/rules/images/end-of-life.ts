import { type Lifecycle, lifecycles, systems } from '../../../release-ends.js';
import { type ImageName, parseImageName } from '../../model/stages.js';

/** A release in an image's name that gets no more fixes. */
export interface EndedRelease {
  /** `python 3.8`, `debian 10`. */
  release: string;
  /** The day that its fixes ended, `2024-10-07`. */
  ended: string;
  source: string;
  /** The newest release that is still kept, or what took its place; null where the table has neither. */
  kept: string | null;
}

/** What an image's name says of releases that had ended on a day; empty where it says nothing or all are kept. @param today `2026-11-24` */
export function endedReleases(reference: string, today: string): EndedRelease[] {
  const image = parseImageName(reference);
  const own = officialName(image);
  const tag = image.tag ?? (image.digest === null ? 'latest' : '');
  const found: EndedRelease[] = [];
  const lifecycle = own !== null && Object.hasOwn(lifecycles, own) ? lifecycles[own] : undefined;
  if (own !== null && lifecycle) {
    const release = releaseOfTag(tag, lifecycle);
    const ended = release === null ? null : endOf(release, lifecycle, today);
    if (ended !== null)
      found.push(toEnded(own.slice(own.lastIndexOf('/') + 1), release as string, ended, lifecycle, today));
  }
  for (const { system, release } of systemsOfTag(image, tag)) {
    const other = systems[system] as Lifecycle;
    const ended = system === own ? null : endOf(release, other, today);
    if (ended !== null) found.push(toEnded(system, release, ended, other, today));
  }
  return found;
}

/** Docker's official image, also from a mirror that keeps `library/`; others with their registry. */
function officialName({ registry, repository, name }: ImageName): string | null {
  if (/(?:^|\/)library\/[^/]+$/.test(repository)) return name;
  return registry === 'docker.io' ? null : `${registry}/${repository}`;
}

function releaseOfTag(tag: string, { ends, codenames = {} }: Lifecycle): string | null {
  if (/(?:^|-)ea(?:-|$)/.test(tag)) return null;
  const version = /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1];
  if (version !== undefined) return version;
  const codename = tag.split('-').find((part) => Object.hasOwn(codenames, part));
  if (codename !== undefined) return codenames[codename] as string;
  return ends['*'] !== undefined && tag !== 'latest' && tag !== '' ? tag : null;
}

/** The day a release ended, if it has; null where it is kept or not known. */
function endOf(release: string, { ends }: Lifecycle, today: string): string | null {
  const exact = ends['*'] ?? cycleOf(release, ends);
  if (exact !== undefined) return exact < today ? exact : null;
  const within = Object.keys(ends).filter((cycle) => cycle.startsWith(`${release}.`));
  if (within.length > 0) {
    // `python:2` has ended when all of 2 has, and nothing newer of it can come
    const last = within
      .map((cycle) => ends[cycle] as string)
      .sort()
      .at(-1) as string;
    return last < today && !isNewestMajor(release, ends) ? last : null;
  }
  const oldest = Object.keys(ends).sort(byVersion)[0] as string;
  return byVersion(release, oldest) < 0 ? (ends[oldest] as string) : null;
}

/** `3.8.1` is of the cycle `3.8`, `13.4` of `13`. */
function cycleOf(release: string, ends: Readonly<Record<string, string>>): string | undefined {
  const parts = release.split('.');
  for (let length = Math.min(parts.length, 3); length > 0; length--) {
    const cycle = parts.slice(0, length).join('.');
    if (Object.hasOwn(ends, cycle)) return ends[cycle];
  }
  return undefined;
}

function isNewestMajor(major: string, ends: Readonly<Record<string, string>>): boolean {
  const newest = Object.keys(ends).sort(byVersion).at(-1) as string;
  return newest.split('.', 1)[0] === major;
}

function byVersion(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = Number(left[at] ?? 0) - Number(right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Systems that the parts of a tag name, and of the name for images without a shell (`distroless/static-debian11`). */
function systemsOfTag({ name }: ImageName, tag: string): { system: string; release: string }[] {
  const parts = tag.split(/[-_]/);
  const named = name.split('-').at(-1) as string;
  if (/^debian\d+$/.test(named)) parts.push(named);
  return parts.flatMap((part) => {
    const match = /^(debian|ubuntu|alpine|centos|fedora)(\d+(?:\.\d+)?)$/.exec(part);
    if (match) return [{ system: match[1] as string, release: match[2] as string }];
    return (['debian', 'ubuntu'] as const).flatMap((system) => {
      const { codenames = {} } = systems[system] as Lifecycle;
      return Object.hasOwn(codenames, part) ? [{ system, release: codenames[part] as string }] : [];
    });
  });
}

function toEnded(product: string, release: string, ended: string, lifecycle: Lifecycle, today: string): EndedRelease {
  const { ends, source, successor = null } = lifecycle;
  const newest = Object.keys(ends)
    .filter((one) => (ends[one] as string) >= today)
    .sort(byVersion)
    .at(-1);
  const kept = newest === undefined ? successor : `${product} ${newest}`;
  return { release: `${product} ${release}`, ended, source, kept };
}
