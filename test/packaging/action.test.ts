import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const text = await readFile(path.join(root, 'action.yml'), 'utf8');
const action = parse(text);
const script = action.runs.steps.find(({ id }: { id?: string }) => id === 'dockwright');
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

describe('action.yml', () => {
  const errorsOf = (content: string) =>
    parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
      .context.errors.getErrors()
      .map(({ message }) => message);

  test('is one for GitHub’s own parser, which finds mistakes', () => {
    expect(errorsOf(text)).toEqual([]);
    expect(errorsOf(text.replace('using: composite', 'uses: composite'))).not.toEqual([]);
  });

  test('puts no expression into a script, and pins what it uses', () => {
    for (const { run, uses } of action.runs.steps as { run?: string; uses?: string }[]) {
      expect(run ?? '').not.toContain('${{');
      if (uses) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
    expect(text.length - text.replaceAll('# v', '').length).toBeGreaterThan(0);
  });

  test('hands every input on, and runs this version', () => {
    const given = Object.values(script.env as Record<string, string>).join();
    for (const name of Object.keys(action.inputs)) expect(given).toContain(`inputs.${name} }}`);
    expect(action.inputs.version.default).toBe(version);
  });

  test('the hooks of pre-commit run this version too', async () => {
    const hooks = parse(await readFile(path.join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    expect(hooks.map(({ entry }: { entry: string }) => entry)).toEqual(
      Array(2).fill(`npx --yes dockwright@${version} audit`),
    );
    const files = new RegExp(hooks[1].files);
    for (const name of ['compose.yaml', 'a/docker-compose.yml', 'compose.dev.yaml']) expect(name).toMatch(files);
    for (const name of ['decompose.yaml', 'compose.yaml.txt']) expect(name).not.toMatch(files);
  });
});
