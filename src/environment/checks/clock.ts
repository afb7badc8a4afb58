import { formatDuration } from '../../spec/units.js';
import { engineCheck, fail, notMeasured, ok, warn } from '../check.js';

/** Tokens and certificates of some minutes break; seconds already confuse logs and caches. */
const warnMs = 2_000;
const failMs = 300_000;

export const clock = engineCheck('clock', 'Clock of the engine', (engine) => {
  if (engine.clockAheadMs === null) return notMeasured('the engine does not say');
  const apart = Math.max(0, Math.abs(engine.clockAheadMs) - engine.clockErrorMs);
  if (apart < warnMs) return ok(apart < 100 ? 'as this machine’s' : `${formatDuration(apart)} apart`);
  const shown = `${formatDuration(apart)} ${engine.clockAheadMs > 0 ? 'ahead of' : 'behind'} this machine`;
  const how =
    engine.kind === 'linux' || engine.kind === 'remote'
      ? 'sudo timedatectl set-ntp true, here and on the engine’s host'
      : engine.kind === 'wsl' || engine.kind === 'docker-desktop-wsl'
        ? 'It fell behind while Windows slept: wsl --shutdown, then start Docker again'
        : 'It fell behind while the machine slept: restart the engine';
  return apart < failMs ? warn(shown, 'less than 2 s apart', how) : fail(shown, 'less than 2 s apart', how);
});
