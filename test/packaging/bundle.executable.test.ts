import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tools } from '../../src/tools/tools.js';
import { validate, validatorsMissing } from '../validators/validator.js';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

describe.skipIf(validatorsMissing)('the bundle for desktop clients', () => {
  let folder = '';
  let bundle = '';
  let unpacked = '';
  let said = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-bundle-'));
    const { stdout } = await run(process.execPath, ['scripts/bundle.mjs', '--out', folder], { cwd: root });
    said = stdout;
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    bundle = path.join(folder, `dockwright-${version}.mcpb`);
    unpacked = path.join(folder, 'unpacked');
    await validate('mcpb', ['unpack', bundle, unpacked]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A connected client of what the bundle's manifest starts, with what a person set in the client. */
  async function started(settings: { roots: string[]; readOnly: boolean }): Promise<Client> {
    const { server } = JSON.parse(await readFile(path.join(unpacked, 'manifest.json'), 'utf8'));
    const { command, args, env } = server.mcp_config as {
      command: string;
      args: string[];
      env: Record<string, string>;
    };
    expect(command).toBe('node');
    const client = new Client({ name: 'dockwright-test', version: '1.0.0' });
    const given = args.flatMap((word) =>
      word === '${user_config.roots}' ? settings.roots : [word.replace('${__dirname}', unpacked)],
    );
    const read = (value: string) => value.replace('${user_config.read_only}', String(settings.readOnly));
    const entries = Object.entries(env).map(([name, value]) => [name, read(value)]);
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: given,
        cwd: folder,
        env: { ...Object.fromEntries(entries), PATH: process.env.PATH ?? '' },
        stderr: 'ignore',
      }),
    );
    return client;
  }

  test('has a valid manifest, and is small', async () => {
    expect(said).toContain('Manifest schema validation passes!');
    expect((await validate('mcpb', ['validate', path.join(unpacked, 'manifest.json')])).code).toBe(0);
    expect((await stat(bundle)).size).toBeLessThan(2.5e6);
  });

  test('names the tools that the server has', async () => {
    const manifest = JSON.parse(await readFile(path.join(unpacked, 'manifest.json'), 'utf8'));
    expect(manifest.tools.map(({ name }: { name: string }) => name)).toEqual(tools.map(({ name }) => name));
  });

  test('starts as it was packed, and does its work', async () => {
    const client = await started({ roots: [], readOnly: false });
    expect((await client.listTools()).tools).toHaveLength(tools.length);
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(0);
    const path = `${root}/examples/task-api`;
    const { structuredContent } = await client.callTool({ name: 'generate_dockerfile', arguments: { path } });
    expect(JSON.stringify(structuredContent)).toContain('FROM python');
    await client.close();
  });

  test('keeps to the folders and the mode that were set', async () => {
    const client = await started({ roots: [`${root}/examples`, folder], readOnly: true });
    const { tools: offered } = await client.listTools();
    expect(offered.map(({ name }) => name)).not.toContain('verify_image');
    const inside = await client.callTool({ name: 'draft_spec', arguments: { path: `${root}/examples/task-api` } });
    expect(inside.isError ?? false).toBe(false);
    const outside = await client.callTool({ name: 'draft_spec', arguments: { path: `${root}/test` } });
    expect(outside).toMatchObject({ isError: true, _meta: { 'dockwright/error': { code: 'path-refused' } } });
    await client.close();
  });
});
