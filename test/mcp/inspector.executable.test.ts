import { describe, expect, test } from 'vitest';
import { tools } from '../../src/tools/tools.js';
import { copyOf, executable } from '../executable/dockwright.js';
import { validate, validatorsMissing } from '../validators/validator.js';

const reaches = [['stdio', [process.execPath, executable, 'mcp']]] as const;

/** What the Inspector's command line says of a method, in one JSON document; its exit code tells what it found. */
async function inspect(target: readonly string[], ...args: string[]) {
  const { code, stdout, stderr } = await validate('inspector', ['--cli', ...target, ...args, '--format', 'json', '-q']);
  expect(code, stderr).toBe(0);
  return { stderr, result: JSON.parse(stdout).result };
}

describe.skipIf(validatorsMissing).each(reaches)('the Inspector over %s', (_, target) => {
  describe.each(['legacy', 'modern'])('%s protocol', (era) => {
    const ask = (method: string, ...args: string[]) =>
      inspect(target, '--protocol-era', era, '--method', method, ...args);

    test('finds the tool schemas portable', async () => {
      const { result, stderr } = await ask('tools/list', '--strict');
      expect(result.tools.map(({ name }: { name: string }) => name)).toEqual(tools.map(({ name }) => name));
      // its findings, warnings included
      expect(stderr).toBe('');
    });

    test('lists prompts, resources and their templates', async () => {
      expect((await ask('prompts/list')).result.prompts.length).toBeGreaterThan(0);
      expect((await ask('resources/list')).result.resources).toEqual(expect.any(Array));
      expect((await ask('resources/templates/list')).result.resourceTemplates.length).toBeGreaterThan(0);
    });
  });

  test('calls a tool', async () => {
    const copy = await copyOf('examples/task-api');
    try {
      const { result } = await inspect(
        target,
        '--method',
        'tools/call',
        '--tool-name',
        'draft_spec',
        '--tool-arg',
        `path=${copy.path}`,
      );
      expect(result.structuredContent.spec.app.framework).toBe('fastapi');
    } finally {
      await copy.remove();
    }
  });
});
