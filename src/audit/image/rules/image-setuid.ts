import { defineImageRule } from '../image-rule.js';
import { byLayer, listed } from './file-groups.js';

export const imageSetuid = defineImageRule({
  id: 'image-setuid',
  severity: 'info',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0008'], cis: ['4.8'] },
  principle: 'least-privilege',
  title: 'Drop setuid and setgid where nothing needs them',
  why: 'A setuid program gives its owner’s rights, mostly root’s, to whoever runs it; services hardly ever need one. Only files count, since on a folder setgid gives no rights. With no-new-privileges they have no effect.',
  check(image, report) {
    const groups = byLayer(image, ({ kind, mode }) => kind === 'file' && (mode & 0o6000) !== 0);
    for (const [layer, files] of groups)
      report(
        `${files.length === 1 ? 'A file is' : `${files.length} files are`} setuid or setgid: ${listed(files)}; remove the bit (chmod u-s,g-s) or run with no-new-privileges.`,
        { layer, ...(files.length === 1 && files[0] && { path: files[0].path }) },
      );
  },
});
