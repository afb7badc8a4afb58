import { type Check, fail, ok } from '../check.js';

export const engineSettings: Check = {
  id: 'engine-settings',
  title: 'Settings of the engine (daemon.json)',
  assess({ daemon, engine }) {
    // the file of an engine elsewhere is not here, and Podman has none
    if (engine?.podman) return null;
    if (engine && !engine.here && !/^docker-desktop/.test(engine.kind)) return null;
    if (daemon.malformed)
      return fail(
        `${daemon.path}: ${daemon.malformed}`,
        'valid JSON',
        'Mend the file: with it the engine does not start again. See: dockerd --validate',
      );
    return ok(daemon.exists ? daemon.path : 'the defaults');
  },
};
