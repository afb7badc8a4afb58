import { type PackageType, packageTypes } from '../../packages/package.js';

export function isScore(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 10;
}

/** `pkg:deb/debian/curl@8` is a `deb`. */
export function typeOfPurl(purl: string | null | undefined): PackageType | null {
  const type = /^pkg:([a-z0-9.+-]+)\//.exec(purl ?? '')?.[1];
  return packageTypes.find((one) => one === type) ?? null;
}

/** Name and version in a package URL; the name as its ecosystem writes it. */
export function splitPurl(purl: string): { type: string; name: string; version: string } | null {
  const match = /^pkg:([a-z0-9.+-]+)\/([^@?#]+)(?:@([^?#]*))?/.exec(purl);
  if (!match) return null;
  const [, type, path, version] = match as unknown as [string, string, string, string | undefined];
  const parts = path.split('/').map(decode);
  const name = parts.at(-1) as string;
  const isSystem = type === 'deb' || type === 'apk' || type === 'rpm';
  const full = isSystem ? name : type === 'maven' ? parts.join(':') : parts.join('/');
  return { type, name: full, version: decode(version ?? '') };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
