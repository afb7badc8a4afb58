import { engineCheck, notMeasured, ok, warn } from '../check.js';

const bounded = ['local', 'journald', 'none'];

export const logRotation = engineCheck('log-rotation', 'Logs of containers', (engine, { daemon }) => {
  const driver = engine.logDriver ?? 'not said';
  if (driver !== 'json-file') return ok(bounded.includes(driver) ? `${driver}, bounded` : driver);
  const size = daemon.logOptions['max-size'];
  if (size && size !== '-1') return ok(`json-file, ${size} × ${daemon.logOptions['max-file'] ?? 1}`);
  const desktop = /^docker-desktop/.test(engine.kind);
  if (!engine.here && !desktop)
    return notMeasured('json-file; whether it is bounded stands in daemon.json on its host');
  const settings = '{"log-driver": "local"}, or {"log-opts": {"max-size": "10m", "max-file": "3"}}';
  return warn(
    'json-file without max-size: one container can fill the disk',
    'a bounded log',
    desktop
      ? `Docker Desktop: Settings > Docker Engine: ${settings}, then Apply & restart; it holds for new containers`
      : `In ${daemon.path}: ${settings}, then restart the engine; it holds for new containers`,
  );
});
