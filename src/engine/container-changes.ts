import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { openEngineStream, readBounded } from './engine-stream.js';

export interface ChangedFile {
  path: string;
  kind: 'changed' | 'added' | 'deleted';
}

const longestAnswer = 2 * 1024 * 1024;
const kinds = ['changed', 'added', 'deleted'] as const;

/** `docker diff`, the beginning of it: a container may have changed a million files. */
export async function readChangedFiles(engine: Engine, id: string, signal: AbortSignal): Promise<ChangedFile[]> {
  try {
    const stream = await openEngineStream(engine, `/containers/${id}/changes`, {}, signal);
    const { text, whole } = await readBounded(stream, longestAnswer);
    return parseChanges(text, whole);
  } catch (error) {
    throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  }
}

/** @param whole false: the text breaks off somewhere */
export function parseChanges(text: string, whole: boolean): ChangedFile[] {
  const cut = text.lastIndexOf('},{');
  const json = whole ? text : cut < 0 ? '[]' : `${text.slice(0, cut)}}]`;
  const changes = (JSON.parse(json || '[]') ?? []) as { Path?: string; Kind?: number }[];
  return changes.map(({ Path, Kind }) => ({ path: String(Path ?? ''), kind: kinds[Kind ?? 0] ?? 'changed' }));
}
