import { formatSize } from '../../spec/units.js';
import { engineCheck, fail, notMeasured, ok, warn } from '../check.js';
import { howToGive } from '../resource-advice.js';

/** Below this a build or a database stops in the middle. */
const leastBytes = 1e9;

export const disk = engineCheck('disk', 'Free disk of the engine', (engine, facts) => {
  const { needs } = facts;
  const recommended = `at least ${formatSize(needs.diskBytes)} for ${needs.name}`;
  if (!engine.free)
    return notMeasured(
      engine.kind === 'remote'
        ? 'the engine runs elsewhere'
        : 'it lies in a virtual machine that sets no limit we can read',
      { recommended },
    );
  const { bytes, how } = engine.free;
  const shown = `${formatSize(bytes)} ${how}`;
  if (bytes >= needs.diskBytes) return ok(shown, { recommended });
  const remedy = howToGive('disk', Math.ceil((needs.diskBytes * 3) / 1e9), engine, facts);
  return bytes < leastBytes ? fail(shown, recommended, remedy) : warn(shown, recommended, remedy);
});
