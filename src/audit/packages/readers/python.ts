import { parseFields } from '../formats/control-fields.js';
import type { PackageReader } from '../reader.js';

const manifest =
  /\/(?:[^/]+\.dist-info\/METADATA|[^/]+\.egg-info|[^/]+\.egg-info\/PKG-INFO|[^/]+\.egg\/EGG-INFO\/PKG-INFO)$/;
const vagueLicense = /^(?:unknown|other|see .*|license.*)$/i;

/** Installed Python distributions (PEP 376 and 566, and setuptools' older form). */
export const pythonMetadata: PackageReader = {
  wants: ({ path, sizeBytes }) => manifest.test(path) && sizeBytes < 8_000_000,
  read(content) {
    const { fields, all } = parseFields(headOf(content));
    const name = fields.get('name');
    const version = fields.get('version');
    if (!name || !version) return {};
    return { packages: [{ type: 'pypi', name, version, licenses: licensesOf(fields, all('classifier')) }] };
  },
};

/** Up to the first empty line, where the description begins. */
function headOf(content: Buffer): string {
  const ends = [content.indexOf('\n\n'), content.indexOf('\n\r\n')].filter((at) => at >= 0);
  return content.toString('utf8', 0, Math.min(content.length, ...ends)).replaceAll('\r\n', '\n');
}

/** Best known first: an SPDX expression (PEP 639), then classifiers, then free text, which may be a whole licence. */
function licensesOf(fields: ReadonlyMap<string, string>, classifiers: readonly string[]): string[] {
  const expression = fields.get('license-expression');
  if (expression) return [expression];
  const stated = fields.get('license') ?? '';
  if (stated && stated.length < 100 && !vagueLicense.test(stated)) return [stated];
  return classifiers.flatMap((classifier) => {
    const parts = classifier.split('::').map((part) => part.trim());
    return parts[0] === 'License' && parts.length > 2 ? [parts.at(-1) as string] : [];
  });
}
