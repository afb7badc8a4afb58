import { engineCheck, ok, warn } from '../check.js';

export const mirrors = engineCheck('mirrors', 'Mirrors of Docker Hub', (engine) => {
  const open = engine.mirrors.filter((mirror) => /^http:\/\/(?!localhost|127\.)/.test(mirror));
  if (open.length > 0)
    return warn(
      `without TLS: ${open.join(', ')}`,
      'a mirror behind TLS',
      '"registry-mirrors": ["https://..."] in daemon.json: what comes without TLS can be changed on its way',
    );
  return ok(engine.mirrors.length > 0 ? engine.mirrors.join(', ') : 'none');
});
