import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { connectEngine, type Engine } from '../../src/engine/connect.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';
import { leftovers } from '../verify/service-fixture.js';
import { copyOf } from './dockwright.js';
import { httpClient, post, type Serving, serving, toolCall } from './http.js';
import { memoryOf, openDescriptors, rawServer } from './raw-server.js';

const MB = 1_000_000;
const patience = { timeout: 60_000, interval: 50 };
/** Seconds that no other process sleeps, so that this one is found among all. */
const lasting = () => `${3600 + Math.floor(Math.random() * 1e6)}.${Math.floor(Math.random() * 1e6)}`;

/** Whether a program with this word in its arguments runs, in a container of this machine's engine too. */
function runs(word: string): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      // the shell and the engine name it too
      return command.startsWith('sleep\0') && command.includes(word);
    } catch {
      return false;
    }
  });
}

// what runs in a container is seen from outside where the engine's kernel is this one
const describeHere = process.platform === 'linux' ? describeWithEngine : describe.skip;

describeHere('a client that vanishes', () => {
  let engine: Engine;
  let copy: Awaited<ReturnType<typeof copyOf>>;
  const name = `vanish-${randomUUID().slice(0, 8)}`;
  const temporary = mkdtempSync(join(tmpdir(), 'dockwright-vanish-'));

  beforeAll(async () => {
    engine = await connectEngine();
    copy = await copyOf('examples/task-api');
    const manifest = join(copy.path, 'pyproject.toml');
    await writeFile(manifest, readFileSync(manifest, 'utf8').replace(/^name = .*$/m, `name = "${name}"`));
  });
  afterAll(async () => {
    await engine.docker
      .getImage(`${name}:1.0.0`)
      .remove({ force: true })
      .catch(() => {});
    await copy.remove();
    rmSync(temporary, { recursive: true });
  });

  const write = (dockerfile: string) => writeFile(join(copy.path, 'Dockerfile'), dockerfile);
  const inBuild = (seconds: string) => `FROM debian:trixie-slim\nRUN sleep ${seconds}\n`;
  const inRun = (seconds: string) => `FROM debian:trixie-slim\nUSER 1000\nCMD ["sleep", "${seconds}"]\n`;
  const verify = () => toolCall('verify_image', { path: copy.path });

  engineTest.each([
    ['build', inBuild],
    ['run', inRun],
  ])('in the middle of a %s over stdio leaves nothing', async (_, dockerfile) => {
    const seconds = lasting();
    await write(dockerfile(seconds));
    const server = rawServer([], { TMPDIR: temporary });
    await server.begin();
    server.send(verify());
    await expect.poll(() => runs(seconds), patience).toBe(true);
    server.child.stdin.destroy();
    server.child.stdout.destroy();
    expect(await server.ended).toEqual([0, null]);
    expect(await leftovers(server.child.pid)).toEqual([]);
    await expect.poll(() => runs(seconds), patience).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  describe('over HTTP', () => {
    let server: Serving;
    let pid: number;
    beforeAll(async () => {
      server = await serving(['--allow-writes'], { TMPDIR: temporary });
      pid = server.process.pid as number;
    });
    afterAll(() => server.stop());

    /** Calls, goes when the word runs, and waits until it runs no more. */
    const vanish = async (dockerfile: (seconds: string) => string) => {
      const seconds = lasting();
      await write(dockerfile(seconds));
      const gone = new AbortController();
      const called = post(server.url, verify(), {}, gone.signal).then((answer) => answer.text());
      called.catch(() => {});
      await expect.poll(() => runs(seconds), patience).toBe(true);
      gone.abort();
      await expect(called).rejects.toThrow();
      // it is told at once, not when the next sign of life cannot be sent
      await expect.poll(() => runs(seconds), { ...patience, timeout: 10_000 }).toBe(false);
      await expect.poll(() => leftovers(pid), patience).toEqual([]);
    };

    engineTest('again and again leaves no process, container, file, descriptor or memory behind', async () => {
      await vanish(inBuild);
      await vanish(inRun);
      const before = { descriptors: openDescriptors(pid), memory: memoryOf(pid).now };
      for (let round = 0; round < 3; round++) {
        await vanish(inBuild);
        await vanish(inRun);
      }
      await expect.poll(() => openDescriptors(pid), patience).toBeLessThanOrEqual(before.descriptors + 2);
      expect(memoryOf(pid).now - before.memory).toBeLessThan(60 * MB);
      expect(readdirSync(temporary)).toEqual([]);
      expect((await post(server.url, toolCall('explain_concept', { topic: 'layers' }))).status).toBe(200);
    });

    engineTest('does not stop what another client waits for, and a call after it attaches', async () => {
      const seconds = '4.25';
      await write(`FROM debian:trixie-slim\nRUN sleep ${seconds}; echo ${lasting()}; exit 9\n`);
      const gone = new AbortController();
      post(server.url, verify(), {}, gone.signal).catch(() => {});
      const client = await httpClient(server.url);
      const waiting = client.callTool({ name: 'verify_image', arguments: { path: copy.path } });
      await expect.poll(() => runs(seconds), patience).toBe(true);
      gone.abort();
      expect((await waiting).structuredContent).toMatchObject({ verdict: 'fail', image: null });
      await client.close();
    });

    engineTest('what runs when it is ended is cleaned up', async () => {
      const seconds = lasting();
      await write(inRun(seconds));
      post(server.url, verify()).catch(() => {});
      await expect.poll(() => runs(seconds), patience).toBe(true);
      expect(await server.stop()).toBe(0);
      expect(await leftovers(pid)).toEqual([]);
      await expect.poll(() => runs(seconds), patience).toBe(false);
    });
  });
});
