import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';

export const unusedStage = defineRule({
  id: 'unused-stage',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'multi-stage',
  title: 'Use each stage, or remove it',
  why: 'BuildKit builds only the stages that the wanted one needs. A stage that nothing starts from or copies out of is never built: mostly the COPY that should have taken its result names another. A stage with a name of its own may be a target (`--target test`), so only nameless ones and those that by their name prepare something for others (builder, deps) count.',
  bad: 'FROM golang:1.25 AS builder\nRUN go build -o /app .\n\nFROM debian:13-slim\nCOPY app /app\nCMD ["/app"]\n',
  good: 'FROM golang:1.25 AS builder\nRUN go build -o /app .\n\nFROM debian:13-slim\nCOPY --from=builder /app /app\nCMD ["/app"]\n',
  check(dockerfile, report) {
    const { stages } = dockerfile;
    if (stages.length < 2) return;
    const used = reachable(dockerfile);
    if (!used) return;
    for (const stage of stages)
      if (stage.from && !used.has(stage))
        report(
          stage.from,
          stage.name
            ? `No later stage starts from ${stage.name} or copies out of it, so it is never built; name it in COPY --from, or remove it.`
            : 'No later stage starts from this one or copies out of it, so it is never built; name it in COPY --from, or remove it.',
        );
  },
});

const preparing = /^(?:builder|deps|dependencies|(?:\w+[-_])?builder|build-(?:deps|stage|env))$/i;

/** All stages that one which may be wanted needs; null where a reference depends on a variable that is not known. */
function reachable({ stages, target, globals }: Dockerfile): Set<Stage> | null {
  const wanted = stages.filter(
    (stage) => stage === target || stage === stages.at(-1) || (stage.name !== null && !preparing.test(stage.name)),
  );
  const byName = new Map(stages.toReversed().map((stage) => [stage.name?.toLowerCase() ?? '', stage]));
  byName.delete('');
  const seen = new Set<Stage>();
  const open = [...wanted];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (seen.has(stage)) continue;
    seen.add(stage);
    if (stage.image !== null && stage.resolvedImage === null) return null;
    if (stage.base) open.push(stage.base);
    for (const from of referencesOf(stage)) {
      const name = expand(from, globals);
      if (name === null) return null;
      const source = byName.get(name.toLowerCase()) ?? (/^\d{1,6}$/.test(name) ? stages[Number(name)] : undefined);
      if (source && source.index < stage.index) open.push(source);
    }
  }
  return seen;
}

function referencesOf({ instructions }: Stage): string[] {
  return instructions.flatMap(({ flags }) =>
    flags.flatMap(
      ({ name, value, options }) => (name === 'from' ? value : name === 'mount' ? options.get('from') : null) ?? [],
    ),
  );
}
