import { defineImageRule } from '../image-rule.js';
import { listed, megabytes } from './file-groups.js';

/** Less is not worth a change. */
const worthwhile = 1_000_000;

export const imageReclaimableBytes = defineImageRule({
  id: 'image-reclaimable-bytes',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'clean-layers',
  title: 'Carry no bytes that nobody can reach',
  why: 'What a later layer deletes or replaces is pulled all the same. Counted here is what would really go, hard links and deleted folders included, and a change of instruction that would keep it out.',
  check({ reclaimable }, report) {
    for (const { bytes, files, layer, kind, examples, advice } of reclaimable.savings) {
      if (bytes < worthwhile || advice === null) continue;
      const hidden = { deleted: 'deletes', replaced: 'replaces', 'mode-changed': 'gives another owner or mode' }[kind];
      const paths = examples.map((path) => ({ path }));
      const more = files - examples.length;
      report(
        `A later layer ${hidden} ${megabytes(bytes)} of this one: ${listed(paths)}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}. ${advice}`,
        { layer },
      );
    }
  },
});
