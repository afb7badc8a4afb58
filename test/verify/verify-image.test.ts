import { describe, expect, onTestFinished, vi } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { verifyImage } from '../../src/verify/verify-image.js';
import { engineTest } from '../lab/engine.js';
import { defaultCriteria, dockerfile, removeImage, requestFor, service, specFor, verify } from './service-fixture.js';

describe('a service as it should be', () => {
  engineTest('passes every criterion of a drafted Spec, each with its evidence', async () => {
    const smoke = [
      {
        request: 'POST /query',
        json: { prompt: 'hi' },
        expect: { status: 200, contains: 'Processed: {"prompt":"hi"}' },
      },
    ];
    const result = await verify({ spec: specFor({ criteria: { ...defaultCriteria, smoke } }) });
    expect(result.criteria.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(result.verdict).toBe('pass');
    expect(result.run).toEqual({ readOnlyRoot: true, cameUp: true });
    expect(result.image?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(result.image?.sizeBytes).toBe(result.of('image-size')?.measured);
    expect(result.of('non-root')).toMatchObject({ measured: 'uid 1000' });
    expect(result.of('configuration')).toMatchObject({ measured: 'PORT, LOG_LEVEL honoured' });
    expect(result.of('health')?.evidence).toContain('GET /health 200');
    expect(result.of('rebuild')?.evidence).toContain('main.py');
    expect(result.timings).toMatchObject({
      buildMs: expect.any(Number),
      coldStartMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
  });

  engineTest('is measured by a TCP connection where it has no health route', async () => {
    const spec = specFor({ criteria: { health: { tcp: true, within: '3s' }, 'cold-start': { max: '10s' } } });
    const result = await verify({ spec });
    expect(result.verdict).toBe('pass');
    expect(result.of('health')?.evidence).toContain('a TCP connection');
  });

  engineTest('what is asked for beyond the Spec is shown and does not count', async () => {
    vi.stubEnv('DOCKWRIGHT_OFFLINE', '1');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const spec = specFor({ criteria: { 'image-size': { max: '300MB' } } });
    const result = await verify({
      spec,
      request: { criteria: ['reproducible', 'vulnerabilities', 'optional-services'] },
    });
    expect(result.criteria.map(({ id, status, required }) => [id, status, required])).toEqual([
      ['image-size', 'pass', true],
      ['optional-services', 'pass', false],
      ['reproducible', 'pass', false],
      ['vulnerabilities', 'not-measured', false],
    ]);
    expect(result.verdict).toBe('pass');
  });

  engineTest('an image that exists is measured without a build', async () => {
    const spec = specFor();
    const reference = `${spec.app.name}:1.0.0`;
    await verifyImage(await requestFor({ spec }), { signal: new AbortController().signal, report: () => {} });
    const result = await verify({ spec, request: { image: reference } });
    expect(result.dockerfile).toBe('none');
    expect(result.of('rebuild')).toMatchObject({
      status: 'not-measured',
      evidence: expect.stringContaining('an image was given'),
    });
    expect(result.verdict).toBe('incomplete');
  });

  engineTest('keep leaves it running as it was measured', async () => {
    const spec = specFor({ criteria: { 'non-root': { required: true } } });
    const { container } = await verify({ spec, request: { keep: true } });
    const { docker } = await connectEngine();
    const kept = docker.getContainer(container as string);
    onTestFinished(() => kept.remove({ force: true, v: true }));
    const { State, HostConfig } = await kept.inspect();
    expect(State.Running).toBe(true);
    expect(HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Memory: 256_000_000,
    });
  });
});

describe('what is wrong is found', () => {
  engineTest('an image that runs as root', async () => {
    const result = await verify({ dockerfile: dockerfile.replace('USER 1000\n', '') });
    expect(result.of('non-root')).toMatchObject({ status: 'fail', measured: 'uid 0' });
    expect(result.verdict).toBe('fail');
  });

  engineTest('a user named in the image that the process leaves behind', async () => {
    // the configuration says 1000, a second process is root: only the running processes tell
    const asRoot = dockerfile
      .replace('USER 1000\n', '')
      .replace('["python3", "main.py"]', '["sh", "-c", "sleep 1000 & exec python3 main.py"]');
    const result = await verify({
      dockerfile: asRoot,
      spec: specFor({ criteria: { 'non-root': { required: true } } }),
    });
    expect(result.of('non-root')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('2 of 2 processes'),
    });
  });

  engineTest(
    'secrets in a layer, also one that a later layer hides, in the environment and in the history; never their values',
    async () => {
      const token = `ghp_${'a1B2c3D4e5F6g7H8i9'.repeat(2)}`;
      const password = 'vT9xQ2mLw8Zr';
      const text = dockerfile
        .replace('COPY main.py ./', 'COPY . ./\nRUN rm .env')
        .replace('USER 1000', `ARG DEPLOY_TOKEN=${password}\nRUN true\nENV DATABASE_PASSWORD=${password}\nUSER 1000`);
      const result = await verify({
        files: { '.env': `GITHUB_TOKEN=${token}\n`, 'settings.py': `KEY = "AKIA${'QW3RTY7UIOPASDFG'}"\n` },
        dockerfile: text,
        spec: specFor({ criteria: { secrets: { required: true } } }),
      });
      const found = result.of('secrets');
      expect(found?.status).toBe('fail');
      expect(found?.evidence).toMatch(/layer \d+: \/app\/\.env:1/);
      expect(found?.evidence).toContain('/app/settings.py:1');
      expect(found?.evidence).toContain('environment: DATABASE_PASSWORD');
      expect(found?.evidence).toMatch(/DEPLOY_TOKEN \(history \d+\)/);
      expect(JSON.stringify(result)).not.toContain(token);
      expect(JSON.stringify(result)).not.toContain(password);
    },
  );

  engineTest('a service that ignores SIGTERM', async () => {
    const deaf = service.replace(
      'signal.signal(signal.SIGTERM, stop)',
      'signal.signal(signal.SIGTERM, signal.SIG_IGN)',
    );
    const spec = specFor({ criteria: { 'graceful-shutdown': { within: '1s' } } });
    const result = await verify({ files: { 'main.py': deaf }, spec });
    expect(result.of('graceful-shutdown')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('ignored'),
    });
  });

  engineTest('a service that writes to its root: that fails, and the rest is still measured', async () => {
    const writes = `open("/app/state.txt", "w").write("x")\n${service}`;
    const result = await verify({
      files: { 'main.py': writes },
      dockerfile: dockerfile.replace('USER 1000', 'RUN chown 1000 /app\nUSER 1000'),
    });
    expect(result.of('read-only-root')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('/app/state.txt'),
    });
    expect(result.run).toEqual({ readOnlyRoot: false, cameUp: true });
    expect(result.of('health')?.status).toBe('pass');
    expect(result.of('configuration')?.status).toBe('pass');
    expect(result.verdict).toBe('fail');
  });

  engineTest('a volume of the Spec may be written to', async () => {
    const writes = `open("/data/state.txt", "w").write("x")\n${service}`;
    const text = dockerfile.replace('USER 1000', 'RUN mkdir /data && chown 1000 /data\nUSER 1000');
    const result = await verify({
      files: { 'main.py': writes },
      dockerfile: text,
      spec: specFor({ volumes: ['/data'] }),
    });
    expect(result.of('read-only-root')?.status).toBe('pass');
  });

  engineTest('a port that is hard-coded, and a level that changes nothing', async () => {
    const fixed = service
      .replace('int(os.environ.get("PORT", "8000"))', '8000')
      .replace('os.environ.get("LOG_LEVEL", "INFO")', '"INFO"');
    const result = await verify({
      files: { 'main.py': fixed },
      spec: specFor({ criteria: { configuration: { required: true } } }),
    });
    expect(result.of('configuration')).toMatchObject({ status: 'fail', measured: 'PORT ignored' });
    const level = service.replace('os.environ.get("LOG_LEVEL", "INFO")', '"INFO"');
    const other = await verify({
      files: { 'main.py': level },
      spec: specFor({ criteria: { configuration: { required: true } } }),
    });
    expect(other.of('configuration')).toMatchObject({
      status: 'pass',
      evidence: expect.stringContaining('LOG_LEVEL cannot be told apart'),
    });
  });

  engineTest('a secret that the image carries for a variable of the Spec', async () => {
    const environment = [{ name: 'API_CREDENTIAL', secret: true }];
    const text = dockerfile.replace('USER 1000', 'ENV API_CREDENTIAL=kj3h4kjh5k3j4h5\nUSER 1000');
    const result = await verify({
      dockerfile: text,
      spec: specFor({ environment, criteria: { configuration: { required: true } } }),
    });
    expect(result.of('configuration')).toMatchObject({ status: 'fail', measured: 'API_CREDENTIAL hard-coded' });
  });

  engineTest('a log file', async () => {
    const logs = service.replace('stream=sys.stdout', 'filename="/tmp/service.log"');
    const result = await verify({
      files: { 'main.py': logs },
      spec: specFor({ criteria: { logs: { required: true } } }),
    });
    expect(result.of('logs')).toMatchObject({ status: 'fail', evidence: expect.stringContaining('/tmp/service.log') });
  });

  engineTest('a service that listens on the loopback only', async () => {
    const hidden = service.replace('"0.0.0.0"', '"127.0.0.1"');
    const spec = specFor({
      criteria: {
        health: { path: '/health', within: '3s' },
        'cold-start': { max: '1s' },
        'non-root': { required: true },
      },
    });
    const result = await verify({ files: { 'main.py': hidden }, spec });
    expect(result.of('health')).toMatchObject({ status: 'fail', measured: null });
    expect(result.of('cold-start')?.status).toBe('fail');
  });

  engineTest('a service that ends at once: its exit code and last words, without what is secret in them', async () => {
    const dies =
      'import sys\nprint("no DATABASE_URL: postgres://app:hunter22@db.internal.test/app", file=sys.stderr)\nsys.exit(3)\n';
    const result = await verify({ files: { 'main.py': dies } });
    expect(result.of('health')?.evidence).toContain('exit code 3');
    expect(result.of('health')?.evidence).toContain('no DATABASE_URL');
    expect(result.of('logs')).toMatchObject({ status: 'not-measured' });
    expect(JSON.stringify(result)).not.toContain('hunter22');
    expect(result.verdict).toBe('fail');
  });

  engineTest('dependencies that every change of the code installs again', async () => {
    const text = dockerfile.replace(
      'COPY main.py ./',
      'COPY main.py ./\nRUN pip install --no-index --find-links . ; true',
    );
    const result = await verify({ dockerfile: text, spec: specFor({ criteria: { rebuild: { max: '30s' } } }) });
    expect(result.of('rebuild')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('installed again'),
    });
  });

  engineTest('a build that is not reproducible', async () => {
    const text = dockerfile.replace('USER 1000', 'RUN cat /proc/sys/kernel/random/uuid > /app/id\nUSER 1000');
    const result = await verify({
      dockerfile: text,
      spec: specFor({ criteria: { reproducible: { required: true } } }),
    });
    expect(result.of('reproducible')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('app/id (content)'),
    });
  });

  engineTest('an answer that is not what the Spec expects', async () => {
    const smoke = [
      { request: 'POST /query', json: {}, expect: { status: 201 } },
      { request: 'GET /health', expect: { contains: 'degraded' } },
    ];
    const result = await verify({ spec: specFor({ criteria: { smoke } }) });
    expect(result.of('smoke')).toMatchObject({ status: 'fail', measured: '0 of 2' });
    expect(result.of('smoke')?.evidence).toContain('POST /query gave 200, not 201');
  });
});

describe('jobs', () => {
  const job = (main: string, kind: 'job' | 'worker' = 'job') => ({
    files: { 'main.py': main },
    spec: specFor({
      app: { port: null },
      criteria: {
        'non-root': { required: true },
        'cold-start': { max: '5s' },
        'graceful-shutdown': { within: '2s' },
        'read-only-root': { required: true },
        logs: { required: true },
        configuration: { required: true },
      },
    }),
    request: { project: { kind, sourceRoot: '.', services: [] } as never },
  });

  engineTest('one that is over in no time passes, its user included', async () => {
    const result = await verify(job('print("done")\n'));
    expect(result.criteria.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(result.of('graceful-shutdown')?.measured).toBe('ran to its end');
    expect(result.of('non-root')?.measured).toBe('uid 1000');
  });

  engineTest('one that fails does not', async () => {
    const result = await verify(job('raise SystemExit("cannot reach the queue")\n'));
    expect(result.of('cold-start')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('cannot reach the queue'),
    });
    expect(result.verdict).toBe('fail');
  });

  engineTest('a worker runs on and is stopped', async () => {
    const main =
      'import signal, sys, threading\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nprint("waiting", flush=True)\nthreading.Event().wait()\n';
    const result = await verify(job(main, 'worker'));
    expect(result.criteria.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(result.of('cold-start')?.evidence).toContain('stayed up');
  });
});

describe('services', () => {
  engineTest('a required one is started beside it; an optional one is not', async () => {
    const main = `import os, socket, urllib.parse\nurl = urllib.parse.urlparse(os.environ["REDIS_URL"])\nsocket.create_connection((url.hostname, url.port)).close()\nassert "DATABASE_URL" not in os.environ\n${service}`;
    const services = [
      { name: 'redis', required: true, env: 'REDIS_URL' },
      { name: 'postgres', required: false, env: 'DATABASE_URL' },
    ];
    const spec = specFor({
      services,
      criteria: { health: { path: '/health' }, 'optional-services': { required: true } },
    });
    const project = { sourceRoot: '.', services: [], dependencies: { direct: [] } } as never;
    const result = await verify({ files: { 'main.py': main }, spec, request: { project } });
    expect(result.verdict).toBe('pass');
    expect(result.of('optional-services')?.measured).toBe('without postgres');
  });

  engineTest(
    'a variable that is required and has no default gets an invented value, and the answer says so',
    async () => {
      const main = `import os\nassert len(os.environ["PAYMENT_API_KEY"]) > 16\n${service}`;
      const environment = [{ name: 'PAYMENT_API_KEY', secret: true, required: true }];
      const result = await verify({
        files: { 'main.py': main },
        spec: specFor({ environment, criteria: { health: { path: '/health' } } }),
      });
      expect(result.verdict).toBe('pass');
      expect(result.warnings.join()).toContain('PAYMENT_API_KEY');
    },
  );
});

describe('a build that fails', () => {
  engineTest('gives no image, the verdict fail, and the end of the log with the failing line', async () => {
    const text = dockerfile.replace('USER 1000', 'RUN echo "no such package" && exit 7\nUSER 1000');
    const result = await verify({ dockerfile: text });
    expect(result).toMatchObject({ image: null, verdict: 'fail', dockerfile: 'generated' });
    expect(result.buildLog).toMatch(/^Dockerfile:5: RUN echo/);
    expect(result.buildLog).toContain('no such package');
    expect(result.criteria.every(({ status }) => status === 'not-measured')).toBe(true);
  });

  engineTest('an image that is not there is named, with what to do', async () => {
    const spec = specFor();
    const request = await requestFor({ spec, request: { image: 'dockwright-test-no-such:1' } });
    const missing = verifyImage(request, { signal: new AbortController().signal, report: () => {} });
    await expect(missing).rejects.toMatchObject({
      code: 'image-not-found',
      hint: expect.stringContaining('docker pull'),
    });
  });
});

engineTest('the Dockerfile is the one given, and the folder is left as it was', async () => {
  const spec = specFor({ criteria: { rebuild: { max: '30s' } } });
  const request = await requestFor({ spec });
  onTestFinished(() => removeImage(`${spec.app.name}:1.0.0`));
  const { readdir, readFile } = await import('node:fs/promises');
  await verifyImage(request, { signal: new AbortController().signal, report: () => {} });
  expect(await readdir(request.root)).toEqual(['main.py']);
  expect(await readFile(`${request.root}/main.py`, 'utf8')).toBe(service);
});
