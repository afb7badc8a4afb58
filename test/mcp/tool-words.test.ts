import { expect, test } from 'vitest';
import { inToolWords } from '../../src/mcp/tool-words.js';
import { tools } from '../../src/tools/tools.js';

const push = tools.find(({ name }) => name === 'push_image');

test.each([
  ['Name it (--repository ghcr.io/me/app), or set it.', 'Name it (repository ghcr.io/me/app), or set it.'],
  ['The same without --dry-run.', 'The same without dryRun.'],
  ['First: dockwright verify .', 'First: verify_image .'],
  // what only the command line has stays its own
  ['dockwright logs web --tail 9; docker run --rm x', 'dockwright logs web --tail 9; docker run --rm x'],
])('%s', (hint, said) => {
  if (!push) throw new Error('there is no push_image');
  expect(inToolWords(hint, push)).toBe(said);
});
