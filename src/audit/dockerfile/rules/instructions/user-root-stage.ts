import { defineRule } from '../../rule.js';
import { stageChain } from './stage-chain.js';
import { isRoot, lastUser } from './user-name.js';

export const userRootStage = defineRule({
  id: 'user-root-stage',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3002'] },
  principle: 'non-root',
  title: 'End every stage as another user than root',
  why: 'A stage that ends as root runs nothing in production while it only builds, so this is for strict teams: such a stage can become the final one, and whoever starts from it is root without having said so. hadolint judges every stage, the others only the last.',
  bad: 'FROM debian:13-slim AS build\nUSER root\nRUN make\nFROM debian:13-slim\nCOPY --from=build /out /out\nUSER 1000\n',
  good: 'FROM debian:13-slim AS build\nUSER root\nRUN make\nUSER 1000\nFROM debian:13-slim\nCOPY --from=build /out /out\nUSER 1000\n',
  check({ stages, target }, report) {
    const built = target ? stageChain(target).map(lastUser).findLast(Boolean) : undefined;
    for (const stage of stages) {
      const last = lastUser(stage);
      if (last && last !== built && isRoot(last))
        report(last, `Stage ${stage.name ?? stage.index} ends as root; name another user once it needs root no more.`);
    }
  },
});
