import { posix } from 'node:path';
import { parseFields } from '../formats/control-fields.js';
import { type ZipEntry, zipEntries } from '../formats/zip.js';
import type { StatedPackage } from '../package.js';
import type { PackageReader } from '../reader.js';

const archiveName = /\.(?:jar|war|ear|jpi|hpi)$/i;
const mavenProperties = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/;
const largestText = 1024 * 1024;
const largestNested = 64 * 1024 * 1024;
/** What all archives within one may unpack to. */
const nestedBudget = 512 * 1024 * 1024;

/** Java archives, and those inside them one level deep (WEB-INF/lib, BOOT-INF/lib). */
export const javaArchive: PackageReader = {
  wants: ({ path }) => archiveName.test(path),
  read: (content, path) => ({ packages: packagesIn(content, path, { left: nestedBudget }, true) }),
};

function packagesIn(archive: Buffer, path: string, budget: { left: number }, nested: boolean): StatedPackage[] {
  const entries = zipEntries(archive, largestNested);
  const own = ownPackages(entries, posix.basename(path));
  if (!nested) return own;
  const inner = entries.filter(({ name }) => archiveName.test(name));
  return [...own, ...inner.flatMap((entry) => packagesInside(entry, budget))];
}

/** One archive that is damaged does not hide the others. */
function packagesInside(entry: ZipEntry, budget: { left: number }): StatedPackage[] {
  budget.left -= entry.sizeBytes;
  if (budget.left < 0) return [];
  try {
    return packagesIn(entry.read(), entry.name, budget, false);
  } catch {
    return [];
  }
}

/** A shaded archive has the properties of all that it holds, and not always its own. */
function ownPackages(entries: readonly ZipEntry[], fileName: string): StatedPackage[] {
  const stated = entries.filter(({ name, sizeBytes }) => mavenProperties.test(name) && sizeBytes < largestText);
  const packages = stated.flatMap((entry) => parseProperties(entry.read().toString('latin1')) ?? []);
  const named = splitFileName(fileName)?.name;
  if (packages.length > 0 && (!named || packages.some(({ name }) => isNamed(name, named)))) return packages;
  const manifest = entries.find(({ name, sizeBytes }) => name === 'META-INF/MANIFEST.MF' && sizeBytes < largestText);
  const own = (manifest ? fromManifest(manifest.read().toString('utf8'), fileName) : null) ?? fromFileName(fileName);
  return own ? [...packages, own] : packages;
}

/** Distributions write an artifact's underscores as hyphens in the file's name. */
function isNamed(name: string, artifact: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[_.]/g, '-');
  return plain(name.slice(name.indexOf(':') + 1)) === plain(artifact);
}

/** java.util.Properties, as Maven writes them. */
function parseProperties(text: string): StatedPackage | null {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#')) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((key) => values.get(key));
  return group && artifact && version ? maven(`${group}:${artifact}`, version) : null;
}

/** Without Maven's properties the artifact's name is the file's, and its group what the manifest gives for one. */
function fromManifest(text: string, fileName: string): StatedPackage | null {
  const main = text.replaceAll('\r\n', '\n').split('\n\n', 1)[0] ?? '';
  const { fields } = parseFields(main.replaceAll('\n ', ''));
  const file = splitFileName(fileName);
  const symbolic = fields.get('bundle-symbolicname')?.split(';', 1)[0]?.trim();
  const version = fields.get('implementation-version') || file?.version || fields.get('bundle-version');
  const artifact = file?.name ?? symbolic ?? fields.get('implementation-title');
  if (!version || !artifact || /\s/.test(artifact)) return null;
  const group = fields.get('implementation-vendor-id') ?? groupFrom(symbolic, artifact);
  return maven(group && !/\s/.test(group) ? `${group}:${artifact}` : artifact, version);
}

/** `org.slf4j.api` of slf4j-api: what comes before the last part, a guess that OSGi's naming supports. */
function groupFrom(symbolic: string | undefined, artifact: string): string | undefined {
  if (!symbolic?.includes('.')) return undefined;
  return symbolic.endsWith(`.${artifact}`) ? symbolic.slice(0, -artifact.length - 1) : undefined;
}

function fromFileName(fileName: string): StatedPackage | null {
  const file = splitFileName(fileName);
  return file ? maven(file.name, file.version) : null;
}

/** `commons-io-2.11.0.jar`. */
function splitFileName(fileName: string): { name: string; version: string } | null {
  const parts = /^([A-Za-z][\w.]*(?:-[A-Za-z][\w.]*)*)-(\d[\w.+-]*)\.\w+$/.exec(fileName.slice(0, 200));
  return parts ? { name: parts[1] as string, version: parts[2] as string } : null;
}

function maven(name: string, version: string): StatedPackage {
  return { type: 'maven', name, version, licenses: [] };
}
