import { keptLabel } from '../engine/run.js';
import type { Bench } from './bench.js';
import type { Facts } from './facts.js';
import { startService } from './observe/start-service.js';
import { startCompanions } from './start-companions.js';

/** Leaves the application running as it was measured, with what it needs, for the user to look at and to remove. @returns the container's id */
export async function keepRunning(bench: Bench, { service }: Facts): Promise<string> {
  const { engine, run, subject, activity } = bench;
  const labels = { [keptLabel]: run.id };
  const name = `${subject.spec.app.name}-${run.id}`;
  const { surroundings } = await startCompanions(engine, labels, subject, `${name}-network`, activity);
  const readOnlyRoot = !service || !('seen' in service) || service.seen.readOnlyRoot;
  const { id } = await startService({ ...bench, surroundings }, { labels, name, readOnlyRoot });
  return id;
}
