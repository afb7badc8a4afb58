import { plainLine } from '../text/plain.js';
import type { Block } from './block.js';
import { healthCheckBlock } from './health-check.js';
import { runtimeEnvironment } from './runtime-environment.js';
import { isShell } from './start-command.js';
import { stopSignal } from './stop-signal.js';
import type { Subject } from './subject.js';
import { systemPackagesBlock } from './system-packages.js';
import { volumeBlocks } from './volumes.js';

/** Blocks of the final stage, or what follows the installation in the basic variant. */
export function runtimeBlocks(subject: Subject): Block[] {
  const { project, spec, variant, image, packages, alpine } = subject;
  const multiStage = variant !== 'basic';
  return [
    ...(multiStage
      ? [
          {
            template: 'from',
            principle: 'pinned-base',
            reason: `The same base, so that the environment finds the Python ${spec.runtime.version} that it was made with`,
            data: { image, name: undefined },
          },
          ...systemPackagesBlock(project, packages.runtime, 'runtime', alpine),
          copyBlock(subject),
          ...volumeBlocks(spec).runtime,
        ]
      : volumeBlocks(spec).basic),
    ...environmentBlocks(subject),
    userBlock(subject),
    ...portBlock(subject),
    ...healthCheckBlock(spec, subject.start.honoursPort),
    labelBlock(subject),
    ...stopSignalBlock(subject),
    commandBlock(subject),
  ];
}

function copyBlock({ hasEnvironment }: Subject): Block {
  return {
    template: 'copy-result',
    principle: 'minimal-runtime',
    reason: hasEnvironment
      ? 'Dependencies first: a change in the code replaces the small last layer only'
      : 'The code with its bytecode, nothing else',
    data: { hasEnvironment },
  };
}

function environmentBlocks(subject: Subject): Block[] {
  const variables = runtimeEnvironment(subject);
  const places = variables.filter(({ value }) => value.startsWith('/tmp')).map(({ name }) => name);
  return [
    {
      template: 'environment',
      principle: 'read-only-root',
      reason: `Logs unbuffered; ${places.join(', ')} in /tmp, so that the root file system can be read-only`,
      data: { variables, hasEnvironment: subject.hasEnvironment },
    },
  ];
}

function userBlock({ spec }: Subject): Block {
  return {
    template: 'user',
    principle: 'non-root',
    reason: "A number, since Kubernetes' runAsNonRoot cannot check a name; it owns none of the code",
    data: { user: spec.runtime.user },
  };
}

function portBlock({ spec, start }: Subject): Block[] {
  const { port } = spec.app;
  if (port === null) return [];
  return [
    {
      template: 'expose',
      principle: 'environment-configuration',
      reason: start.honoursPort
        ? 'The default of PORT'
        : 'The port that the start command names; PORT does not move it',
      data: { port },
    },
  ];
}

function labelBlock({ project, spec }: Subject): Block {
  const labels = [
    { name: 'title', value: spec.app.name },
    { name: 'version', value: spec.app.version },
    ...(project.description ? [{ name: 'description', value: plainLine(project.description, 200) }] : []),
    ...(project.license ? [{ name: 'licenses', value: plainLine(project.license, 100) }] : []),
  ];
  return { template: 'labels', principle: 'labels', reason: 'What a registry shows of the image', data: { labels } };
}

function stopSignalBlock({ command }: Subject): Block[] {
  const signal = stopSignal(command);
  if (!signal) return [];
  return [
    {
      template: 'stop-signal',
      principle: 'graceful-shutdown',
      reason: 'Python as process 1 ignores SIGTERM unless the code handles it; SIGINT ends it like Ctrl-C',
      data: { signal },
    },
  ];
}

function commandBlock({ start, project, command }: Subject): Block {
  const through = start.exec[0] === 'sh' && !isShell(command);
  return {
    template: 'command',
    principle: through ? 'graceful-shutdown' : 'exec-form',
    reason: through
      ? 'The shell puts PORT in and is replaced by the service, which so is process 1 and receives signals'
      : `${commandSource(project)}, without a shell in between, so that it receives signals`,
    data: { words: start.exec },
  };
}

function commandSource({ entrypoint }: Subject['project']): string {
  return entrypoint ? `${entrypoint.target} (${entrypoint.file})` : 'The start command of container.spec.yaml';
}
