import type { StatedPackage } from '../package.js';
import type { PackageReader } from '../reader.js';

/** Alpine's database (apk v2 index format): one letter a field, packages parted by empty lines, with their files. */
export const apkDatabase: PackageReader = {
  wants: ({ path }) => path === '/lib/apk/db/installed' || path === '/usr/lib/apk/db/installed',
  read(content) {
    const packages: StatedPackage[] = [];
    const owned: string[] = [];
    for (const paragraph of content.toString('utf8').split(/\n\n+/)) {
      const fields = new Map<string, string>();
      let folder = '';
      for (const line of paragraph.split('\n')) {
        if (line[1] !== ':') continue;
        const key = line[0] as string;
        const value = line.slice(2).trim();
        if (key === 'F') folder = value;
        else if (key === 'R') owned.push(folder ? `/${folder}/${value}` : `/${value}`);
        else if (!fields.has(key)) fields.set(key, value);
      }
      const stated = packageOf(fields);
      if (stated) packages.push(stated);
    }
    return { packages, owned };
  },
};

function packageOf(fields: ReadonlyMap<string, string>): StatedPackage | null {
  const [name, version, architecture, license] = ['P', 'V', 'A', 'L'].map((key) => fields.get(key));
  if (!name || !version) return null;
  return {
    type: 'apk',
    name,
    version,
    source: { name: fields.get('o') || name, version },
    ...(architecture ? { architecture } : {}),
    licenses: license ? [license] : [],
  };
}
