import { paragraphs, parseFields } from '../formats/control-fields.js';
import type { StatedPackage } from '../package.js';
import type { PackageReader, Reading } from '../reader.js';

const database = '/var/lib/dpkg/status';
/** Distroless images have one file a package, with its checksums beside it. */
const folder = '/var/lib/dpkg/status.d/';

/** Debian's database of installed packages. */
export const dpkgDatabase: PackageReader = {
  wants: ({ path }) => path === database || path.startsWith(folder),
  read(content, path) {
    if (path.endsWith('.md5sums')) return ownedBySums(content);
    return { packages: paragraphs(content.toString('utf8')).flatMap((text) => parsePackage(text) ?? []) };
  },
};

/** The files of each package. */
export const dpkgFiles: PackageReader = {
  wants: ({ path }) => /^\/var\/lib\/dpkg\/info\/[^/]+\.list$/.test(path),
  read: (content) => ({ owned: content.toString('utf8').split('\n') }),
};

function ownedBySums(content: Buffer): Reading {
  const lines = content.toString('utf8').split('\n');
  return { owned: lines.flatMap((line) => (line.length > 34 ? [`/${line.slice(34).replace(/^\//, '')}`] : [])) };
}

function parsePackage(paragraph: string): StatedPackage | null {
  const { fields } = parseFields(paragraph);
  const name = fields.get('package');
  const version = fields.get('version');
  const status = fields.get('status');
  // removed packages leave their settings behind: `deinstall ok config-files`
  if (!name || !version || (status !== undefined && !/^\S+ \S+ (?:installed|triggers-\w+)$/.test(status))) return null;
  const source = /^(\S+)(?:\s+\(([^)\s]+)\))?/.exec(fields.get('source') ?? '');
  return {
    type: 'deb',
    name,
    version,
    source: { name: source?.[1] ?? name, version: source?.[2] ?? version },
    ...(fields.has('architecture') ? { architecture: fields.get('architecture') as string } : {}),
    licenses: [],
  };
}
