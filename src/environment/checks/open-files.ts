import { engineCheck, notMeasured, ok, warn } from '../check.js';

const enough = 65_536;

export const openFiles = engineCheck('open-files', 'Open files of a container', (engine, { daemon }) => {
  const set = daemon.ulimits.nofile;
  const limit = set?.replace(':', '/') ?? daemon.openFiles;
  if (!limit && engine.podman) return notMeasured('Podman: default_ulimits in containers.conf on its host');
  if (!limit)
    return notMeasured(engine.here ? 'dockerd is not seen from here' : 'it is told on the engine’s host alone');
  const hard = limit.split('/')[1] ?? limit;
  const shown = `${limit} (soft/hard)`;
  if (hard === 'unlimited' || hard === '-1' || Number(hard) >= enough) return ok(shown);
  return warn(
    shown,
    `at least ${enough}, for vector databases and many connections`,
    `In ${daemon.path}: {"default-ulimits": {"nofile": {"Name": "nofile", "Soft": ${enough}, "Hard": ${enough}}}}; for one container: docker run --ulimit nofile=${enough}`,
  );
});
