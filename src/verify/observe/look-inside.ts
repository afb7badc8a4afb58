import { readChanges, readMemory } from '../../engine/container.js';
import { listProcesses } from '../../engine/processes.js';
import type { Bench } from '../bench.js';
import { together } from '../together.js';
import { findLogFiles } from './log-files.js';
import type { ServiceObservation } from './service.js';

/** What a running application's container shows. */
export async function lookInside(
  bench: Bench,
  id: string,
): Promise<Pick<ServiceObservation, 'processes' | 'changes' | 'logFiles' | 'memoryBytes'>> {
  const { engine, activity, subject } = bench;
  // before anything of ours runs in there
  const [processes, memoryBytes] = await together([listProcesses(engine, id, activity.signal), readMemory(engine, id)]);
  const [changes, logFiles] = await together([
    readChanges(engine, id),
    findLogFiles(engine, id, ['/tmp', ...subject.spec.volumes], activity.signal),
  ]);
  return { processes, memoryBytes, changes, logFiles };
}
