import type { Check } from './check.js';
import type { PlannedTag } from './checks/tags.js';
import type { PushedTag } from './push.js';

export interface PushAnswer {
  image: string;
  /** Config digest. */
  id: string;
  repository: string;
  dryRun: boolean;
  /** `ready`: a dry run that nothing stops; `refused`: nothing was pushed; `fail`: it was, and is not as it should be. */
  verdict: 'ready' | 'pushed' | 'refused' | 'fail';
  pushed: PushedTag[];
  tags: Pick<PlannedTag, 'tag' | 'action' | 'present'>[];
  checks: Check[];
  next: string[];
  exitCode: number;
}
