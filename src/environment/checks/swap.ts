import { formatSize } from '../../spec/units.js';
import { engineCheck, notMeasured, ok, warn } from '../check.js';
import { howToGive } from '../resource-advice.js';

export const swap = engineCheck('swap', 'Swap', (engine, facts) => {
  const { needs, machine, virtualMachine } = facts;
  const bytes = engine.here ? machine.swapBytes : (virtualMachine?.swapBytes ?? null);
  const recommended = needs.swapBytes > 0 ? `at least ${formatSize(needs.swapBytes)} for ${needs.name}` : undefined;
  if (bytes === null)
    return notMeasured(
      engine.kind === 'remote' ? 'the engine runs elsewhere' : 'its virtual machine does not say, and no setting does',
      { recommended },
    );
  if (bytes >= needs.swapBytes) return ok(formatSize(bytes), { recommended });
  return warn(formatSize(bytes), recommended ?? '', howToGive('swap', Math.ceil(needs.swapBytes / 1e9), engine, facts));
});
