import { formatSize } from '../../spec/units.js';
import { engineCheck, ok, tooLittle } from '../check.js';
import { mostMemoryBytes } from '../needs.js';
import { howToGive } from '../resource-advice.js';

export const memory = engineCheck('memory', 'Memory of the engine', (engine, facts) => {
  const { needs, machine } = facts;
  const wanted = needs.memoryBytes;
  const shown = formatSize(engine.memoryBytes);
  if (engine.memoryBytes >= wanted) return ok(shown, { recommended: `${formatSize(wanted)} for ${needs.name}` });
  const half = machine.memoryBytes / 2;
  const isVirtual = !engine.here && engine.kind !== 'remote';
  // half of the system for containers, the rest for everything else; a small system has no more to give
  const fitting = isVirtual && needs.from === 'ai' ? Math.min(mostMemoryBytes, Math.max(wanted, half)) : wanted;
  const recommended = `at least ${formatSize(wanted)} for ${needs.name}`;
  if (isVirtual && fitting > machine.memoryBytes * 0.8)
    return tooLittle(
      facts,
      `${shown} of this machine's ${formatSize(machine.memoryBytes)}`,
      recommended,
      `This machine is too small for it; the most that leaves room for itself: ${howToGive('memory', Math.max(1, Math.floor(half / 1e9)), engine, facts)}`,
    );
  return tooLittle(facts, shown, recommended, howToGive('memory', Math.ceil(fitting / 1e9), engine, facts));
});
