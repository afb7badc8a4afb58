import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';

/** A private network of a run; it goes with the run. @returns its id */
export async function createNetwork(engine: Engine, name: string, labels: Record<string, string>): Promise<string> {
  try {
    const network = await engine.docker.createNetwork({ Name: name, Driver: 'bridge', Labels: labels });
    return network.id;
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
}
