import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tools } from '../../src/tools/tools.js';
import { copyOf, executable } from '../executable/dockwright.js';
import { type Serving, serving } from '../executable/http.js';
import { validate, validatorsMissing } from '../validators/validator.js';

describe.skipIf(validatorsMissing)('the Inspector', () => {
  let server: Serving;
  beforeAll(async () => {
    server = await serving(['--allow-writes']);
  });
  afterAll(() => server.stop());

  const targets = {
    stdio: () => [process.execPath, executable, 'mcp'],
    HTTP: () => ['--transport', 'http', '--server-url', server.url.href],
  };

  /** What it says of a method, in one JSON document; its exit code tells what it found. */
  async function inspect(reach: keyof typeof targets, ...args: string[]) {
    const asked = ['--cli', ...targets[reach](), ...args, '--format', 'json', '-q'];
    const { code, stdout, stderr } = await validate('inspector', asked);
    expect(code, stderr).toBe(0);
    return { stderr, result: JSON.parse(stdout).result };
  }

  describe.each([
    ['stdio', 'legacy'],
    ['stdio', 'modern'],
    ['HTTP', 'legacy'],
    ['HTTP', 'modern'],
  ] as const)('over %s, in the %s protocol', (reach, era) => {
    const ask = (method: string, ...args: string[]) =>
      inspect(reach, '--protocol-era', era, '--method', method, ...args);

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

  test.each(['stdio', 'HTTP'] as const)(
    'finds every file of the skill, and as its digest says, over %s',
    async (reach) => {
      const asked = ['--cli', ...targets[reach](), '--method', 'skills/list', '--verify', '--require-digests'];
      const { code, stdout, stderr } = await validate('inspector', [...asked, '--format', 'json', '-q']);
      expect(code, stderr).toBe(0);
      const { name, conformance, files } = JSON.parse(stdout);
      expect({ name, conformance }).toEqual({ name: 'dockwright', conformance: [] });
      expect(files.length).toBeGreaterThan(10);
      expect(files.filter(({ status }: { status: string }) => status !== 'verified')).toEqual([]);
    },
  );

  test.each(['stdio', 'HTTP'] as const)('calls a tool over %s', async (reach) => {
    const copy = await copyOf('examples/task-api');
    try {
      const call = ['--method', 'tools/call', '--tool-name', 'draft_spec', '--tool-arg', `path=${copy.path}`];
      const { result } = await inspect(reach, ...call);
      expect(result.structuredContent.spec.app.framework).toBe('fastapi');
    } finally {
      await copy.remove();
    }
  });
});
