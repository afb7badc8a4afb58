import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { defaultAuditSettings } from '../../src/audit/settings/audit-settings.js';
import { readBlob } from '../../src/engine/registry/blobs.js';
import { getManifest, headManifest } from '../../src/engine/registry/manifests.js';
import { listReferrers } from '../../src/engine/registry/referrers.js';
import { connectRegistry, type Registry } from '../../src/engine/registry/registry.js';
import { openRepository } from '../../src/engine/registry/repository.js';
import { listTags } from '../../src/engine/registry/tags.js';
import { copy } from '../../src/push/copy.js';
import { pushToArchive } from '../../src/push/push-to-archive.js';
import { type RunPush, runPush } from '../../src/push/run-push.js';
import { runPushTool } from '../../src/tools/run-push-tool.js';
import type { ToolContext } from '../../src/tools/tool.js';
import { describeWithEngine, engineTest } from '../lab/engine.js';

const host = '127.0.0.1:5000';
const activity = { signal: new AbortController().signal, report: () => {} };
const agree = async () => {};

/** An image of one small layer, different for every call; its local name and its removal. */
async function smallImage(docker: Docker, name: string, text = randomBytes(8).toString('hex')): Promise<void> {
  const base = docker.getImage('python:3.13-slim');
  const container = await docker.createContainer({ Image: (await base.inspect()).Id, Cmd: ['true'], Labels: { text } });
  try {
    const [repo, tag] = name.split(/:(?=[^:/]*$)/) as [string, string];
    await container.commit({ repo, tag, changes: ['USER 1000', `LABEL text=${text}`] });
  } finally {
    await container.remove();
  }
}

describeWithEngine('a push to a real registry', () => {
  let docker: Docker;
  let registry: Registry;
  let state: string;
  const made: string[] = [];
  const repositories: string[] = [];
  const repositoryName = () => {
    const name = `test/${randomBytes(6).toString('hex')}`;
    repositories.push(name);
    return name;
  };
  const image = async (version = '1.4.2') => {
    const name = `push-test-${randomBytes(4).toString('hex')}:${version}`;
    made.push(name);
    await smallImage(docker, name);
    return name;
  };
  const push = (request: Partial<RunPush> & { image: string }, confirm = agree) =>
    runPush(
      {
        spec: null,
        project: null,
        force: false,
        unproven: true,
        dryRun: false,
        cleanEngine: null,
        ...request,
      },
      activity,
      confirm,
    );
  const tagsOf = async (name: string) =>
    (await listTags(openRepository(registry, name, activity.signal)))
      // what refers to it, where the registry keeps no list of that
      .filter((tag) => !tag.startsWith('sha256-'))
      .sort((a, b) => a.localeCompare(b));
  const digestOf = async (name: string, tag: string) =>
    (await headManifest(openRepository(registry, name, activity.signal), tag))?.digest;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'dockwright-state-'));
    process.env.XDG_STATE_HOME = state;
    process.env.DOCKWRIGHT_OFFLINE = '1';
    docker = new Docker();
    registry = await connectRegistry(host, activity.signal);
  });
  afterAll(async () => {
    for (const name of repositories)
      for (const tag of await tagsOf(name)) {
        const digest = await digestOf(name, tag);
        if (digest) await fetch(`http://${host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
      }
    registry?.close();
    for (const name of made) await docker.getImage(name).remove({ force: true });
    await rm(state, { recursive: true, force: true });
    delete process.env.XDG_STATE_HOME;
    delete process.env.DOCKWRIGHT_OFFLINE;
  });

  engineTest('sets all tags of a version to one digest, and leaves no tag on the engine', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const names = async () => {
      const { RepoTags, RepoDigests } = await docker.getImage(name).inspect();
      return [RepoTags, RepoDigests];
    };
    const before = await names();
    const answer = await push({ image: name, repository: `${host}/${repository}` });
    expect(answer).toMatchObject({ verdict: 'pushed', exitCode: 0 });
    expect(answer.pushed.map(({ reference }) => reference)).toEqual(
      ['1.4.2', '1.4', '1', 'latest'].map((tag) => `${host}/${repository}:${tag}`),
    );
    expect(await tagsOf(repository)).toEqual(['1', '1.4', '1.4.2', 'latest']);
    const digests = await Promise.all(['1', '1.4', '1.4.2', 'latest'].map((tag) => digestOf(repository, tag)));
    expect(new Set([...digests, ...answer.pushed.map(({ digest }) => digest)]).size).toBe(1);
    expect(await names()).toEqual(before);
    // what is not measured is not a pass
    expect(answer.checks).toContainEqual({
      id: 'clean-environment',
      status: 'not-measured',
      detail: expect.stringContaining('local layers were shared'),
    });
  });

  engineTest('again changes nothing, and says so', async () => {
    const [name, repository] = [await image(), repositoryName()];
    await push({ image: name, repository: `${host}/${repository}` });
    let asked = 0;
    const again = await push({ image: name, repository: `${host}/${repository}` }, async () => {
      asked += 1;
    });
    expect(again).toMatchObject({ verdict: 'pushed', pushed: [], exitCode: 0 });
    expect(again.tags.map(({ action }) => action)).toEqual(['same', 'same', 'same', 'same']);
    expect(asked).toBe(0);
  });

  engineTest('refuses to replace a full version, unless it is forced to', async () => {
    const repository = repositoryName();
    const first = await push({ image: await image(), repository: `${host}/${repository}` });
    const other = await image();
    const refused = await push({ image: other, repository: `${host}/${repository}` });
    expect(refused).toMatchObject({ verdict: 'refused', pushed: [], exitCode: 2 });
    expect(refused.next.join()).toContain('--force');
    expect(await digestOf(repository, '1.4.2')).toBe(first.pushed[0]?.digest);
    expect(await digestOf(repository, 'latest')).toBe(first.pushed[0]?.digest);
    const forced = await push({ image: other, repository: `${host}/${repository}`, force: true });
    expect(forced).toMatchObject({ verdict: 'pushed' });
    expect(await digestOf(repository, '1.4.2')).toBe(forced.pushed[0]?.digest);
    expect(forced.pushed[0]?.digest).not.toBe(first.pushed[0]?.digest);
  });

  engineTest('moves the tags of its line only, by what the registry has', async () => {
    const repository = repositoryName();
    const newer = await push({ image: await image('1.5.0'), repository: `${host}/${repository}` });
    const older = await push({ image: await image('1.4.3'), repository: `${host}/${repository}` });
    expect(older.pushed.map(({ reference }) => reference.split(':').at(-1))).toEqual(['1.4.3', '1.4']);
    expect(await digestOf(repository, '1')).toBe(newer.pushed[0]?.digest);
    expect(await digestOf(repository, 'latest')).toBe(newer.pushed[0]?.digest);
    expect(await digestOf(repository, '1.4')).toBe(older.pushed[0]?.digest);
  });

  engineTest('as a dry run shows what would become of each tag, and changes nothing', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const answer = await push({ image: name, repository: `${host}/${repository}`, dryRun: true });
    expect(answer).toMatchObject({ verdict: 'ready', dryRun: true, pushed: [], exitCode: 0 });
    expect(answer.tags.map(({ tag, action }) => [tag, action])).toEqual(
      ['1.4.2', '1.4', '1', 'latest'].map((tag) => [tag, 'set']),
    );
    expect(await tagsOf(repository)).toEqual([]);
  });

  engineTest('of an image that nobody proved stops, and goes on with a record when it is told to', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const refused = await push({ image: name, repository: `${host}/${repository}`, unproven: false });
    expect(refused).toMatchObject({ verdict: 'refused', exitCode: 2 });
    expect(refused.checks.find(({ id }) => id === 'proof')).toMatchObject({ status: 'fail' });
    expect(refused.next.join()).toContain('dockwright verify');
    expect(await tagsOf(repository)).toEqual([]);
    const told = await push({ image: name, repository: `${host}/${repository}` });
    expect(told.checks.find(({ id }) => id === 'proof')).toMatchObject({ status: 'warn' });
    const record = told.checks
      .find(({ id }) => id === 'record')
      ?.detail.split(': ')
      .at(-1) as string;
    const { readFile } = await import('node:fs/promises');
    expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({
      image: told.id,
      pushes: [{ digest: told.pushed[0]?.digest, unproven: expect.stringContaining('never proven') }],
    });
  });

  engineTest('does nothing where the question is answered with no', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const no = push({ image: name, repository: `${host}/${repository}` }, async () => {
      throw new Error('no');
    });
    await expect(no).rejects.toThrow('no');
    expect(await tagsOf(repository)).toEqual([]);
  });

  engineTest('attaches a bill of materials and provenance that say what was pushed', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const answer = await push({ image: name, repository: `${host}/${repository}` });
    const digest = answer.pushed[0]?.digest as string;
    const open = openRepository(registry, repository, activity.signal);
    const { descriptors, by } = await listReferrers(open, digest);
    expect(by).toBe('tag');
    const documents = new Map<string, Record<string, unknown>>();
    for (const { digest: of, artifactType } of descriptors) {
      const { content } = await getManifest(open, of as string);
      const [layer] = content.layers ?? [];
      const text = (await readBlob(open, layer?.digest as string)).toString('utf8');
      documents.set(artifactType as string, JSON.parse(text));
    }
    expect(documents.get('application/vnd.cyclonedx+json')).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { version: answer.id } },
    });
    expect(documents.get('application/vnd.in-toto+json')).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: `${host}/${repository}`, digest: { sha256: digest.replace('sha256:', '') } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          internalParameters: { image: answer.id, proof: null, unproven: expect.stringContaining('never proven') },
        },
      },
    });
  });

  engineTest('is copied to a file and on to another repository with its digest and documents', async () => {
    const [name, repository, second] = [await image(), repositoryName(), repositoryName()];
    const { pushed } = await push({ image: name, repository: `${host}/${repository}` });
    const file = join(state, 'image.tar');
    const options = { force: false };
    const out = await copy(`${host}/${repository}:1.4.2`, file, options, activity);
    expect(out).toMatchObject({ digest: pushed[0]?.digest, tag: '1.4.2' });
    const back = await copy(file, `${host}/${second}`, options, activity);
    expect(back).toMatchObject({ digest: pushed[0]?.digest, tag: '1.4.2' });
    expect(back.referrers.length).toBe(2);
    expect(await digestOf(second, '1.4.2')).toBe(pushed[0]?.digest);
    // an engine loads it, and it is the image that was pushed
    await docker.loadImage(createReadStream(file));
    expect(
      (await audit({ kind: 'archive', name: file, path: file }, { settings: defaultAuditSettings }, activity)).image
        ?.answer.id,
    ).toBe((await docker.getImage(name).inspect()).Id);
    await push({ image: await image('1.4.2'), repository: `${host}/${repository}`, force: true });
    await expect(copy(`${host}/${repository}:1.4.2`, `${host}/${second}`, options, activity)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('a full version never changes'),
    });
    await expect(copy(`${host}/${repository}:1.4.2`, file, options, activity)).rejects.toThrow('is there already');
  });

  engineTest('goes into a file that an engine loads as the same image', async () => {
    const name = await image();
    const file = join(state, 'engine.tar');
    const request = { image: name, spec: null, project: null, force: false, dryRun: false };
    expect(await pushToArchive({ ...request, unproven: false }, file, activity)).toMatchObject({
      verdict: 'refused',
      exitCode: 2,
    });
    await expect(access(file)).rejects.toThrow('ENOENT');
    const answer = await pushToArchive({ ...request, unproven: true }, file, activity);
    expect(answer).toMatchObject({ verdict: 'pushed', pushed: [{ reference: file }] });
    const { Id } = await docker.getImage(name).inspect();
    await docker.getImage(name).remove({ force: true });
    const stream = await docker.loadImage(createReadStream(file));
    await new Promise((resolve) => stream.on('end', resolve).resume());
    expect((await docker.getImage(name).inspect()).Id).toBe(Id);
  });

  engineTest('comes out of that file into a registry, by the same rules and without an engine', async () => {
    const [name, repository] = [await image(), repositoryName()];
    const file = join(state, 'carried.tar');
    const written = { image: name, spec: null, project: null, force: false, unproven: true, dryRun: false };
    const { pushed: carried } = await pushToArchive(written, file, activity);
    const engine = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = `unix://${join(state, 'no-engine.sock')}`;
    try {
      const context = (flags: Record<string, string>): ToolContext => ({
        ...activity,
        flags,
        resolvePath: async (path) => path,
        confirm: agree,
      });
      const request = { image: '', repository: `${host}/${repository}`, dryRun: false, force: false, unproven: false };
      const flags = { 'from-archive': file };
      const unproven = await runPushTool(request, context(flags));
      expect(unproven).toMatchObject({ verdict: 'refused', exitCode: 2 });
      expect(unproven.next.join()).toContain(`docker load --input ${file}`);
      expect(await tagsOf(repository)).toEqual([]);
      const answer = await runPushTool({ ...request, unproven: true }, context(flags));
      expect(answer).toMatchObject({ verdict: 'pushed', image: file, exitCode: 0 });
      // the archive tells the version, and its digest is that of the registry
      expect(await tagsOf(repository)).toEqual(['1', '1.4', '1.4.2', 'latest']);
      expect(await digestOf(repository, '1.4.2')).toBe(carried[0]?.digest);
      const again = await runPushTool({ ...request, unproven: true }, context(flags));
      expect(again).toMatchObject({ verdict: 'pushed', pushed: [] });
      await expect(runPushTool({ ...request, image: name }, context(flags))).rejects.toMatchObject({
        code: 'invalid-input',
        hint: expect.stringContaining('dockwright copy'),
      });
    } finally {
      process.env.DOCKER_HOST = engine;
    }
  });

  engineTest('gives a local tag back to the image that had it', async () => {
    const [name, other, repository] = [await image(), await image(), repositoryName()];
    const local = `${host}/${repository}:1.4.2`;
    await docker.getImage(other).tag({ repo: `${host}/${repository}`, tag: '1.4.2' });
    made.push(local);
    await push({ image: name, repository: `${host}/${repository}` });
    expect((await docker.getImage(local).inspect()).Id).toBe((await docker.getImage(other).inspect()).Id);
  });

  engineTest('to a registry that does not answer says so, with code 3', async () => {
    const answer = await push({ image: await image(), repository: '127.0.0.1:1/me/app' });
    expect(answer).toMatchObject({ verdict: 'refused', pushed: [], exitCode: 3 });
    expect(answer.checks.find(({ id }) => id === 'registry')).toMatchObject({ status: 'fail' });
  });
});
