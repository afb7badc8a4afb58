import { asRecord, parseObject, textOf, textsOf } from '../formats/json.js';
import type { PackageReader } from '../reader.js';

/** What Composer installed; version 1 wrote the bare list. */
export const composerInstalled: PackageReader = {
  wants: ({ path }) => path.endsWith('/vendor/composer/installed.json'),
  read(content) {
    const list: unknown = content.toString('latin1', 0, 64).trimStart().startsWith('[')
      ? JSON.parse(content.toString('utf8'))
      : parseObject(content).packages;
    const packages = (Array.isArray(list) ? list : []).flatMap((item) => {
      const { name, version, license } = asRecord(item);
      const [known, at] = [textOf(name), textOf(version)];
      return known && at ? [{ type: 'composer' as const, name: known, version: at, licenses: textsOf(license) }] : [];
    });
    return { packages };
  },
};
