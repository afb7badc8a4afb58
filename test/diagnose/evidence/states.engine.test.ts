import { randomUUID } from 'node:crypto';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { findContainers } from '../../../src/diagnose/evidence/project-containers.js';
import { connectEngine, type Engine } from '../../../src/engine/connect.js';
import { describeWithEngine, engineMissing, engineTest } from '../../lab/engine.js';
import { type LabContainers, labContainers } from './lab-containers.js';

const debian = 'debian:bookworm-slim';
const patience = { timeout: 60_000, interval: 50 };
let engine: Engine;
let lab: LabContainers;

beforeAll(async () => {
  if (engineMissing !== null) return;
  engine = await connectEngine();
  lab = labContainers(engine);
});
afterAll(() => lab?.removeAll());

describeWithEngine('a container in every state', () => {
  engineTest('running: settings, limits and use', async () => {
    const name = await lab.start(debian, ['sleep', '600'], {
      Env: ['MODE=fast', 'API_KEY=very-secret-1'],
      ExposedPorts: { '8000/tcp': {} },
      StopSignal: 'SIGINT',
      HostConfig: {
        Memory: 64 * 1024 * 1024,
        NanoCpus: 500_000_000,
        PidsLimit: 50,
        ReadonlyRootfs: true,
        Tmpfs: { '/tmp': 'rw' },
        PortBindings: { '8000/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] },
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
        Ulimits: [{ Name: 'nofile', Soft: 128, Hard: 256 }],
        CapDrop: ['ALL'],
      },
    });
    const evidence = await lab.gather(name);
    expect(evidence.state).toMatchObject({ status: 'running', exitCode: null, restartCount: 0, oomKilled: false });
    expect(evidence.state.pid).toBeGreaterThan(0);
    expect(evidence.limits).toMatchObject({ memoryBytes: 67_108_864, cpus: 0.5, pids: 50, openFiles: 128 });
    expect(evidence.settings).toMatchObject({
      stopSignal: 'SIGINT',
      readOnlyRoot: true,
      exposedPorts: ['8000/tcp'],
      droppedCapabilities: ['ALL'],
      restartPolicy: { name: 'on-failure', maximumRetryCount: 3 },
      mounts: [{ type: 'tmpfs', target: '/tmp', writable: true, source: '' }],
      publishedPorts: [
        { containerPort: 8000, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort: expect.any(Number) },
      ],
    });
    expect(evidence.settings.environment.get('MODE')).toBe('fast');
    expect(evidence.settings.environment.get('API_KEY')).toBe('***');
    expect(evidence.imageSettings).toMatchObject({ os: 'linux', command: ['bash'] });
    expect(evidence.stats?.memoryBytes).toBeGreaterThan(0);
    expect(evidence.stats).toMatchObject({ memoryLimitBytes: 67_108_864, pidsLimit: 50 });
    expect(evidence.processes).toMatchObject([{ command: 'sleep 600', state: 'S' }]);
    expect(evidence.notMeasured).toEqual([]);
  });

  engineTest('exited: its code and its last words', async () => {
    const name = await lab.run(debian, ['sh', '-c', 'echo out; echo err >&2; exit 3']);
    const evidence = await lab.gather(name);
    expect(evidence.state).toMatchObject({ status: 'exited', exitCode: 3, pid: 0 });
    expect(evidence.state.finishedAt).toBeGreaterThan(evidence.state.startedAt ?? Number.POSITIVE_INFINITY);
    expect(evidence.events.map(({ action }) => action)).toEqual(['create', 'start', 'die']);
    expect(evidence.events.at(-1)?.attributes).toMatchObject({ exitCode: '3' });
    expect(evidence.stats).toBeNull();
    expect(evidence.notMeasured).toEqual([{ source: 'probe', reason: expect.stringContaining('exited') }]);
  });

  engineTest('restarting: how often, and why it ended', async () => {
    const name = await lab.start(debian, ['sh', '-c', 'exit 7'], {
      HostConfig: { RestartPolicy: { Name: 'always' } },
    });
    await vi.waitFor(async () => {
      const { RestartCount, State } = await engine.docker.getContainer(name).inspect();
      expect(RestartCount).toBeGreaterThanOrEqual(3);
      expect(State.Restarting).toBe(true);
    }, patience);
    const evidence = await lab.gather(name);
    expect(evidence.state.restartCount).toBeGreaterThanOrEqual(3);
    expect(evidence.state).toMatchObject({ status: 'restarting', exitCode: 7 });
    expect(evidence.events.filter(({ action }) => action === 'die').length).toBeGreaterThanOrEqual(3);
  });

  engineTest('paused: looked at from outside only', async () => {
    const name = await lab.start(debian, ['sleep', '600']);
    await engine.docker.getContainer(name).pause();
    const evidence = await lab.gather(name);
    expect(evidence.state.status).toBe('paused');
    expect(evidence.stats).not.toBeNull();
    expect(evidence.inside).toBeNull();
    expect(evidence.notMeasured).toEqual([{ source: 'probe', reason: expect.stringContaining('paused') }]);
    await engine.docker.getContainer(name).unpause();
  });

  engineTest('created: never started', async () => {
    const evidence = await lab.gather(await lab.create(debian, ['sleep', '600']));
    expect(evidence.state).toMatchObject({ status: 'created', exitCode: null, startedAt: null, finishedAt: null });
    expect(evidence.logs).toMatchObject({ first: [], last: [], unreadable: null });
  });

  engineTest('created: its command is not there', async () => {
    const name = await lab.create(debian, ['no-such-program']);
    await expect(engine.docker.getContainer(name).start()).rejects.toThrow(/executable file not found/);
    const evidence = await lab.gather(name);
    expect(evidence.state).toMatchObject({ status: 'created', exitCode: 127 });
    expect(evidence.state.error).toContain('executable file not found');
  });

  engineTest('created: a process of this machine holds its port', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    onTestFinished(() => {
      server.close();
    });
    const name = await lab.create(debian, ['sleep', '600'], {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } },
    });
    await expect(engine.docker.getContainer(name).start()).rejects.toThrow(/address already in use/);
    const evidence = await lab.gather(name);
    expect(evidence.state.error).toContain('address already in use');
    expect(evidence.host?.portHolders).toEqual([
      expect.objectContaining({ port, protocol: 'tcp', address: '127.0.0.1', pid: process.pid }),
    ]);
    expect(evidence.host?.portHolders[0]?.process).toContain('node');
  });

  engineTest('created: another container holds its port', async () => {
    const holder = await lab.start(debian, ['sleep', '600'], {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
    });
    const port = (await lab.gather(holder)).settings.publishedPorts[0]?.hostPort;
    const name = await lab.create(debian, ['sleep', '600'], {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } },
    });
    await expect(engine.docker.getContainer(name).start()).rejects.toThrow(/port is already allocated/);
    const { neighbours } = await lab.gather(name);
    expect(neighbours[0]).toMatchObject({ name: holder, status: 'running' });
    expect(neighbours[0]?.publishedPorts).toContainEqual(expect.objectContaining({ hostPort: port }));
  });

  engineTest('exited: the folder that was mounted is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dockwright-evidence-'));
    const name = await lab.create(debian, ['true'], {
      HostConfig: { Binds: [`${folder}:/data:ro`, '/etc:/host-etc:ro'] },
    });
    await rmdir(folder);
    const evidence = await lab.gather(name);
    expect(evidence.settings.mounts).toContainEqual({ type: 'bind', source: folder, target: '/data', writable: false });
    expect(evidence.host?.missingMountSources).toEqual([folder]);
  });

  engineTest('removed: what the events still tell', async () => {
    const name = await lab.run(debian, ['sh', '-c', 'exit 9']);
    const { id } = await lab.gather(name);
    await engine.docker.getContainer(name).remove();
    for (const asked of [name, id, id.slice(0, 12)]) {
      const evidence = await lab.gather(asked);
      expect(evidence).toMatchObject({ id, name, image: debian });
      expect(evidence.state).toMatchObject({ status: 'removed', exitCode: 9 });
      expect(evidence.events.map(({ action }) => action)).toEqual(['create', 'start', 'die', 'destroy']);
      expect(evidence.notMeasured.map(({ source }) => source)).toContain('logs');
    }
  });

  engineTest('unhealthy: the health check’s own words', async () => {
    const name = await lab.start(debian, ['sleep', '600'], {
      Healthcheck: {
        Test: ['CMD-SHELL', 'echo "down: PASSWORD=hunter2hunter2"; exit 1'],
        Interval: 100_000_000,
        Timeout: 5_000_000_000,
        Retries: 2,
      },
    });
    await vi.waitFor(async () => {
      const { State } = await engine.docker.getContainer(name).inspect();
      expect(State.Health?.Status).toBe('unhealthy');
    }, patience);
    const { state, settings, events } = await lab.gather(name);
    expect(state.health).toMatchObject({ status: 'unhealthy' });
    expect(state.health?.failingStreak).toBeGreaterThanOrEqual(2);
    expect(state.health?.log[0]).toMatchObject({ exitCode: 1, output: 'down: PASSWORD=***' });
    expect(settings.healthCheck).toMatchObject({ intervalMs: 100, timeoutMs: 5_000, retries: 2 });
    expect(events.some(({ action }) => action === 'health_status: unhealthy')).toBe(true);
    expect(JSON.stringify(events)).not.toContain('hunter2hunter2');
  });
});

describeWithEngine('which container is meant', () => {
  engineTest('by a beginning of its own, by its service; several are named, none is said', async () => {
    const base = `evidence-${randomUUID().slice(0, 8)}`;
    const project = `p${randomUUID().slice(0, 8)}`;
    const service = `s${randomUUID().slice(0, 8)}`;
    const labels = { 'com.docker.compose.project': project, 'com.docker.compose.service': service };
    await lab.create(debian, ['true'], { name: `${base}-one`, Labels: labels });
    await lab.create(debian, ['true'], { name: `${base}-two` });
    expect((await lab.gather(`${base}-o`)).name).toBe(`${base}-one`);
    expect((await lab.gather(service)).name).toBe(`${base}-one`);
    expect((await lab.gather(`/${base}-two`)).name).toBe(`${base}-two`);
    await expect(lab.gather(base)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(new RegExp(`${base}-(one|two).*${base}-(one|two)`)),
    });
    await expect(lab.gather(`${base}-three`)).rejects.toMatchObject({ code: 'container-not-found' });
  });

  engineTest('a project’s containers, what they depend on first', async () => {
    const project = `p${randomUUID().slice(0, 8)}`;
    const add = (service: string, dependsOn: string) =>
      lab.create(debian, ['true'], {
        Labels: {
          'com.docker.compose.project': project,
          'com.docker.compose.service': service,
          'com.docker.compose.depends_on': dependsOn,
        },
      });
    await add('api', 'db:service_healthy:false,cache:service_started:true');
    await add('db', '');
    await add('cache', 'db:service_started:false');
    const found = await findContainers(engine, { project }, new AbortController().signal);
    expect(found.map(({ service }) => service)).toEqual(['db', 'cache', 'api']);
  });
});

describeWithEngine('neighbours', () => {
  engineTest('in its own network first, with their aliases; in others after', async () => {
    const networks = await Promise.all(
      ['near', 'far'].map((name) =>
        engine.docker.createNetwork({ Name: `${name}-${randomUUID().slice(0, 8)}`, Labels: { [lab.label]: '1' } }),
      ),
    );
    const [near, far] = await Promise.all(networks.map(async (network) => (await network.inspect()).Name as string));
    const inNetwork = (network: string | undefined, alias: string) => ({
      ExposedPorts: { '5432/tcp': {} },
      HostConfig: { NetworkMode: network },
      NetworkingConfig: { EndpointsConfig: { [network as string]: { Aliases: [alias] } } },
    });
    const own = await lab.start(debian, ['sleep', '600'], inNetwork(near, 'api'));
    const beside = await lab.start(debian, ['sleep', '600'], inNetwork(near, 'db'));
    const away = await lab.start(debian, ['sleep', '600'], inNetwork(far, 'cache'));
    const { neighbours, settings } = await lab.gather(own);
    expect(settings.networks[0]).toMatchObject({ name: near, aliases: expect.arrayContaining(['api']) });
    expect(neighbours[0]).toMatchObject({
      name: beside,
      sharedNetworks: [near],
      aliases: expect.arrayContaining(['db']),
      exposedPorts: ['5432/tcp'],
    });
    expect(neighbours.find(({ name }) => name === away)).toMatchObject({
      sharedNetworks: [],
      networks: [far],
      // by which it would be asked for, if it were here
      aliases: expect.arrayContaining(['cache']),
    });
  });
});
