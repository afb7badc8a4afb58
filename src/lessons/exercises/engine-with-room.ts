import { formatSize } from '../../spec/units.js';
import { allOf, type Exercise, met, missing } from '../exercise.js';

const leastMemoryBytes = 4e9;

export const engineWithRoom: readonly Exercise[] = [
  {
    id: 'engine',
    expected: 'an engine answers, Docker 23 or later or one that speaks its API',
    async look(desk) {
      const { version, endpoint, podman } = await desk.engine();
      const seen = `${podman ? 'Podman' : 'Docker'} ${version} at ${endpoint.address}`;
      // BuildKit is the builder of Docker 23 and later without being asked for
      return podman || Number.parseInt(version, 10) >= 23
        ? met(seen)
        : missing(seen, 'Update the engine, or set DOCKER_BUILDKIT=1 for each build: dockwright explain installation');
    },
  },
  {
    id: 'memory',
    expected: `the engine has at least ${formatSize(leastMemoryBytes)} (work with models wants 8 GB or more)`,
    async look(desk) {
      const { memoryBytes } = await desk.engine();
      const seen = formatSize(memoryBytes);
      return memoryBytes >= leastMemoryBytes
        ? met(seen)
        : missing(seen, 'Give it more where its settings are: dockwright doctor names the place on this machine');
    },
  },
  {
    id: 'compose',
    expected: 'Docker Compose 2 or later is there',
    async look() {
      const [{ findCompose }, { currentSurroundings }] = await Promise.all([
        import('../../engine/compose-command.js'),
        import('../../engine/docker-config.js'),
      ]);
      const compose = await findCompose(currentSurroundings());
      return compose
        ? met(`${compose.program} ${compose.version}`)
        : missing('none was found', 'Install the Compose plugin: dockwright explain installation');
    },
  },
  {
    id: 'first-container',
    expected: 'a container learn-first of debian:trixie-slim that said "ready" and ended with 0',
    async look(desk) {
      const container = await desk.container('learn-first');
      const next = 'docker rm -f learn-first; docker run --name learn-first debian:trixie-slim echo ready';
      if (!container) return missing('there is no container learn-first', next);
      const { state, image } = container;
      const lines = (await desk.log(container)).map(({ text }) => text.trim());
      const seen = `${image}, ${state.status}, exit code ${state.exitCode ?? 'none'}, ${lines.length} lines in its log`;
      return allOf(
        {
          'the image debian:trixie-slim': image === 'debian:trixie-slim',
          'an end with 0': state.status === 'exited' && state.exitCode === 0,
          'the line "ready"': lines.includes('ready'),
        },
        seen,
        next,
      );
    },
  },
];
