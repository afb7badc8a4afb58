import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '../../activity.js';
import { readDockerConfig, type Surroundings } from '../docker-config.js';
import { isDigest } from '../registry/digest.js';
import type { RegistryLogin } from '../registry-credentials.js';
import type { Buildx } from './find-buildx.js';

export interface PlatformsBuild {
  builder: string;
  platforms: readonly string[];
  /** Absolute. */
  root: string;
  /** Its content, and the ignore rules where there are none on disk. */
  dockerfile: string;
  ignore: string | null;
  /** `ghcr.io/me/app`. */
  repository: string;
  annotations: Record<string, string>;
  /** Bills of materials; the builder fetches a scanner for them. */
  sbom: boolean;
  /** Instead of what Docker's configuration has. */
  login?: (RegistryLogin & { host: string }) | undefined;
}

/** The index that the registry then has, under no tag; or why there is none. */
export type PlatformsOutcome = { digest: string } | { digest: null; log: string[] };

/** How much the provenance tells: `max` has every build argument's value in it. */
export type ProvenanceMode = 'min' | 'max';

/** The tag under which the registry keeps what the next build can use again. */
export const cacheTag = 'buildcache';
const longestLog = 400;

/** Arguments of `buildx build`. It pushes by digest alone, so that no tag names anything before it was looked at. */
export function buildArguments(build: PlatformsBuild, mode: ProvenanceMode, file: string, metadata: string): string[] {
  const { builder, platforms, repository, annotations, sbom, root } = build;
  const cache = `type=registry,ref=${repository}:${cacheTag}`;
  return [
    'build',
    ...['--builder', builder],
    ...['--platform', platforms.join(',')],
    ...['--file', file],
    ...['--provenance', `mode=${mode}`],
    ...['--sbom', String(sbom)],
    ...Object.entries(annotations).flatMap(([name, value]) => ['--annotation', `index:${name}=${value}`]),
    ...['--cache-from', cache],
    // a registry that takes no caches has the image all the same
    ...['--cache-to', `${cache},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`],
    ...['--output', `type=image,name=${repository},push-by-digest=true,push=true,oci-mediatypes=true`],
    ...['--metadata-file', metadata],
    ...['--progress', 'plain'],
    root,
  ];
}

/** buildx hands the proxies of Docker's configuration to the build, whose logins are nobody else's business. */
export async function provenanceMode(surroundings: Surroundings): Promise<ProvenanceMode> {
  const { proxies = {} } = await readDockerConfig(surroundings);
  return Object.keys(proxies).length > 0 ? 'min' : 'max';
}

/** Builds for several platforms through buildx and pushes the index; a build that fails is an outcome. */
export async function buildPlatforms(
  buildx: Buildx,
  build: PlatformsBuild,
  surroundings: Surroundings,
  activity: Activity,
): Promise<PlatformsOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-buildx-'));
  try {
    const file = join(folder, 'Dockerfile');
    const metadata = join(folder, 'metadata.json');
    await writeFile(file, build.dockerfile);
    // BuildKit prefers the rules beside the Dockerfile to those of the context
    if (build.ignore !== null) await writeFile(`${file}.dockerignore`, build.ignore);
    const mode = await provenanceMode(surroundings);
    const args = [...buildx.arguments, ...buildArguments(build, mode, file, metadata)];
    const log = await run(buildx.program, args, { ...surroundings.env, ...loginVariable(build.login) }, activity);
    if (log !== null) return { digest: null, log };
    const said = JSON.parse(await readFile(metadata, 'utf8')) as Record<string, unknown>;
    const digest = said['containerimage.digest'];
    if (isDigest(digest)) return { digest };
    return { digest: null, log: ['buildx did not say what it pushed'] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Docker's own programs take a login from this variable, so that it lies in no file. */
function loginVariable(login: PlatformsBuild['login']): Record<string, string> {
  if (!login) return {};
  const auth = Buffer.from(`${login.username}:${login.secret}`).toString('base64');
  const name = login.host === 'docker.io' ? 'https://index.docker.io/v1/' : login.host;
  return { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [name]: { auth } } }) };
}

/** @returns null when it ended well, else the end of its log. A stop lets it cancel the build before it ends. */
function run(program: string, args: string[], env: Surroundings['env'], activity: Activity): Promise<string[] | null> {
  const { signal } = activity;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], signal });
    const log: string[] = [];
    let rest = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      const lines = (rest + piece).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        log.push(line);
        const step = /^#\d+ (\[.+)$/.exec(line)?.[1];
        if (step) activity.report(`build: ${step}`);
      }
      log.splice(0, log.length - longestLog);
    });
    child.once('error', (error) => {
      if (!signal.aborted) reject(error);
    });
    child.once('close', (code) => {
      if (signal.aborted) reject(signal.reason);
      else resolve(code === 0 ? null : [...log, rest].filter(Boolean));
    });
  });
}
