import { engineCheck, notMeasured, ok, warn } from '../check.js';

export const builder = engineCheck('builder', 'Builder of images', (engine) => {
  if (engine.podman)
    return warn(
      'Buildah, through Podman',
      'BuildKit',
      'Cache and secret mounts differ there; for the same builds everywhere use a Docker engine.',
    );
  if (engine.builder === 'buildkit') return ok('BuildKit');
  if (engine.builder === null) return notMeasured('the engine does not say');
  return warn(
    'the classic builder by default',
    'BuildKit',
    'Update to Docker 23 or later; until then: export DOCKER_BUILDKIT=1',
  );
});
