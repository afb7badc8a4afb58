import { engineCheck, fail, ok, warn } from '../check.js';

/** Who reaches the engine's API is root on its host. */
export const transport = engineCheck('transport', 'Way to the engine', (engine) => {
  const exposed = engine.warnings.find((warning) =>
    /without encryption|--tlsverify|insecure by default/i.test(warning),
  );
  const how =
    'Use ssh://USER@HOST, or TLS (https://docs.docker.com/engine/security/protect-access/); take -H tcp://... out of the engine’s service';
  if (exposed) return warn(`open to the network: ${exposed}`, 'a socket, SSH, or TLS with client certificates', how);
  if (/^(tcp|http):/.test(engine.address) && !engine.local && !/:2376$/.test(engine.address))
    return fail(`${engine.address} without TLS: whoever is in between is root there`, 'SSH, or TLS', how);
  return ok(/^(unix|npipe):/.test(engine.address) ? 'socket' : (engine.address.split(':')[0] ?? ''));
});
