import { defineRule } from '../../rule.js';
import { copiedPaths } from '../practice/copied-paths.js';

export const copyOutsideContext = defineRule({
  id: 'copy-outside-context',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Copy from inside the build context',
  why: 'A build sees its context and nothing above it. The classic builder refuses `COPY ../x`; BuildKit drops the `..` and takes `x` of the context, which is missing or another file. Build with the folder above as context (`docker build -f app/Dockerfile .`), or give the other folder by name with --build-context.',
  bad: 'FROM debian:13-slim\nCOPY ../shared /app/shared\n',
  good: 'FROM debian:13-slim\nCOPY --from=shared . /app/shared\n',
  check({ instructions }, report) {
    for (const instruction of instructions)
      for (const { where, written } of copiedPaths(instruction))
        if (leaves(written))
          report(
            where,
            `${written} lies outside the build context, which nothing can be copied from; build with the folder above, or use --build-context.`,
          );
  },
});

function leaves(path: string): boolean {
  let depth = 0;
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
