import type { Distribution, StatedPackage } from './package.js';

/** A package URL (purl-spec 1.0): `pkg:deb/debian/curl@8.14.1-2?arch=amd64&distro=debian-13`. */
export function packageUrl(stated: StatedPackage, distribution: Distribution | null): string {
  const { namespace, name } = splitName(stated, distribution);
  const qualifiers = qualifiersOf(stated, distribution);
  const path = [...namespace, name].map(encode).join('/');
  const version = stated.version ? `@${encode(versionOf(stated))}` : '';
  const query = qualifiers.map(([key, value]) => `${key}=${encode(value)}`).join('&');
  return `pkg:${stated.type}/${path}${version}${query ? `?${query}` : ''}`;
}

function splitName(
  { type, name }: StatedPackage,
  distribution: Distribution | null,
): { namespace: string[]; name: string } {
  switch (type) {
    case 'deb':
    case 'apk':
    case 'rpm':
      return { namespace: distribution ? [distribution.id] : [], name: type === 'rpm' ? name : name.toLowerCase() };
    case 'pypi':
      return { namespace: [], name: name.toLowerCase().replaceAll('_', '-') };
    case 'maven':
      return lastPart(name.split(':'));
    case 'golang':
    case 'composer':
      return lastPart(name.toLowerCase().split('/'));
    case 'npm':
      return lastPart(name.split('/'));
    default:
      return { namespace: [], name };
  }
}

function lastPart(parts: string[]): { namespace: string[]; name: string } {
  return { namespace: parts.slice(0, -1).filter(Boolean), name: parts.at(-1) ?? '' };
}

/** An rpm's epoch is a qualifier, not a part of its version. */
function versionOf({ type, version }: StatedPackage): string {
  return type === 'rpm' ? version.replace(/^\d+:/, '') : version;
}

function qualifiersOf(stated: StatedPackage, distribution: Distribution | null): [string, string][] {
  if (stated.type !== 'deb' && stated.type !== 'apk' && stated.type !== 'rpm') return [];
  const epoch = stated.type === 'rpm' ? /^(\d+):/.exec(stated.version)?.[1] : undefined;
  const distro = distribution ? [distribution.id, distribution.version].filter(Boolean).join('-') : undefined;
  const all: [string, string | undefined][] = [
    ['arch', stated.architecture],
    ['distro', distro],
    ['epoch', epoch],
  ];
  return all.filter((pair): pair is [string, string] => Boolean(pair[1]));
}

/** Percent-encoding as the specification has it: letters, digits and `.-_~:` stay. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
