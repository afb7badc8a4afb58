import { formatSize } from '../../spec/units.js';
import { engineCheck, ok, tooLittle } from '../check.js';
import { howToGive } from '../resource-advice.js';

/** Each container has its own, 64 MB unless told otherwise, taken from the memory: it is asked for where a container needs it. */
export const sharedMemory = engineCheck('shared-memory', 'Shared memory of containers', (engine, facts) => {
  const { needs, daemon } = facts;
  const size = formatSize(needs.shmBytes);
  const standard = `${daemon.shmSize ?? '64 MB'} each unless told otherwise`;
  const recommended = needs.from === 'ai' ? `${size} for training with worker processes` : `${size} for ${needs.name}`;
  if (engine.memoryBytes < needs.shmBytes)
    return tooLittle(
      facts,
      `${standard}; the engine has ${formatSize(engine.memoryBytes)} in all`,
      recommended,
      howToGive('memory', Math.ceil((needs.shmBytes * 2) / 1e9), engine, facts),
    );
  const flag = needs.from === 'ai' ? '8g' : `${Math.ceil(needs.shmBytes / 1e6)}m`;
  return ok(standard, { recommended: `${recommended}: docker run --shm-size ${flag}, compose.yaml shm_size: ${flag}` });
});
