import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { getManifest, headManifest } from '../../src/engine/registry/manifests.js';
import { connectRegistry, type Registry } from '../../src/engine/registry/registry.js';
import { openRepository } from '../../src/engine/registry/repository.js';
import { listTags } from '../../src/engine/registry/tags.js';
import { buildIndex } from '../../src/push/platforms/build-index.js';
import { chooseBuilder } from '../../src/push/platforms/choose-builder.js';
import { readWantedTags } from '../../src/push/wanted-tags.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { type CleanEngine, cleanEngineMissing, startCleanEngine } from '../lab/clean-engine.js';
import { describeWithEngine, engineMissing, engineTest } from '../lab/engine.js';
import { type EngineBuilder, startEngineBuilder } from '../lab/engine-builder.js';
import { dockwright } from './dockwright.js';

const host = '127.0.0.1:5000';
const group = `platforms-${randomBytes(4).toString('hex')}`;
const signal = new AbortController().signal;
const noBuilder = await builderMissing();
/** Skipped and counted as such where no engine can be a builder. */
const builderTest = noBuilder === null ? engineTest : engineTest.skip;

/** Why there can be no builder for several platforms; null where there can. */
async function builderMissing(): Promise<string | null> {
  if (engineMissing !== null) return engineMissing;
  if (!process.env.DOCKWRIGHT_BUILDX) return 'no buildx';
  const { Version } = await new Docker().version();
  if (Number(Version.split('.')[0]) < 27) return `Docker ${Version} starts no containerd image store by a flag`;
  return cleanEngineMissing();
}

interface Shipment {
  stages: { name: string; status: string; detail: string }[];
  push: { pushed: { reference: string; digest: string }[]; checks: { id: string; status: string; detail: string }[] };
  next: string[];
}

const service = `import http.server, os, signal, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.HTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
`;
const spec = `apiVersion: dockwright/v1
goal: One service for two platforms.
app: {name: two, version: 1.4.2, language: python, framework: null, entrypoint: main.py, port: 8000, command: [python, main.py]}
runtime: {version: "3.13", image: "python:3.13-slim", variant: slim, packageManager: none, accelerator: none, user: 1000}
resources: {memory: 256MB, cpus: 1, shm: 64MB}
volumes: []
criteria: {image-size: {max: 200MB}, non-root: {required: true}, health: {path: /, within: 3s}, graceful-shutdown: {within: 5s}}
services: []
environment: []
constraints: []
nonGoals: []
`;

describeWithEngine('ship for several platforms', () => {
  let own: string;
  let other: string;
  let engine: CleanEngine | undefined;
  let builder: EngineBuilder | undefined;
  let registry: Registry;
  let folder: string;
  let project: string;

  beforeAll(async () => {
    const { Arch } = await new Docker().version();
    own = `linux/${Arch}`;
    other = Arch === 'arm64' ? 'linux/amd64' : 'linux/arm64';
    folder = await mkdtemp(join(tmpdir(), 'dockwright-platforms-'));
    registry = await connectRegistry(host, signal);
    if (noBuilder !== null) return;
    engine = await startCleanEngine({ containerd: true });
    builder = await startEngineBuilder(engine.host);
  });
  afterAll(async () => {
    for (const name of ['two', 'one']) {
      const repository = openRepository(registry, `${group}/${name}`, signal, { writes: true });
      for (const tag of await listTags(repository)) {
        const digest = (await headManifest(repository, tag))?.digest;
        if (digest) await fetch(`http://${host}/v2/${repository.name}/manifests/${digest}`, { method: 'DELETE' });
      }
    }
    registry?.close();
    await builder?.stop();
    await engine?.stop();
    await new Docker()
      .getImage('two:1.4.2')
      .remove({ force: true })
      .catch(() => {});
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    project = await mkdtemp(join(folder, 'project-'));
    await writeFile(join(project, 'main.py'), service);
    await writeFile(join(project, 'pyproject.toml'), '[project]\nname = "two"\nversion = "1.4.2"\n');
    await writeFile(join(project, 'container.spec.yaml'), spec);
    // the other platform gets files alone, which needs neither its base image nor an emulator
    const [mine, theirs] = [own, other].map((platform) => platform.split('/')[1]);
    await writeFile(
      join(project, 'Dockerfile'),
      `ARG TARGETARCH
FROM python:3.13-slim AS service-${mine}
COPY main.py /app/main.py
USER 1000:1000
CMD ["python", "/app/main.py"]

FROM scratch AS service-${theirs}
COPY main.py /app/main.py

FROM service-\${TARGETARCH}
`,
    );
  });

  const ship = (name: string, ...more: string[]) =>
    dockwright(
      ['ship', project, '--repository', `${host}/${group}/${name}`, '--platform', `${own},${other}`, '--json', ...more],
      {
        env: {
          ...builder?.env,
          XDG_STATE_HOME: join(folder, 'state'),
          DOCKWRIGHT_OFFLINE: '1',
          DOCKER_CONFIG: folder,
        },
      },
    );
  const faultOf = ({ stdout }: { stdout: string }) =>
    (JSON.parse(stdout) as { error: { code: string; message: string; hint: string } }).error;

  engineTest('before anything is built it is said where there is no buildx, or no builder that can', async () => {
    const without = await dockwright(['ship', project, '--platform', own, '--json'], {
      env: { DOCKWRIGHT_BUILDX: join(folder, 'nothing') },
    });
    expect(without.code).toBe(2);
    expect(faultOf(without)).toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('DOCKWRIGHT_BUILDX'),
    });
    if (!process.env.DOCKWRIGHT_BUILDX) return;
    const env = { BUILDX_CONFIG: await mkdtemp(join(folder, 'empty-')), DOCKER_CONFIG: folder };
    const itself = await dockwright(['ship', project, '--platform', `${own},${other}`, '--json'], { env });
    expect(itself.code).toBe(2);
    expect(faultOf(itself)).toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('driver docker'),
      hint: expect.stringContaining('docker buildx create'),
    });
    const unknown = await dockwright(['ship', project, '--platform', own, '--builder', 'nowhere', '--json'], { env });
    expect(faultOf(unknown)).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('nowhere') });
  });

  builderTest('two are built, proven as far as they run here, and pushed under one name', async () => {
    const { code, stdout, stderr } = await ship('two', '--builder', builder?.name ?? '');
    expect(code, stderr + stdout).toBe(0);
    const { stages, push } = JSON.parse(stdout) as Shipment;
    expect(stages.map(({ name }) => name)).toEqual(['builder', 'spec', 'generate', 'verify', 'audit', 'push', 'clean']);
    const check = (id: string) => push.checks.find((one) => one.id === id);
    expect(check(`platform:${own}`)).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('proven: pulled by digest'),
    });
    expect(check('proof')).toMatchObject({ status: 'ok', detail: expect.stringContaining('4 of 4') });
    // an emulator that is here by chance runs it, and finds nothing to run
    expect(check(`platform:${other}`)).toMatchObject({
      status: 'not-measured',
      detail: expect.stringContaining('not proven'),
    });
    expect(check('cache')).toMatchObject({ status: 'ok' });
    const digest = push.pushed[0]?.digest as string;
    expect(push.pushed.map(({ reference }) => reference.split(':').at(-1))).toEqual(['1.4.2', '1.4', '1', 'latest']);

    const repository = openRepository(registry, `${group}/two`, signal);
    expect((await headManifest(repository, 'latest'))?.digest).toBe(digest);
    const { content } = await getManifest(repository, '1.4.2');
    const images = (content.manifests ?? []).filter(({ platform }) => platform?.os === 'linux');
    expect(images.map(({ platform }) => `linux/${platform?.architecture}`).sort()).toEqual([own, other].sort());
    expect(content.annotations).toMatchObject({ 'org.opencontainers.image.version': '1.4.2' });
    for (const image of images) {
      const attested = content.manifests?.find(
        ({ annotations }) => annotations?.['vnd.docker.reference.digest'] === image.digest,
      );
      const statements = await getManifest(repository, attested?.digest as string);
      expect(JSON.stringify(statements.content.layers)).toContain('https://slsa.dev/provenance/');
    }
  });

  /** The build alone, of what needs no proof to be refused. */
  const build = async (platforms: string[], dockerfile: string) => {
    Object.assign(process.env, builder?.env);
    const engineHere = await connectEngine();
    const chosen = await chooseBuilder(engineHere, { platforms, builder: builder?.name ?? null, start: true }, signal);
    const request = { platforms, chosen, project: { root: project }, spec: parseSpec(spec), dockerfile, ignore: null };
    const repository = `${group}/one`;
    const tags = readWantedTags(['semver'], '1.4.2');
    const plan = { shown: `${host}/${repository}`, destination: { host, repository, tags } };
    return buildIndex(
      request,
      plan,
      { registry, repository: openRepository(registry, repository, signal) },
      { signal, report: () => {} },
    );
  };

  builderTest('a base image of one platform is not passed off as one of another', async () => {
    const files = 'FROM python:3.13-slim\nCOPY main.py /app/main.py\n';
    await expect(build([own, other], files)).rejects.toMatchObject({
      code: 'build-failed',
      message: expect.stringContaining(`a base image is not there for ${other}`),
    });
  });

  builderTest('a RUN on a platform without an emulator is told as that', async () => {
    const foreign = 'linux/s390x';
    // the header of a program for it (ELF, big-endian, e_machine 22), which is as far as a kernel reads
    const program = Buffer.alloc(64);
    program.set(Buffer.from('7f454c4602020100', 'hex'));
    program.writeUInt16BE(2, 16);
    program.writeUInt16BE(22, 18);
    await writeFile(join(project, 'program'), program, { mode: 0o755 });
    await expect(
      build([foreign, own], 'FROM scratch\nCOPY program /program\nRUN ["/program"]\n'),
    ).rejects.toMatchObject({
      code: 'build-failed',
      message: expect.stringContaining(`A RUN for ${foreign} could not run`),
      hint: expect.stringContaining('binfmt --install s390x'),
    });
  });
});
