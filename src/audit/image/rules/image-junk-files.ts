import { posix } from 'node:path';
import { defineImageRule } from '../image-rule.js';
import { megabytes } from './file-groups.js';
import { isPackaged } from './file-names.js';

const folders = ['.cache', '.aws', '.azure', '.gcp', '.git', '.svn', '.hg', '.vscode', '.idea', '.npm'];
const names = new Set(['Dockerfile', 'docker-compose.yml', 'compose.yaml', '.vimrc', '.DS_Store', 'Thumbs.db']);
const inFolder = new RegExp(`^(.*?/(?:${folders.map((name) => name.replace('.', '\\.')).join('|')}))(?:/|$)`);

export const imageJunkFiles = defineImageRule({
  id: 'image-junk-files',
  severity: 'info',
  profile: 'default',
  aliases: { dockle: ['DKL-LI-0003'], cis: ['4.3'] },
  principle: 'small-context',
  title: 'Copy only what runs',
  why: 'A repository’s history, an editor’s settings and caches make an image larger and tell more than is meant. .dockerignore keeps them out of COPY. Folders of installed packages do not count.',
  check({ files }, report) {
    const found = new Map<string, { bytes: number; count: number; layer: number }>();
    for (const { path, kind, sizeBytes, layer } of files.all()) {
      if (isPackaged(path) || kind === 'directory') continue;
      const place = inFolder.exec(path)?.[1] ?? (names.has(posix.basename(path)) ? path : null);
      if (place === null) continue;
      const known = found.get(place) ?? { bytes: 0, count: 0, layer };
      found.set(place, { bytes: known.bytes + sizeBytes, count: known.count + 1, layer: known.layer });
    }
    for (const [path, { bytes, count, layer }] of found)
      report(
        count > 1
          ? `${path} (${count.toLocaleString('en')} files, ${megabytes(bytes)}) is not needed to run; add it to .dockerignore, or delete it in the RUN that makes it.`
          : `${path} is not needed to run; add it to .dockerignore, or delete it in the RUN that makes it.`,
        { path, layer },
      );
  },
});
