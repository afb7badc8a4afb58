import { engineCheck, fail, ok, warn } from '../check.js';

/** What came when, from Docker's release notes. */
const features: [version: number, feature: string][] = [
  [23, 'BuildKit as its builder'],
  [25, 'start interval of health checks, CDI devices'],
];

export const engineVersion = engineCheck('engine-version', 'Version of the engine', (engine, { machine }) => {
  const [major = 0, minor = 0] = engine.version.split('.').map((part) => Number.parseInt(part, 10));
  const shown = `${engine.version}, API ${engine.apiVersion}`;
  if (Number.isNaN(major) || major === 0) return ok(shown);
  if (engine.podman)
    return major >= 4 ? ok(`Podman ${shown}`) : warn(`Podman ${shown}`, 'Podman 4 or later', update(machine.platform));
  const missing = features.flatMap(([since, feature]) => (major < since ? [feature] : []));
  if (major < 20 || (major === 20 && minor < 10))
    return fail(
      shown,
      '20.10 or later; 25 or later for all',
      `${update(machine.platform)}\nmissing: ${missing.join('; ')}`,
    );
  if (major < 25) return warn(shown, '25 or later', `${update(machine.platform)}\nmissing: ${missing.join('; ')}`);
  return ok(shown);
});

function update(platform: NodeJS.Platform): string {
  return platform === 'linux'
    ? 'Update it by your package manager: https://docs.docker.com/engine/install/'
    : 'Update it: Docker Desktop > Check for updates; brew upgrade colima docker';
}
