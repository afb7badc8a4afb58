import { engineCheck, ok, tooLittle } from '../check.js';
import { howToGive } from '../resource-advice.js';

export const cpus = engineCheck('cpus', 'Processors of the engine', (engine, facts) => {
  const { needs, machine } = facts;
  const recommended = `${needs.from === 'ai' ? 'at least ' : ''}${needs.cpus} for ${needs.name}`;
  if (engine.cpus >= needs.cpus) return ok(String(engine.cpus), { recommended });
  const isVirtual = !engine.here && engine.kind !== 'remote';
  const wanted = Math.ceil(needs.cpus);
  const possible = isVirtual ? Math.min(wanted, machine.cpus) : wanted;
  const remedy =
    isVirtual && machine.cpus <= engine.cpus
      ? `It has all ${machine.cpus} of this machine already.`
      : howToGive('cpus', possible, engine, facts);
  return tooLittle(facts, String(engine.cpus), recommended, remedy);
});
