import { type ChangedPath, readChanges, readMemory } from '../../engine/container.js';
import { listProcesses, type ProcessList } from '../../engine/processes.js';
import type { Bench } from '../bench.js';
import { together } from '../together.js';
import { findLogFiles } from './log-files.js';

export interface InsideObservation {
  processes: ProcessList | null;
  changes: ChangedPath[];
  /** Paths of log files under /tmp and the volumes; null where nothing could look. */
  logFiles: string[] | null;
  memoryBytes: number | null;
}

/** What a running application's container shows. */
export async function lookInside(bench: Bench, id: string): Promise<InsideObservation> {
  const { engine, activity, subject } = bench;
  // before anything of ours runs in there
  const [processes, memoryBytes] = await together([listProcesses(engine, id, activity.signal), readMemory(engine, id)]);
  const [changes, logFiles] = await together([
    readChanges(engine, id),
    findLogFiles(engine, id, ['/tmp', ...subject.spec.volumes], activity.signal),
  ]);
  return { processes, memoryBytes, changes, logFiles };
}
