import { engineCheck, ok, warn } from '../check.js';

/** What other checks judge already. */
const judged = /swap limit|memory limit|without encryption|tlsverify|insecure by default|cgroup v1/i;

export const engineWarnings = engineCheck('engine-warnings', 'Warnings of the engine', (engine) => {
  const others = engine.warnings
    .filter((warning) => !judged.test(warning))
    .map((text) => text.replace(/^WARNING: /, ''));
  if (others.length === 0) return ok('none');
  const bridge = others.some((text) => /bridge-nf-call/.test(text));
  return warn(
    `it says: ${others.join('; ')}`,
    'none',
    bridge
      ? 'sudo modprobe br_netfilter && sudo sysctl net.bridge.bridge-nf-call-iptables=1'
      : 'docker info shows them too; the engine’s log says more',
  );
});
