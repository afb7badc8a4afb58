import { describe, expect, test } from 'vitest';
import { summarize } from '../../src/diagnose/look/container-summary.js';
import type { Engine } from '../../src/engine/connect.js';
import type { InspectedContainer, InspectedImage } from '../../src/engine/inspect-container.js';
import { allExercises } from '../../src/lessons/all-exercises.js';
import type { Desk } from '../../src/lessons/desk.js';

interface Seen {
  containers?: Record<string, Partial<Told>>;
  images?: Record<string, object>;
  logs?: Record<string, string[]>;
  engine?: Partial<Engine>;
}

/** What `docker inspect` says, as far as exercises look. */
interface Told {
  image: string;
  imageId: string;
  state: object;
  restarts: number;
  host: object;
  config: object;
  ports: Record<string, { HostIp: string; HostPort: string }[]>;
}

/** A desk on which only what a test names is there. */
function deskOf({ containers = {}, images = {}, logs = {}, engine = {} }: Seen): Desk {
  return {
    folder: '/nowhere',
    activity: { signal: new AbortController().signal, report: () => {} },
    engine: async () => engine as Engine,
    container: async (name) => {
      const told = containers[name];
      if (!told) return null;
      const facts = {
        Id: name,
        Name: `/${name}`,
        Image: told.imageId ?? 'sha256:1',
        RestartCount: told.restarts ?? 0,
        State: { Status: 'running', Running: true, ExitCode: 0, ...told.state },
        Config: { Image: told.image ?? 'x', Env: [], Cmd: [], ...told.config },
        HostConfig: { PortBindings: told.ports ?? {}, ...told.host },
        NetworkSettings: { Ports: told.ports ?? {}, Networks: {} },
        Mounts: [],
      } as unknown as InspectedContainer;
      return { ...summarize(facts), imageId: facts.Image, secrets: [] };
    },
    image: async (name) => (images[name] as InspectedImage | undefined) ?? null,
    log: async ({ name }) => (logs[name] ?? []).map((text) => ({ time: null, stream: 'stderr', text }) as never),
  };
}

async function look(lesson: string, id: string, seen: Seen) {
  const exercise = allExercises[lesson]?.find((one) => one.id === id);
  if (!exercise) throw new Error(`there is no exercise ${id}`);
  return exercise.look(deskOf(seen));
}

const ended = { Status: 'exited', Running: false, ExitCode: 0, FinishedAt: '2026-01-01T00:00:00Z' };
const port = (HostPort: string) => ({ '8000/tcp': [{ HostIp: '127.0.0.1', HostPort }] });

describe('an engine', () => {
  const memory = async (memoryBytes: number) => look('engine-with-room', 'memory', { engine: { memoryBytes } });
  test('has room from 4 GB on', async () => {
    expect([(await memory(3.9e9)).met, (await memory(4e9)).met]).toEqual([false, true]);
  });

  test.each([
    ['20.10.24', false],
    ['22.06.0-beta', false],
    ['23.0.1', true],
    ['29.0.0', true],
  ])('of Docker %s builds by BuildKit: %s', async (version, is) => {
    const engine = { version, podman: false, endpoint: { address: 'unix:///x' } as Engine['endpoint'] };
    expect((await look('engine-with-room', 'engine', { engine })).met).toBe(is);
  });
});

describe('a first container', () => {
  const whole = { image: 'debian:trixie-slim', state: ended };
  test.each([
    ['as asked', whole, ['ready'], true],
    ['of another image', { ...whole, image: 'debian:bookworm' }, ['ready'], false],
    ['that failed', { ...whole, state: { ...ended, ExitCode: 1 } }, ['ready'], false],
    ['that still runs', { ...whole, state: {} }, ['ready'], false],
    ['that said something else', whole, ['not ready'], false],
  ])('%s', async (_, told, lines, is) => {
    const seen = { containers: { 'learn-first': told }, logs: { 'learn-first': lines } };
    expect((await look('engine-with-room', 'first-container', seen)).met).toBe(is);
  });
});

describe('one image', () => {
  test.each([
    ['for both', 'sha256:1', 'sha256:1', true],
    ['each its own', 'sha256:1', 'sha256:2', false],
    ['an older one for both', 'sha256:0', 'sha256:0', false],
  ])('%s', async (_, one, two, is) => {
    const containers = { 'learn-one': { imageId: one }, 'learn-two': { imageId: two } };
    const seen = { containers, images: { 'redis:7': { Id: 'sha256:1' } } };
    expect((await look('one-image-many-containers', 'two-containers', seen)).met).toBe(is);
  });

  test('a second name names the same', async () => {
    const named = async (Id: string) =>
      look('one-image-many-containers', 'second-name', {
        images: { 'redis:7': { Id: 'sha256:1' }, 'learn-redis:mine': { Id } },
      });
    expect([(await named('sha256:1')).met, (await named('sha256:2')).met]).toEqual([true, false]);
  });
});

test.each([
  [['uvicorn', 'main:app'], true],
  [['sh', '-c', 'exec uvicorn main:app'], true],
  [['/bin/sh', '-c', 'uvicorn main:app'], false],
  [null, false],
])('a start by %j is in exec form: %s', async (Cmd, is) => {
  const seen = { images: { 'learn-api:1': { Config: { Cmd, Entrypoint: null } } } };
  expect((await look('first-dockerfile', 'image', seen)).met).toBe(is);
});

describe('an answer', () => {
  const line = 'INFO: 172.17.0.1:1 - "GET /health HTTP/1.1" 200 OK';
  test.each([
    ['in its log', 'sha256:1', port('8000'), line, true],
    ['of another image', 'sha256:0', port('8000'), line, false],
    ['without a port', 'sha256:1', {}, line, false],
    ['that was 404', 'sha256:1', port('8000'), line.replace('200 OK', '404 Not Found'), false],
  ])('%s', async (_, imageId, ports, text, is) => {
    const seen = {
      containers: { 'learn-api': { imageId, ports } },
      images: { 'learn-api:1': { Id: 'sha256:1' } },
      logs: { 'learn-api': [text] },
    };
    expect((await look('first-dockerfile', 'answers', seen)).met).toBe(is);
  });
});

describe('containers that misbehave', () => {
  test.each([
    ['8000', '8001', {}, true],
    ['8000', '8000', {}, false],
    ['8000', '8001', { Status: 'created', Running: false, Error: 'port is already allocated' }, false],
  ])('ports %s and %s, %j', async (one, two, state, is) => {
    const containers = { 'learn-api': { ports: port(one) }, 'learn-api-2': { ports: port(two), state } };
    expect((await look('look-into-containers', 'port-conflict', { containers })).met).toBe(is);
  });

  test.each([
    [3, 3, 1, true],
    [3, 2, 1, false],
    [5, 3, 1, false],
    [3, 3, 0, false],
  ])('%i retries, %i used, exit code %i', async (MaximumRetryCount, restarts, ExitCode, is) => {
    const host = { RestartPolicy: { Name: 'on-failure', MaximumRetryCount } };
    const containers = { 'learn-flaky': { host, restarts, state: { ...ended, ExitCode } } };
    expect((await look('look-into-containers', 'retries', { containers })).met).toBe(is);
  });

  test('137 alone is no end for want of memory', async () => {
    const oom = async (OOMKilled: boolean) =>
      look('look-into-containers', 'out-of-memory', {
        containers: { 'learn-oom': { state: { ...ended, ExitCode: 137, OOMKilled } } },
      });
    expect([(await oom(true)).met, (await oom(false)).met]).toEqual([true, false]);
  });
});

describe('layers', () => {
  const image = (...Layers: string[]) => ({ RootFS: { Layers } });
  test.each([
    ['the last alone', image('a', 'b', 'c'), image('a', 'b', 'd'), true],
    ['two of them', image('a', 'b', 'c'), image('a', 'x', 'd'), false],
    ['none', image('a', 'b', 'c'), image('a', 'b', 'c'), false],
    ['one more', image('a', 'b'), image('a', 'b', 'c'), false],
  ])('that differ: %s', async (_, before, after, is) => {
    const seen = { images: { 'learn-api:2': before, 'learn-api:3': after } };
    expect((await look('smaller-images', 'cached-layers', seen)).met).toBe(is);
  });

  test('an image of the same size is not smaller', async () => {
    const smaller = async (Size: number) =>
      look('smaller-images', 'smaller', { images: { 'learn-api:1': { Size: 100 }, 'learn-api:2': { Size } } });
    expect([(await smaller(99)).met, (await smaller(100)).met]).toEqual([true, false]);
  });
});

describe('a hardened service', () => {
  const host = {
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Memory: 268_435_456,
    PidsLimit: 128,
  };
  const hardened = async (change: object) =>
    look('hardened-service', 'hardened', {
      containers: { 'learn-hardened': { imageId: 'sha256:4', host: { ...host, ...change } } },
      images: { 'learn-api:4': { Id: 'sha256:4' } },
    });

  test.each([[{}], [{ CapDrop: ['all'] }], [{ SecurityOpt: ['no-new-privileges:true'] }]])(
    '%j passes',
    async (change) => {
      expect(await hardened(change)).toMatchObject({ met: true });
    },
  );

  test.each([
    [{ ReadonlyRootfs: false }, '--read-only'],
    [{ CapDrop: ['NET_RAW'] }, '--cap-drop ALL'],
    [{ SecurityOpt: ['no-new-privileges:false'] }, '--security-opt no-new-privileges'],
    [{ Memory: 0 }, '--memory'],
    [{ PidsLimit: 0 }, '--pids-limit'],
  ])('%j lacks %s', async (change, lacking) => {
    expect(await hardened(change)).toMatchObject({ met: false, seen: expect.stringContaining(`missing: ${lacking}`) });
  });

  test.each([
    ['1000', true],
    ['1000:1000', true],
    ['0', false],
    ['', false],
    ['app', false],
  ])('user %j', async (User, is) => {
    const seen = { images: { 'learn-api:4': { Config: { User } } } };
    expect((await look('hardened-service', 'non-root', seen)).met).toBe(is);
  });

  test.each([
    ['healthy', ['CMD', 'true'], true],
    ['starting', ['CMD', 'true'], false],
    ['unhealthy', ['CMD', 'true'], false],
    ['healthy', ['NONE'], false],
  ])('%s by %j', async (Status, Test, is) => {
    const seen = {
      containers: { 'learn-hardened': { state: { Health: { Status, FailingStreak: 0, Log: [] } } } },
      images: { 'learn-api:4': { Config: { Healthcheck: { Test } } } },
    };
    expect((await look('hardened-service', 'health-check', seen)).met).toBe(is);
  });

  test.each([
    [['LOG_LEVEL=DEBUG'], 'DEBUG x', true],
    [['LOG_LEVEL=DEBUG'], 'INFO x', false],
    [[], 'DEBUG x', false],
  ])('%j, log %j', async (Env, line, is) => {
    const seen = { containers: { 'learn-hardened': { config: { Env } } }, logs: { 'learn-hardened': [line] } };
    expect((await look('hardened-service', 'log-level', seen)).met).toBe(is);
  });
});
