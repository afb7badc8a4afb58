import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/connect.js';
import { type BuilderRequest, chooseBuilder } from '../../../src/push/platforms/choose-builder.js';

const node = (Platforms: string[] | undefined, more: object = {}) => ({ Status: 'running', Platforms, ...more });
const own = {
  Name: 'default',
  Driver: 'docker',
  Current: true,
  Nodes: [node(['linux/amd64', 'linux/amd64/v2', 'linux/386'])],
};
const remote = { Name: 'away', Driver: 'remote', Current: false, Nodes: [node(['linux/amd64', 'linux/arm64*'])] };
const asleep = { Name: 'asleep', Driver: 'docker-container', Current: false, Nodes: [{ Status: 'inactive' }] };
const engine = { os: 'linux', arch: 'amd64', endpoint: { source: 'DOCKER_HOST' } } as Engine;
const signal = new AbortController().signal;

/** Stand-in for buildx: its words are those of buildx 0.29. */
describe.skipIf(process.platform === 'win32')('the choice of a builder', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-builders-'));
    env = { DOCKWRIGHT_BUILDX: join(folder, 'buildx'), PATH: '/usr/bin:/bin' };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const know = async (...builders: object[]) => {
    await writeFile(join(folder, 'list'), builders.map((one) => JSON.stringify(one)).join('\n'));
    await writeFile(
      join(folder, 'buildx'),
      `#!/bin/sh
case $1 in
version) echo github.com/docker/buildx 0.29.1 ;;
ls) cat ${folder}/list ;;
inspect) echo "$@" >>${folder}/started; cp ${folder}/awake ${folder}/list ;;
esac
`,
    );
    await chmod(join(folder, 'buildx'), 0o755);
  };
  const choose = (request: Partial<BuilderRequest> = {}) =>
    chooseBuilder(
      engine,
      { platforms: ['linux/amd64', 'linux/arm64'], builder: null, start: true, ...request },
      signal,
      {
        env,
        platform: process.platform,
        home: folder,
      },
    );

  test('says how to get buildx where it is missing', async () => {
    await expect(choose()).rejects.toMatchObject({ code: 'not-supported', message: expect.stringContaining(folder) });
    env = { PATH: folder };
    await expect(choose()).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('is not here'),
      hint: expect.stringContaining('docker-buildx'),
    });
  });

  test('refuses the engine itself, and names what can do it, or how it is made', async () => {
    await know(own, remote, asleep);
    await expect(choose()).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('driver docker'),
      hint: 'Name one with --builder: away (remote: linux/amd64 linux/arm64); asleep (docker-container: not running)',
    });
    await know(own);
    await expect(choose()).rejects.toMatchObject({ hint: expect.stringContaining('--driver docker-container') });
  });

  test('takes the one that is named, else that of BUILDX_BUILDER, else the one in use', async () => {
    await know(own, remote);
    expect((await choose({ builder: 'away' })).builder.name).toBe('away');
    await expect(choose({ builder: 'nowhere' })).rejects.toMatchObject({ code: 'invalid-input' });
    env.BUILDX_BUILDER = 'away';
    expect((await choose()).builder.name).toBe('away');
    delete env.BUILDX_BUILDER;
    await know({ ...own, Current: false }, { ...remote, Current: true });
    expect((await choose()).builder).toMatchObject({ name: 'away', platforms: ['linux/amd64', 'linux/arm64'] });
  });

  test('starts it where that is allowed', async () => {
    await know(own, asleep);
    await writeFile(join(folder, 'awake'), JSON.stringify({ ...asleep, Nodes: [node(['linux/amd64'])] }));
    const { checks } = await choose({ builder: 'asleep', start: false });
    expect(checks).toMatchObject([{ id: 'builder', status: 'ok', detail: expect.stringContaining('not running yet') }]);
    expect((await choose({ builder: 'asleep' })).builder.running).toBe(true);
    expect(await readFile(join(folder, 'started'), 'utf8')).toBe('inspect --bootstrap asleep\n');
  });

  test('warns where an emulator is missing, and says which', async () => {
    await know(own, { ...remote, Nodes: [node(['linux/amd64'])] });
    const { checks, provable } = await choose({ builder: 'away' });
    expect(provable).toEqual(['linux/amd64']);
    expect(checks[1]).toMatchObject({
      id: 'emulator:linux/arm64',
      status: 'warn',
      next: expect.stringContaining('binfmt --install arm64'),
    });
  });

  test('knows what the engine can run beside its own, by its own BuildKit', async () => {
    await know(own, remote);
    const { provable } = await choose({ builder: 'away', platforms: ['linux/386', 'linux/amd64', 'linux/arm64'] });
    expect(provable).toEqual(['linux/amd64', 'linux/386']);
    await expect(choose({ builder: 'away', platforms: ['linux/arm64'] })).rejects.toMatchObject({
      code: 'invalid-input',
      hint: expect.stringContaining('Add linux/amd64'),
    });
  });

  test('does not take a node that fails', async () => {
    await know(own, {
      ...remote,
      Nodes: [node(['linux/amd64']), node(undefined, { Status: 'error', Err: 'no route' })],
    });
    await writeFile(join(folder, 'awake'), await readFile(join(folder, 'list')));
    await expect(choose({ builder: 'away' })).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringContaining('no route'),
    });
  });

  test('says that a buildx is too old to be asked', async () => {
    await know(own);
    await writeFile(
      join(folder, 'buildx'),
      '#!/bin/sh\n[ $1 = version ] && echo 0.10.0 || { echo "unknown flag: --format" >&2; exit 1; }\n',
    );
    await expect(choose()).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('unknown flag: --format'),
      hint: expect.stringContaining('0.13'),
    });
  });
});
