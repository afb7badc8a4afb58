import { defineImageRule } from '../image-rule.js';

/** Debian's official images are rebuilt every few weeks. */
const oldDays = 180;

export const imageBaseAge = defineImageRule({
  id: 'image-base-age',
  severity: 'info',
  profile: 'default',
  aliases: { cis: ['4.4'] },
  principle: 'patched-packages',
  title: 'Rebuild on a fresh base image',
  why: 'Security fixes come with a newer base. The age is that of the base image’s last step by its own word; where that is not plausible (reproducible builds write 1970) nothing is said.',
  check({ base }, report) {
    if (base.ageDays !== null && base.created && base.ageDays > oldDays)
      report(
        `The base image is of ${base.created.toISOString().slice(0, 10)}, ${base.ageDays.toLocaleString('en')} days old; pull it anew and rebuild.`,
      );
  },
});
