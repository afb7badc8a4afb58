import { defineImageRule } from '../image-rule.js';
import { megabytes } from './file-groups.js';

export const imageEfficiency = defineImageRule({
  id: 'image-efficiency',
  severity: 'warning',
  profile: 'default',
  aliases: { dive: ['lowestEfficiency'] },
  principle: 'clean-layers',
  title: 'Hold each file once',
  why: 'The score is dive’s: the smallest size of each path by all of its sizes in all layers. Below 0.9 a tenth of what is pulled is there twice or deleted again.',
  check({ dive, reclaimable }, report, { lowestEfficiency }) {
    if (dive.efficiency >= lowestEfficiency) return;
    const [worst] = reclaimable.savings;
    const advice = worst?.advice ? ` ${worst.advice}` : '';
    report(
      `The efficiency is ${dive.efficiency.toFixed(2)}, below ${lowestEfficiency}: ${megabytes(reclaimable.bytes)} could be saved.${advice}`,
      worst && { layer: worst.layer },
    );
  },
});
