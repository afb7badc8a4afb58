import { asRecord, parseObject } from '../formats/json.js';
import type { PackageReader } from '../reader.js';

/** What a .NET application was published with; the application itself is a `project` there. */
export const dotnetDependencies: PackageReader = {
  wants: ({ path }) => path.endsWith('.deps.json'),
  read(content) {
    const libraries = asRecord(parseObject(content).libraries);
    const packages = Object.entries(libraries).flatMap(([key, library]) => {
      const [name, version, more] = key.split('/');
      if (!name || !version || more !== undefined || asRecord(library).type !== 'package') return [];
      return [{ type: 'nuget' as const, name, version, licenses: [] }];
    });
    return { packages };
  },
};
