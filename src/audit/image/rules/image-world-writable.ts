import { defineImageRule } from '../image-rule.js';
import { byLayer, listed } from './file-groups.js';

export const imageWorldWritable = defineImageRule({
  id: 'image-world-writable',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'immutable-code',
  title: 'Let not everybody write',
  why: 'A file that every user may write is a way from one broken process to the next. A folder is safe with the sticky bit, as /tmp has it; links and devices do not count.',
  check(image, report) {
    const groups = byLayer(
      image,
      ({ kind, mode }) => (mode & 0o002) !== 0 && (kind === 'file' || (kind === 'directory' && (mode & 0o1000) === 0)),
    );
    for (const [layer, files] of groups)
      report(`Everybody may write ${listed(files)}; take the right away (chmod o-w).`, {
        layer,
        ...(files.length === 1 && files[0] && { path: files[0].path }),
      });
  },
});
