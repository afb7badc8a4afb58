import { engineCheck, fail, notMeasured, ok, warn } from '../check.js';

/** The engine's own, where daemon.json sets none (moby, libnetwork/ipamutils). */
const builtIn = [
  ...Array.from({ length: 15 }, (_, at) => ({ base: `172.${17 + at}.0.0/16`, size: 16 })),
  { base: '192.168.0.0/16', size: 20 },
];
const few = 3;

/** Each network, so each Compose project, takes one subnet. */
export const addressPools = engineCheck('address-pools', 'Subnets for networks', (engine) => {
  if (engine.podman || engine.subnets === null)
    return notMeasured(engine.podman ? 'Podman has pools of its own' : 'the engine does not say');
  const pools = (engine.addressPools ?? builtIn).filter(({ base }) => !base.includes(':'));
  const total = pools.reduce(
    (sum, { base, size }) => sum + 2 ** Math.max(0, size - Number(base.split('/')[1] ?? size)),
    0,
  );
  const taken = engine.subnets.filter((subnet) => pools.some(({ base }) => overlaps(base, subnet))).length;
  const left = Math.max(0, total - taken);
  const shown = `${taken} of ${total} taken`;
  if (left > few) return ok(shown);
  const how =
    'docker network prune; for more of them in daemon.json: {"default-address-pools": [{"base": "10.200.0.0/16", "size": 24}]}, then restart the engine';
  return left === 0 ? fail(shown, 'some left for new networks', how) : warn(shown, 'more than 3 left', how);
});

export function overlaps(one: string, other: string): boolean {
  const [first, second] = [range(one), range(other)];
  return first !== null && second !== null && first[0] <= second[1] && second[0] <= first[1];
}

function range(text: string): [number, number] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (!found) return null;
  const [a = 0, b = 0, c = 0, d = 0, bits = 32] = found.slice(1).map(Number);
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const from = address - (address % size);
  return [from, from + size - 1];
}
