import { engineCheck, ok, warn } from '../check.js';

export const security = engineCheck('security', 'What confines containers', (engine) => {
  const options = engine.securityOptions.map(
    (option) => new Map(option.split(',').map((part) => part.split('=') as [string, string])),
  );
  const named = (name: string) => options.find((option) => option.get('name') === name);
  const seccomp = named('seccomp');
  const shown = options.flatMap((option) => option.get('name') ?? []).join(', ') || 'nothing said';
  if (seccomp?.get('profile') === 'unconfined')
    return warn(
      `${shown}; seccomp unconfined`,
      'the built-in seccomp profile',
      'Take "seccomp-profile": "unconfined" out of daemon.json and restart the engine',
    );
  if (!seccomp && engine.os === 'linux' && !engine.podman)
    return warn(
      `${shown}; no seccomp`,
      'a kernel with seccomp',
      'Use a kernel with CONFIG_SECCOMP_FILTER: every distribution’s own has it',
    );
  return ok(shown);
});
