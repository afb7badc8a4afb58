import { nearestName } from '../../../../near-names.js';
import { predefinedArguments, variableUses } from '../../model/variables.js';
import { defineRule } from '../../rule.js';

export const fromUndeclaredArg = defineRule({
  id: 'from-undeclared-arg',
  severity: 'error',
  profile: 'default',
  aliases: { buildkit: ['UndefinedArgInFrom'] },
  principle: 'plain-instructions',
  title: 'Declare the build arguments of FROM before it',
  why: 'FROM sees only ARGs that stand before the first FROM, and those of the platform. Any other is empty: `node:22${VARIANT}` becomes plain `node:22` without a word, whatever --build-arg says. One with a default of its own (`${VARIANT:-slim}`) is reported as well, since its default is all it can ever be.',
  bad: 'FROM node:22${VARIANT}\n',
  good: 'ARG VARIANT=-slim\nFROM node:22${VARIANT}\n',
  check({ stages, globals }, report) {
    for (const { from, image, platform } of stages) {
      if (!from) continue;
      const names = [image ?? '', platform ?? ''].flatMap((text) => variableUses(text).map(({ name }) => name));
      for (const name of new Set(names)) {
        if (globals.has(name) || predefinedArguments.has(name)) continue;
        const meant = nearestName(name, globals.keys(), Math.min(2, Math.floor(name.length / 3)));
        report(
          from,
          `${name} is not declared before the first FROM, so it is empty here; ${meant ? `is ${meant} meant?` : `add ARG ${name}=... at the top.`}`,
        );
      }
    }
  },
});
