import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildArguments, provenanceMode } from '../../../src/engine/buildx/build-platforms.js';
import type { Builder } from '../../../src/engine/buildx/builders.js';
import { buildFault, lacksScanner } from '../../../src/push/platforms/build-fault.js';
import { judgeEmulated } from '../../../src/push/platforms/judge-emulated.js';
import { parsePlatforms } from '../../../src/push/platforms/parse-platforms.js';
import type { CriterionResult, Verification } from '../../../src/verify/verification.js';

test.each([
  ['linux/amd64,linux/arm64', ['linux/amd64', 'linux/arm64']],
  [' linux/arm64/v8, linux/arm64 ,linux/arm/v7', ['linux/arm64', 'linux/arm/v7']],
])('the platforms %s are read', (list, expected) => {
  expect(parsePlatforms(list)).toEqual(expected);
});

test.each(['', 'linux', 'linux/amd64,', 'linux/amd64;id', '--load', 'Linux/AMD64'])(
  '%j is no list of platforms',
  (list) => {
    expect(() => parsePlatforms(list)).toThrow('is not a platform');
  },
);

test('what is built goes to the registry under no tag, with attestations and a cache', () => {
  const build = {
    builder: 'away',
    platforms: ['linux/amd64', 'linux/arm64'],
    root: '/src',
    dockerfile: '',
    ignore: null,
    repository: 'ghcr.io/me/app',
    annotations: { 'org.opencontainers.image.version': '1.4.2' },
    sbom: true,
  };
  const line = buildArguments(build, 'max', '/tmp/Dockerfile', '/tmp/metadata').join(' ');
  expect(line).toContain('--builder away --platform linux/amd64,linux/arm64');
  expect(line).toContain('--provenance mode=max --sbom true');
  expect(line).toContain('--annotation index:org.opencontainers.image.version=1.4.2');
  expect(line).toContain('type=image,name=ghcr.io/me/app,push-by-digest=true,push=true');
  expect(line).toContain('--cache-to type=registry,ref=ghcr.io/me/app:buildcache,mode=max');
  expect(line).not.toContain('--tag');
});

test('provenance keeps to itself what proxies a build was given', async () => {
  const home = await mkdtemp(join(tmpdir(), 'dockwright-proxies-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const surroundings = { env: { DOCKER_CONFIG: home }, platform: process.platform, home };
  expect(await provenanceMode(surroundings)).toBe('max');
  const proxies = { default: { httpProxy: 'http://me:planted@proxy:3128' } };
  await writeFile(join(home, 'config.json'), JSON.stringify({ proxies }));
  expect(await provenanceMode(surroundings)).toBe('min');
});

const builder: Builder = {
  name: 'away',
  driver: 'remote',
  platforms: ['linux/amd64'],
  running: true,
  problem: null,
  current: true,
};

/** Each is the end of what buildx 0.29 with BuildKit 0.34 said. */
test.each([
  [
    'build-failed',
    /A RUN for linux\/arm64 could not run: away has no emulator/,
    /binfmt --install arm64/,
    [
      '#8 0.116 exec /service: exec format error',
      '#8 ERROR: process "/service once" did not complete successfully: exit code: 1',
      'ERROR: failed to build: failed to solve: process "/service once" did not complete successfully: exit code: 1',
    ],
  ],
  [
    'build-failed',
    /A base image is not there for all of/,
    /imagetools inspect/,
    [
      'ERROR: failed to build: failed to solve: 127.0.0.1:5000/app:1: failed to resolve source metadata for 127.0.0.1:5000/app:1: no match for platform in manifest: not found',
    ],
  ],
  [
    'registry-denied',
    /may not use the registry/,
    /docker login/,
    [
      'ERROR: failed to build: failed to solve: failed to push 127.0.0.1:5001/app: failed to authorize: failed to fetch anonymous token: unexpected status from GET request: 401 Unauthorized',
    ],
  ],
  [
    'registry-unreachable',
    /does not trust it/,
    /buildkitd\.toml/,
    [
      'ERROR: failed to build: failed to solve: failed to push harbor.test/app: failed to do request: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ],
  ],
  [
    'build-failed',
    /RUN false/,
    /Mend the line/,
    [
      '   4 | >>> RUN false',
      'ERROR: failed to build: failed to solve: process "/bin/sh -c false" did not complete: exit code: 1',
    ],
  ],
])('a build that fails is told as %s: %s', (code, message, hint, log) => {
  const fault = buildFault(log, ['linux/amd64', 'linux/arm64'], builder);
  expect(fault).toMatchObject({ code, message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
});

test('a build without a scanner for bills of materials is told from others', () => {
  const missing = 'ERROR: failed to solve: docker.io/docker/buildkit-syft-scanner:stable-1: not found';
  expect(lacksScanner([missing])).toBe(true);
  expect(lacksScanner(['ERROR: failed to solve: python:3.13-slim: not found'])).toBe(false);
});

const result = (id: CriterionResult['id'], status: CriterionResult['status']): CriterionResult => ({
  id,
  status,
  title: id,
  limit: null,
  measured: null,
  required: true,
  evidence: `${id} was looked at`,
});
const verification = (criteria: CriterionResult[], verdict: Verification['verdict'], cameUp = true): Verification => ({
  image: null,
  dockerfile: 'none',
  criteria,
  verdict,
  timings: { totalMs: 0 },
  run: { readOnlyRoot: true, cameUp },
  warnings: [],
});

test.each([
  ['ok', 'a pass', verification([result('health', 'pass'), result('non-root', 'pass')], 'pass')],
  ['not-measured', 'slowness', verification([result('cold-start', 'fail'), result('non-root', 'pass')], 'fail')],
  ['not-measured', 'no start at all', verification([result('health', 'fail'), result('logs', 'fail')], 'fail', false)],
  ['fail', 'what no emulator explains', verification([result('non-root', 'fail'), result('health', 'pass')], 'fail')],
])('another platform is %s after %s', (status, _, seen) => {
  expect(judgeEmulated('platform:linux/arm64', seen)).toMatchObject({ id: 'platform:linux/arm64', status });
});
