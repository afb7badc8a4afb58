import { type Builder, listBuilders, startBuilder } from '../../engine/buildx/builders.js';
import { type Buildx, findBuildx } from '../../engine/buildx/find-buildx.js';
import type { Engine } from '../../engine/connect.js';
import { currentSurroundings, type Surroundings } from '../../engine/docker-config.js';
import { Fault } from '../../fault.js';
import { type Finding, ok } from '../check.js';
import { usualPlatform } from './parse-platforms.js';

/** What builds for several platforms, and what is known of it. */
export interface ChosenBuilder {
  buildx: Buildx;
  builder: Builder;
  /** Of the wanted platforms, those that the engine runs, so that they can be proven; its own first. */
  provable: string[];
  checks: Finding[];
}

export interface BuilderRequest {
  platforms: readonly string[];
  /** Name of a builder; null for the one in use. */
  builder: string | null;
  /** It may be started, where it does not run. */
  start: boolean;
}

/** The drivers that push an index by its digest; `docker` is the engine's own builder, which does not. */
const ableDrivers = ['docker-container', 'kubernetes', 'remote', 'cloud'];

/**
 * Finds buildx and a builder that can do it.
 * @throws Fault invalid-input or not-supported, with what to do next
 */
export async function chooseBuilder(
  engine: Engine,
  { platforms, builder: named, start }: BuilderRequest,
  signal: AbortSignal,
  surroundings: Surroundings = currentSurroundings(),
): Promise<ChosenBuilder> {
  const buildx = await findBuildx(surroundings);
  const { DOCKWRIGHT_BUILDX: elsewhere } = surroundings.env;
  if (!buildx)
    throw new Fault(
      'not-supported',
      elsewhere
        ? `Several platforms are built through buildx, and what DOCKWRIGHT_BUILDX names is not it: ${elsewhere}`
        : 'Several platforms are built through buildx, which is not here.',
      'Install it: Docker’s package docker-buildx-plugin, Debian’s docker-buildx, or Docker Desktop; DOCKWRIGHT_BUILDX names one elsewhere.',
    );
  const builders = await listBuilders(buildx, signal, surroundings);
  const runs = new Set([platformOf(engine), ...emulatedOn(engine, builders)]);
  const provable = [...runs].filter((one) => platforms.includes(one));
  if (provable.length === 0)
    throw new Fault(
      'invalid-input',
      `None of ${platforms.join(', ')} runs on this engine, so that nothing would be proven.`,
      `Add ${platformOf(engine)}, or ship from an engine of one of them.`,
    );
  let builder = pick(builders, named);
  if (start && !builder.running) {
    await startBuilder(buildx, builder, signal, surroundings);
    builder = pick(await listBuilders(buildx, signal, surroundings), builder.name);
  }
  if (builder.problem !== null)
    throw new Fault(
      'engine-unreachable',
      `The builder ${builder.name} does not answer: ${builder.problem}`,
      `Look at it with docker buildx inspect --bootstrap ${builder.name}, or name another with --builder.`,
    );
  const kind = `${builder.name}, driver ${builder.driver}, buildx ${buildx.version}`;
  const state = builder.running ? '' : '; not running yet: what it can build is not known';
  return { buildx, builder, provable, checks: [ok('builder', `${kind}${state}`), ...foreign(builder, platforms)] };
}

/** Of the engine, as registries write it. */
export function platformOf({ os, arch }: Engine): string {
  return usualPlatform(`${os}/${arch}`);
}

/** The engine's own BuildKit, which buildx lists under the context's name, has tried which programs run there. */
function emulatedOn({ endpoint }: Engine, builders: readonly Builder[]): string[] {
  const context = /^context (.+)$/.exec(endpoint.source)?.[1] ?? 'default';
  const own = builders.find(({ name, driver }) => driver === 'docker' && name === context);
  return own?.platforms.map(usualPlatform) ?? [];
}

function pick(builders: readonly Builder[], named: string | null): Builder {
  const found = builders.find(({ name, current }) => (named === null ? current : name === named));
  const others = builders.filter(({ driver }) => ableDrivers.includes(driver));
  const list = others.map(({ name, driver, platforms, running }) => {
    const state = running ? platforms.filter((one) => !/amd64\/v/.test(one)).join(' ') : 'not running';
    return `${name} (${driver}: ${state})`;
  });
  const next =
    list.length > 0
      ? `Name one with --builder: ${list.join('; ')}`
      : 'Make one: docker buildx create --name platforms --driver docker-container (or kubernetes, or remote), then add --builder platforms';
  if (!found) throw new Fault('invalid-input', `There is no builder ${named ?? 'in use'}.`, next);
  if (!ableDrivers.includes(found.driver))
    throw new Fault(
      'not-supported',
      `The builder ${found.name} is an engine itself (driver ${found.driver}), which cannot build and push for several platforms.`,
      next,
    );
  return found;
}

/** Files can be copied for a platform that a builder cannot run; a RUN for it fails. */
function foreign(builder: Builder, wanted: readonly string[]): Finding[] {
  return notRunBy(builder, wanted).map((one) => ({
    id: `emulator:${one}`,
    status: 'warn',
    detail: `${builder.name} does not run ${one} and has no emulator for it: a RUN on that platform will fail`,
    next: emulatorFor(one, builder.name),
  }));
}

/** The platforms that a builder runs neither itself nor through an emulator; none while it is not known. */
export function notRunBy({ platforms, running }: Builder, wanted: readonly string[]): string[] {
  const known = platforms.map(usualPlatform);
  return running ? wanted.filter((one) => !known.includes(one)) : [];
}

/** What to do where a builder does not run a platform. */
export function emulatorFor(platform: string, builder: string): string {
  const architecture = platform.split('/')[1];
  return [
    `Install an emulator where ${builder} runs (docker run --privileged --rm tonistiigi/binfmt --install ${architecture}, or Debian’s qemu-user-static)`,
    `or add a node that runs it: docker buildx create --append --name ${builder} --platform ${platform} HOST`,
  ].join(', ');
}
