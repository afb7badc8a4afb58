import { parseRelease, releaseFiles } from '../distribution.js';
import type { PackageReader } from '../reader.js';

export const releaseFile: PackageReader = {
  wants: ({ path, sizeBytes }) => releaseFiles.includes(path) && sizeBytes < 65_536,
  read(content) {
    const distribution = parseRelease(content.toString('utf8'));
    return distribution ? { distribution } : {};
  },
};
