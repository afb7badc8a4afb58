import { readdirSync } from 'node:fs';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect } from 'vitest';
import { describeWithEngine, engineTest } from '../lab/engine.js';
import { connectedClient, copyOf, dockwright } from './dockwright.js';

interface Verification {
  verdict: string;
  image: { reference: string; id: string; sizeBytes: number } | null;
  criteria: { id: string; status: string; measured: number | string | null; evidence: string; required: boolean }[];
  timings: Record<string, number>;
}

const failures = ({ criteria }: Verification) =>
  criteria
    .filter(({ required, status }) => required && status !== 'pass')
    .map(({ id, status, evidence }) => `${id} ${status}: ${evidence}`);
const measured = ({ criteria }: Verification, id: string) =>
  criteria.find((criterion) => criterion.id === id)?.measured;

describeWithEngine('an example, through an MCP client', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connectedClient();
  });
  afterAll(() => client?.close());

  const call = async (name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const progress: string[] = [];
    const result = await client.callTool(
      { name, arguments: args },
      { timeout: 120_000, onprogress: ({ message }) => progress.push(message ?? '') },
    );
    expect(result.isError, JSON.stringify(result.content)).toBeFalsy();
    expect(progress.length).toBeGreaterThan(0);
    return result.structuredContent as Record<string, unknown>;
  };

  engineTest.each(['task-api', 'agent-service', 'task-db'])(
    '%s goes from repository to a proof that passes',
    async (example) => {
      const copy = await copyOf(`examples/${example}`);
      try {
        expect(await call('draft_spec', { path: copy.path, write: true })).toMatchObject({ written: true });
        expect(await call('generate_dockerfile', { path: copy.path, write: true })).toMatchObject({ written: true });
        let proof: Verification;
        do proof = (await call('verify_image', { path: copy.path, waitSeconds: 20 })) as unknown as Verification;
        while (proof.verdict === 'running');
        expect(failures(proof)).toEqual([]);
        expect(proof.verdict).toBe('pass');
        expect(proof.image?.sizeBytes).toBeLessThan(200_000_000);
        expect(measured(proof, 'health')).toBeLessThan(3000);
        expect(measured(proof, 'cold-start')).toBeLessThan(10_000);
        expect(measured(proof, 'graceful-shutdown')).toBeLessThan(5000);
      } finally {
        await copy.remove();
      }
    },
  );
});

const fixtures = readdirSync(new URL('../fixtures/services', import.meta.url));

describeWithEngine('a fixture, on the command line', () => {
  engineTest.each(fixtures)('%s is drafted, generated, built and proven', async (fixture) => {
    const copy = await copyOf(`test/fixtures/services/${fixture}`);
    try {
      for (const command of ['spec', 'generate']) {
        const { code, stderr } = await dockwright([command, copy.path, '--write']);
        expect(code, stderr).toBe(0);
      }
      const more = fixture.startsWith('compose') ? ['--criteria', 'compose'] : [];
      const { code, stdout, stderr } = await dockwright(['verify', copy.path, '--json', ...more]);
      const proof = JSON.parse(stdout) as Verification;
      expect(failures(proof), stderr).toEqual([]);
      if (more.length) expect(proof.criteria.find(({ id }) => id === 'compose')).toMatchObject({ status: 'pass' });
      expect(code).toBe(0);
    } finally {
      await copy.remove();
    }
  });
});

describeWithEngine('a build that fails', () => {
  engineTest('ends with 1, no image, and the failing line', async () => {
    const copy = await copyOf('examples/task-api');
    try {
      const { writeFile } = await import('node:fs/promises');
      await writeFile(`${copy.path}/Dockerfile`, 'FROM python:3.13-slim\nRUN echo before && false\n');
      const { code, stdout } = await dockwright(['verify', copy.path, '--json']);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        image: null,
        verdict: 'fail',
        buildLog: expect.stringContaining('RUN echo before && false'),
      });
    } finally {
      await copy.remove();
    }
  });
});
