import { engineCheck, ok, warn } from '../check.js';

export const insecureRegistries = engineCheck('insecure-registries', 'Registries without TLS', (engine) => {
  const names = [...new Set(engine.insecureRegistries)];
  if (names.length === 0) return ok('none but loopback');
  return warn(
    names.join(', '),
    'none',
    engine.podman
      ? `Give the registry a certificate (its CA in /etc/containers/certs.d/${names[0]}/ca.crt), then take insecure = true out of registries.conf`
      : `Give the registry a certificate (its CA in /etc/docker/certs.d/${names[0]}/ca.crt), then take it out of "insecure-registries" in daemon.json`,
  );
});
