import { join } from 'node:path';
import { formatSize } from '../../spec/units.js';
import { allOf, type Exercise, met, missing } from '../exercise.js';
import { auditOf, readDockerfile, seriousFindings } from '../learners-dockerfile.js';

const image = 'learn-api:4';
const run = [
  'docker run -d --name learn-hardened --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges',
  `--memory 256m --pids-limit 128 -e LOG_LEVEL=DEBUG ${image}`,
].join(' ');
const noContainer = 'there is no container learn-hardened';

export const hardenedService: readonly Exercise[] = [
  {
    id: 'audit',
    expected: 'the audit finds no error and no warning in the Dockerfile',
    async look(desk) {
      if (!(await readDockerfile(desk)))
        return missing('there is no Dockerfile in the folder', 'Name the folder with --path');
      const { count, shown } = seriousFindings(await auditOf(desk, join(desk.folder, 'Dockerfile')));
      return count === 0 ? met(shown) : missing(shown, 'dockwright audit . gives the reasons and what mends them');
    },
  },
  {
    id: 'log-level',
    expected: 'learn-hardened is set to LOG_LEVEL=DEBUG from outside, and a debug line is in its log',
    async look(desk) {
      const container = await desk.container('learn-hardened');
      if (!container) return missing(noContainer, run);
      const level = container.settings.environment.LOG_LEVEL;
      const line = (await desk.log(container)).find(({ text }) => /\bDEBUG\b/.test(text));
      return allOf(
        { 'LOG_LEVEL=DEBUG': level?.toUpperCase() === 'DEBUG', 'a DEBUG line on stdout or stderr': line !== undefined },
        line ? `"${line.text.trim().slice(0, 120)}"` : `LOG_LEVEL is ${level ?? 'not set'}, no DEBUG line in its log`,
        'Let main.py read LOG_LEVEL at start and write to stdout, build, and run with -e LOG_LEVEL=DEBUG',
      );
    },
  },
  {
    id: 'non-root',
    expected: `${image} runs as a user that is a number and not 0`,
    async look(desk) {
      const found = await desk.image(image);
      if (!found) return missing(`there is no image ${image}`, `docker build -t ${image} .`);
      const user = found.Config.User ?? '';
      const seen = user === '' ? 'no USER: it runs as root' : `USER ${user.slice(0, 100)}`;
      return /^[1-9]\d*(?::\d+)?$/.test(user)
        ? met(seen)
        : missing(seen, 'USER 1000 near the end of the Dockerfile: dockwright explain non-root');
    },
  },
  {
    id: 'hardened',
    expected:
      'learn-hardened runs with a read-only root, no capabilities, no new privileges, limits of memory and processes',
    async look(desk) {
      const container = await desk.container('learn-hardened');
      if (!container) return missing(noContainer, run);
      const { settings, limits, state } = container;
      return allOf(
        {
          [`the image ${image}`]: container.imageId === (await desk.image(image))?.Id,
          'it runs': state.status === 'running',
          '--read-only': settings.readOnlyRoot,
          '--cap-drop ALL': settings.droppedCapabilities.some((name) => name.toUpperCase() === 'ALL'),
          '--security-opt no-new-privileges': settings.securityOptions.some((option) =>
            /^no-new-privileges(?:$|[:=]true)/.test(option),
          ),
          '--memory': limits.memoryBytes > 0,
          '--pids-limit': limits.pids > 0,
        },
        `${container.image}, ${state.status}, ${limits.memoryBytes ? formatSize(limits.memoryBytes) : 'no memory limit'}, ${limits.pids || 'unlimited'} processes`,
        `docker rm -f learn-hardened; ${run}`,
      );
    },
  },
  {
    id: 'health-check',
    expected: 'learn-hardened is healthy, by a check that its image brings',
    async look(desk) {
      const [found, container] = [await desk.image(image), await desk.container('learn-hardened')];
      if (!container) return missing(noContainer, run);
      const test = (found?.Config as { Healthcheck?: { Test?: string[] } } | undefined)?.Healthcheck?.Test ?? [];
      const status = container.state.health?.status ?? 'not checked';
      return allOf(
        { [`a HEALTHCHECK in ${image}`]: test.length > 0 && test[0] !== 'NONE', healthy: status === 'healthy' },
        `its health is: ${status}`,
        status === 'starting'
          ? 'Wait for its first check, then ask again'
          : 'dockwright explain health-checks --container learn-hardened',
      );
    },
  },
];
