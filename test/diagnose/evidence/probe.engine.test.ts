import { afterAll, beforeAll, expect, vi } from 'vitest';
import { buildImage } from '../../../src/engine/build-image.js';
import { connectEngine, type Engine } from '../../../src/engine/connect.js';
import { readEvents } from '../../../src/engine/container-events.js';
import { parseIgnoreFile } from '../../../src/engine/ignore-file.js';
import { describeWithEngine, engineMissing, engineTest } from '../../lab/engine.js';
import { type LabContainers, labContainers } from './lab-containers.js';

const debian = 'debian:bookworm-slim';
const python = 'python:3.13-slim';
let engine: Engine;
let lab: LabContainers;

beforeAll(async () => {
  if (engineMissing !== null) return;
  engine = await connectEngine();
  lab = labContainers(engine);
});
afterAll(() => lab?.removeAll());

const server = 'import http.server; http.server.test(bind="127.0.0.1", port=8123)';
/** Takes away what a look could use, then becomes the program. */
const without = (files: string, program: string) => ['sh', '-c', `rm -f ${files}; echo ready; exec ${program}`];

async function build(dockerfile: string): Promise<string> {
  const built = await buildImage(
    engine,
    {
      context: { root: null, rules: parseIgnoreFile(''), overlay: new Map() },
      dockerfile: { path: 'Dockerfile', content: dockerfile },
      labels: { [lab.label]: '1' },
    },
    { signal: new AbortController().signal, report: () => {} },
  );
  expect(built.failure).toBeNull();
  return built.imageId as string;
}

describeWithEngine('a look inside', () => {
  engineTest('by sh and cat: sockets with their process, limits, disks, clock', async () => {
    const name = await lab.start(python, ['python3', '-c', server], { HostConfig: { ShmSize: 8 * 1024 * 1024 } });
    await vi.waitFor(async () => expect((await lab.gather(name)).inside?.listeners).toHaveLength(1), {
      timeout: 30_000,
    });
    const { inside, notMeasured } = await lab.gather(name);
    expect(inside).toMatchObject({
      means: 'sh and cat',
      listeners: [
        { address: '127.0.0.1', port: 8123, protocol: 'tcp', process: expect.stringContaining('http.server') },
      ],
      processes: [{ pid: 1, parent: 0, state: 'S', user: '0' }],
      openFiles: expect.any(Number),
      openFilesLimit: expect.any(Number),
      nameServers: expect.arrayContaining([expect.stringMatching(/^nameserver /)]),
      timeZone: '+0000',
    });
    expect(inside?.caughtSignals).toContain(2);
    expect(inside?.caughtSignals).not.toContain(15);
    expect(inside?.disks.find(({ target }) => target === '/dev/shm')).toMatchObject({ totalBytes: 8_388_608 });
    expect(inside?.disks.find(({ target }) => target === '/')?.freeBytes).toBeGreaterThan(0);
    expect(Math.abs((inside?.epochMs ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(notMeasured).toEqual([]);
  });

  engineTest('by python3 where there is no cat', async () => {
    const name = await lab.start(python, without('/bin/cat /usr/bin/cat', `python3 -c '${server}'`));
    await vi.waitFor(async () => expect((await lab.gather(name)).inside?.listeners).toHaveLength(1), {
      timeout: 30_000,
    });
    const { inside, changes } = await lab.gather(name);
    expect(inside).toMatchObject({
      means: 'python3',
      listeners: [{ address: '127.0.0.1', port: 8123, process: expect.stringContaining('http.server') }],
      processes: [{ pid: 1, parent: 0 }],
    });
    expect(inside?.disks.map(({ target }) => target)).toContain('/dev/shm');
    expect(changes?.filter(({ kind }) => kind === 'added')).toEqual([]);
  });

  engineTest('by perl where there is neither cat nor python', async () => {
    const name = await lab.start(debian, without('/bin/cat /usr/bin/cat', 'sleep 600'));
    await lab.untilLogged(name, 'ready');
    expect((await lab.gather(name)).inside).toMatchObject({
      means: 'perl',
      processes: [{ pid: 1, command: 'sleep 600' }],
    });
  });

  engineTest('of an image with nothing but its program is not measured', async () => {
    const image = await build(
      [
        `FROM ${debian} AS build`,
        "RUN mkdir /out && cp --parents $(ldd /bin/sleep | grep -o '/[^ ]*') /bin/sleep /out",
        'FROM scratch',
        'COPY --from=build /out /',
        'CMD ["/bin/sleep", "600"]',
      ].join('\n'),
    );
    const name = await lab.start(image, ['/bin/sleep', '600']);
    const { inside, processes, notMeasured } = await lab.gather(name);
    expect(inside).toBeNull();
    expect(processes).toMatchObject([{ command: '/bin/sleep 600' }]);
    expect(notMeasured).toEqual([{ source: 'probe', reason: expect.stringContaining('nothing to read /proc with') }]);
  });

  engineTest('as the container’s own user, with a read-only root and no capabilities', async () => {
    const name = await lab.start(python, ['python3', '-c', server], {
      User: '1000',
      HostConfig: { ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] },
    });
    await vi.waitFor(async () => expect((await lab.gather(name)).inside?.listeners).toHaveLength(1), {
      timeout: 30_000,
    });
    const { inside } = await lab.gather(name);
    expect(inside?.listeners[0]?.process).toContain('http.server');
    expect(inside?.processes).toMatchObject([{ user: '1000' }]);
  });

  engineTest('sees zombies, and processes whose names play another’s', async () => {
    const script = [
      'import os, time',
      'os.fork() or os._exit(0)',
      'os.fork() or os.execv("/bin/sleep", ["sleep\\nName:\\tevil\\nState:\\tZ (zombie)\\nPid:\\t77\\nPPid:\\t1\\n", "600"])',
      'print("ready", flush=True)',
      'time.sleep(600)',
    ].join('\n');
    const name = await lab.start(python, ['python3', '-c', script]);
    await lab.untilLogged(name, 'ready');
    await vi.waitFor(
      async () => {
        const { inside } = await lab.gather(name);
        expect(inside?.processes.filter(({ state }) => state === 'Z')).toHaveLength(1);
        expect(inside?.processes.filter(({ command }) => command.startsWith('sleep'))).toMatchObject([
          { state: 'S', parent: 1 },
        ]);
      },
      { timeout: 30_000 },
    );
    expect((await lab.gather(name)).inside?.processes.some(({ pid }) => pid === 77)).toBe(false);
  });

  engineTest('is left where it could be the last drop', async () => {
    const name = await lab.start(debian, ['sh', '-c', 'sleep 600 & sleep 600 & echo ready; wait'], {
      HostConfig: { PidsLimit: 5 },
    });
    await lab.untilLogged(name, 'ready');
    const { inside, stats, notMeasured } = await lab.gather(name);
    expect(stats).toMatchObject({ pids: 3, pidsLimit: 5 });
    expect(inside).toBeNull();
    expect(notMeasured).toEqual([{ source: 'probe', reason: expect.stringContaining('3 of 5 processes') }]);
  });
});

describeWithEngine('gathering changes nothing', () => {
  const snapshot = async (name: string) => {
    const container = engine.docker.getContainer(name);
    const { State, RestartCount, Config, HostConfig, ExecIDs } = await container.inspect();
    const changes: { Path: string }[] = await container.changes();
    changes.sort((a, b) => (a.Path < b.Path ? -1 : 1));
    const { Processes } = await container.top();
    return {
      State,
      RestartCount,
      Config,
      HostConfig,
      ExecIDs,
      changes,
      processes: Processes?.map((row: string[]) => row[1]),
    };
  };

  engineTest('state, files, processes and restart count are the same before and after', async () => {
    const name = await lab.start(python, [
      'sh',
      '-c',
      'echo x >/written; mkdir /cache; echo ready; exec python3 -m http.server',
    ]);
    await lab.untilLogged(name, 'ready');
    await vi.waitFor(async () => expect((await lab.gather(name)).inside?.listeners).toHaveLength(1), {
      timeout: 30_000,
    });
    const before = await snapshot(name);
    const { changes, inside } = await lab.gather(name);
    expect(inside).not.toBeNull();
    expect(changes).toEqual(
      expect.arrayContaining([
        { path: '/written', kind: 'added' },
        { path: '/cache', kind: 'added' },
      ]),
    );
    expect(await snapshot(name)).toEqual(before);
  });

  engineTest('without a probe nothing is run inside', async () => {
    const name = await lab.start(debian, ['sleep', '600']);
    const { inside, notMeasured } = await lab.gather(name, { probe: false });
    expect(inside).toBeNull();
    expect(notMeasured).toEqual([{ source: 'probe', reason: 'not asked for' }]);
    await lab.gather(name, { probe: true });
    const span = { since: Date.now() - 600_000, until: Date.now() + 100 };
    const events = await readEvents(engine, name, span, new AbortController().signal);
    const execs = events.filter(({ action }) => action.startsWith('exec_create'));
    expect(execs.map(({ action }) => action)).toEqual([expect.stringContaining('dockwright-probe')]);
    expect((await lab.gather(name)).events.map(({ action }) => action)).toEqual(['create', 'start']);
  });
});
