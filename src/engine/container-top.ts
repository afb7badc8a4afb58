import type { Engine } from './connect.js';
import { askEngine } from './engine-stream.js';
import { getJson } from './get-json.js';

/** A process as the engine's host sees it. */
export interface HostProcess {
  pid: number;
  parent: number;
  /** Empty where the host's ps does not say. */
  state: string;
  user: string;
  command: string;
}

/** `docker top`: by the host's own ps, whose columns differ; a BusyBox has not the ones that we ask for. */
export async function readTop(engine: Engine, id: string, signal: AbortSignal): Promise<HostProcess[]> {
  const ask = (query: string) =>
    askEngine(engine, () => getJson(engine, `/containers/${id}/top${query}`, signal)) as Promise<Top>;
  try {
    return rowsOf(await ask(`?ps_args=${encodeURIComponent('-eo pid,ppid,stat,user,args')}`));
  } catch (error) {
    if (signal.aborted) throw error;
    return rowsOf(await ask(''));
  }
}

interface Top {
  Titles?: string[] | null;
  Processes?: string[][] | null;
}

export function rowsOf({ Titles, Processes }: Top): HostProcess[] {
  const titles = (Titles ?? []).map((title) => title.toUpperCase());
  const column = (...names: string[]) => titles.findIndex((title) => names.includes(title));
  const [pid, parent, state, user] = [
    column('PID'),
    column('PPID'),
    column('STAT', 'S', 'STATE'),
    column('USER', 'UID'),
  ];
  const command = column('COMMAND', 'CMD', 'ARGS');
  const at = (row: string[], index: number) => (index < 0 ? '' : (row[index] ?? ''));
  return (Processes ?? []).map((row) => ({
    pid: Number(at(row, pid)) || 0,
    parent: Number(at(row, parent)) || 0,
    state: at(row, state).slice(0, 1),
    user: at(row, user),
    command: at(row, command < 0 ? titles.length - 1 : command),
  }));
}
