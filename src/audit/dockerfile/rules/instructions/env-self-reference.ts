import { defineRule } from '../../rule.js';
import { expansions } from './docker-expansions.js';

export const envSelfReference = defineRule({
  id: 'env-self-reference',
  severity: 'error',
  profile: 'default',
  aliases: { datadog: ['ENV refers to itself'], hadolint: ['DL3044'] },
  principle: 'plain-instructions',
  title: 'Use a variable only after the ENV that sets it',
  why: 'Docker expands a whole ENV with the values from before it: in `ENV A=1 B=$A`, B is empty unless A had a value already. A variable that an earlier ARG or ENV of the stage has set is fine.',
  bad: 'FROM debian:13-slim\nENV HOME_DIR=/srv/app CACHE=$HOME_DIR/cache\n',
  good: 'FROM debian:13-slim\nENV HOME_DIR=/srv/app\nENV CACHE=$HOME_DIR/cache PATH=$HOME_DIR/bin:$PATH\n',
  check({ instructions }, report) {
    for (const { keyword, onbuild, pairs, variables } of instructions) {
      if (keyword !== 'ENV' || onbuild || pairs.length < 2) continue;
      const setBy = new Map<string, number>();
      for (const { name } of pairs) setBy.set(name, (setBy.get(name) ?? 0) + 1);
      for (const { name: own, rawValue, valueStart } of pairs)
        for (const { name, start, end } of expansions(rawValue ?? '', valueStart)) {
          const others = (setBy.get(name) ?? 0) - (name === own ? 1 : 0);
          if (others > 0 && !variables.has(name))
            report(
              { start, end },
              `$${name} still has the value from before this ENV; set it in an ENV of its own first.`,
            );
        }
    }
  },
});
