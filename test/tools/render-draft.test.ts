import { expect, test } from 'vitest';
import { draftSpecTool } from '../../src/tools/draft-spec.js';

test('a draft shows where its entry point, health route, framework and packages were read', async () => {
  const context = {
    signal: new AbortController().signal,
    report: () => {},
    resolvePath: async (path: string) => path,
    confirm: async () => {},
  };
  const { output } = await draftSpecTool.run({ path: 'examples/task-api', write: false }, context);
  const shown = draftSpecTool.command.render(output, {}, ' .');
  for (const line of [
    /^ {4}entry point +main:app +main\.py:\d+$/m,
    /^ {4}health +GET \/health +main\.py:\d+$/m,
    /^ {4}framework +fastapi +main\.py:\d+$/m,
    /^ {4}package manager +uv +uv\.lock$/m,
    /^ {4}python +>=3\.12 +pyproject\.toml:\d+$/m,
  ])
    expect(shown).toMatch(line);
});
