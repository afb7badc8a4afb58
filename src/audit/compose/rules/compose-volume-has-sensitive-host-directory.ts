import { defineComposeRule } from '../rule.js';
import { hostFolders, isSystemFolder, looksLikeSystemFolder } from './host-folders.js';
import { shown } from './shown.js';

export const composeVolumeHasSensitiveHostDirectory = defineComposeRule({
  id: 'compose-volume-has-sensitive-host-directory',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Volume Has Sensitive Host Directory'] },
  principle: 'least-privilege',
  title: 'Keep data in volumes, not in folders of the host',
  why: 'A folder below /home, /srv, /var or /usr of the host has owners, links and other users that the project does not know; a named volume has none. KICS reports every path that begins like a folder of the system, read-only ones too. What anybody should mend is compose-system-folder-mounted.',
  bad: 'services:\n  files:\n    image: files:3.0\n    volumes:\n      - /srv/files:/data\n',
  good: 'services:\n  files:\n    image: files:3.0\n    volumes:\n      - files:/data\nvolumes:\n  files:\n',
  check(compose, report) {
    for (const { path, where, owner, readOnly } of hostFolders(compose)) {
      const reported = !readOnly && isSystemFolder(path) && !path.endsWith('.sock');
      if (!reported && looksLikeSystemFolder(path))
        report(
          where,
          `${shown(owner)} is given ${shown(path)} of the host; use a named volume, or a folder of the project.`,
        );
    }
  },
});
