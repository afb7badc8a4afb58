import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect } from 'vitest';
import { type CleanEngine, cleanEngineMissing, startCleanEngine } from '../lab/clean-engine.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';
import { connectedClient, copyOf, dockwright } from './dockwright.js';

const host = '127.0.0.1:5000';
const group = `ship-${randomBytes(4).toString('hex')}`;
const missing = await cleanEngineMissing();
/** Skipped and counted as such where there can be no second engine. */
const cleanTest = missing === null ? engineTest : engineTest.skip;

interface Shipment {
  verdict: string;
  stages: { name: string; status: string; detail: string }[];
  push?: { pushed: { reference: string; digest: string }[]; checks: { id: string; status: string; detail: string }[] };
}

async function removeRepository(name: string): Promise<void> {
  const { tags } = (await (await fetch(`http://${host}/v2/${name}/tags/list`)).json()) as { tags?: string[] | null };
  for (const tag of tags ?? []) {
    const accept = 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
    const head = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { method: 'HEAD', headers: { accept } });
    const digest = head.headers.get('docker-content-digest');
    if (digest) await fetch(`http://${host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
  }
}

describeWithEngine('from a repository to a registry', () => {
  let clean: CleanEngine | null = null;
  let state: string;
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'dockwright-state-'));
    Object.assign(process.env, { XDG_STATE_HOME: state, DOCKWRIGHT_OFFLINE: '1' });
    if (missing === null) clean = await startCleanEngine();
  });
  afterAll(async () => {
    await clean?.stop();
    delete process.env.XDG_STATE_HOME;
    delete process.env.DOCKWRIGHT_OFFLINE;
    await rm(state, { recursive: true, force: true });
    for (const name of ['task-api', 'agent-service', 'task-db', 'mcp']) await removeRepository(`${group}/${name}`);
  });

  cleanTest.each(['task-api', 'agent-service', 'task-db'])(
    '%s is shipped and runs on a clean engine',
    async (example) => {
      const copy = await copyOf(`examples/${example}`);
      try {
        const repository = `${host}/${group}/${example}`;
        const { code, stdout, stderr } = await dockwright(
          ['ship', copy.path, '--repository', repository, '--clean-engine', clean?.host as string, '--json'],
          { env: { XDG_STATE_HOME: state } },
        );
        expect(code, stderr + stdout).toBe(0);
        const shipment = JSON.parse(stdout) as Shipment;
        expect(shipment.stages.map(({ name, status }) => [name, status])).toEqual(
          ['spec', 'generate', 'verify', 'audit', 'push', 'clean'].map((name) => [name, 'ok']),
        );
        expect(shipment.push?.pushed.map(({ reference }) => reference.split(':').at(-1))).toContain('latest');
        expect(shipment.stages.at(-1)?.detail).toContain('none of them there before');
      } finally {
        await copy.remove();
      }
    },
  );

  engineTest('it stops at the first stage that says no, and pushes nothing', async () => {
    const copy = await copyOf('examples/task-api');
    try {
      const repository = `${host}/${group}/stopped`;
      await writeFile(join(copy.path, 'Dockerfile'), 'FROM python:3.13-slim\nRUN false\n');
      const { code, stdout } = await dockwright(['ship', copy.path, '--repository', repository]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/FAIL {2}verify/);
      expect(stdout).toContain('FAIL  stopped at verify');
      expect(stdout).not.toContain(' push ');
      expect((await fetch(`http://${host}/v2/${group}/stopped/tags/list`)).status).toBe(404);
    } finally {
      await copy.remove();
    }
  });
});

describeWithEngine('the whole way through an MCP client', () => {
  let client: Client;
  let state: string;
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'dockwright-state-'));
    Object.assign(process.env, { XDG_STATE_HOME: state, DOCKWRIGHT_OFFLINE: '1' });
    client = await connectedClient();
  });
  afterAll(async () => {
    await client?.close();
    delete process.env.XDG_STATE_HOME;
    delete process.env.DOCKWRIGHT_OFFLINE;
    await rm(state, { recursive: true, force: true });
  });

  engineTest('nothing is pushed before the yes, which holds for what was shown', async () => {
    const copy = await copyOf('examples/task-api');
    const call = async (name: string, args: Record<string, unknown>) => {
      for (;;) {
        const result = await client.callTool({ name, arguments: args }, { timeout: 120_000 });
        if ((result.structuredContent as { verdict?: string } | undefined)?.verdict !== 'running') return result;
      }
    };
    const tags = async () => (await fetch(`http://${host}/v2/${group}/mcp/tags/list`)).status;
    try {
      await call('draft_spec', { path: copy.path, write: true, answers: { registry: `${host}/${group}/mcp` } });
      await call('generate_dockerfile', { path: copy.path, write: true });
      const proof = await call('verify_image', { path: copy.path });
      const { image } = proof.structuredContent as { image: { reference: string; id: string } };
      const wanted = { image: image.reference, path: copy.path };
      const unseen = await call('push_image', { ...wanted, dryRun: false, confirm: true });
      expect(unseen.isError).toBe(true);
      expect(JSON.stringify(unseen.content)).toMatch(
        /confirmation-required.*not shown before.*1\.0\.0, 1\.0, 1, latest/,
      );
      const asked = await call('push_image', { ...wanted, dryRun: false });
      expect(JSON.stringify(asked.content)).toContain('confirmation-required');
      const shown = await call('push_image', wanted);
      expect(shown.structuredContent).toMatchObject({ dryRun: true, verdict: 'ready', pushed: [] });
      expect(await tags()).toBe(404);
      const pushed = await call('push_image', { ...wanted, dryRun: false, confirm: true });
      expect(pushed.structuredContent).toMatchObject({ dryRun: false, verdict: 'pushed' });
      expect(await tags()).toBe(200);
      const file = join(state, 'dockwright', 'proofs', `${image.id.replace('sha256:', '')}.json`);
      const kept = JSON.parse(await readFile(file, 'utf8'));
      expect(kept.pushes).toMatchObject([
        { references: [`${host}/${group}/mcp:1.0.0`, ...Array(3).fill(expect.any(String))] },
      ]);
    } finally {
      await copy.remove();
      await removeRepository(`${group}/mcp`);
    }
  });
});
