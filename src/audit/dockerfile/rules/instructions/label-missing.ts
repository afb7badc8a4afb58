import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { intermediateStages } from './stage-chain.js';

const settings = { labels: { vendor: 'text' } } as const;

export const labelMissing = defineRule({
  id: 'label-missing',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3049'] },
  principle: 'labels',
  title: 'Set the labels that the settings name',
  why: 'The settings ask for this label on every image. A stage inherits labels from the stage that it starts from; one that others only start from or copy out of is no image that anyone keeps, and is not asked.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL other="x"\n', settings },
  good: { dockerfile: 'FROM debian:13-slim AS base\nLABEL vendor="Example"\nFROM base\nRUN make\n', settings },
  check({ stages }, report, { labels: schema }) {
    const wanted = Object.keys(schema);
    if (wanted.length === 0) return;
    const intermediate = intermediateStages(stages);
    const known = new Map<Stage, ReadonlySet<string>>();
    for (const stage of stages) {
      const own = stage.instructions.flatMap(({ keyword, onbuild, pairs }) =>
        keyword === 'LABEL' && !onbuild ? pairs.map(({ name }) => name) : [],
      );
      const inherited = stage.base ? (known.get(stage.base) ?? []) : [];
      const names = new Set([...inherited, ...own.filter((name) => Object.hasOwn(schema, name))]);
      known.set(stage, names);
      if (!stage.from || intermediate.has(stage)) continue;
      for (const name of wanted)
        if (!names.has(name)) report(stage.from, `Label ${name} is missing in this stage; the settings ask for it.`);
    }
  },
});
