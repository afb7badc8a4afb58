import type { CriterionId } from '../../spec/schema.js';
import type { Verification } from '../../verify/verification.js';
import { type Finding, ok } from '../check.js';

/** An emulator is several times slower: what these miss says nothing of the image. */
const ofTime: CriterionId[] = ['health', 'cold-start', 'graceful-shutdown', 'smoke'];

/** What a run of another platform than the engine's own has shown: a pass proves it; a failure counts where no emulator explains it. */
export function judgeEmulated(id: string, { criteria, verdict, run }: Verification): Finding {
  const counted = criteria.filter(({ required }) => required);
  const passed = counted.filter(({ status }) => status === 'pass').length;
  const measured = `pulled by digest and run here, ${passed} of ${counted.length} criteria pass`;
  if (verdict === 'pass') return ok(id, `proven: ${measured}`);
  const missed = counted.filter(({ status }) => status !== 'pass');
  const list = missed.map(({ id: missedId, evidence }) => `${missedId}: ${evidence}`).join('; ');
  const certain = missed.some((one) => one.status === 'fail' && !ofTime.includes(one.id));
  if (certain && run?.cameUp !== false)
    return {
      id,
      status: 'fail',
      detail: `${measured}; ${list}`,
      next: 'Mend what failed on that platform, or leave it out of --platform.',
      exitCode: 2,
    };
  return {
    id,
    status: 'not-measured',
    detail: `not proven: ${measured}, which an emulator may be the reason for; ${list}`,
  };
}
