import { readFields, textOf } from './protobuf.js';

/**
 * BuildKit's progress as the engine's API carries it: protobuf `moby.buildkit.v1.StatusResponse`, of which only the fields
 * that we show are decoded (moby/buildkit, api/services/control/control.proto). The client's own
 * decoder gives text alone, in which the steps can no longer be told apart.
 */
export interface StatusMessage {
  vertexes: Vertex[];
  logs: VertexLog[];
  warnings: string[];
}

export interface Vertex {
  digest: string;
  name: string;
  cached: boolean;
  started: boolean;
  completed: boolean;
  error: string;
}

export interface VertexLog {
  vertex: string;
  text: string;
}

/** @param bytes one StatusResponse; what is cut off or unknown is ignored */
export function decodeStatus(bytes: Uint8Array): StatusMessage {
  const status: StatusMessage = { vertexes: [], logs: [], warnings: [] };
  for (const { field, value } of readFields(bytes)) {
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) status.vertexes.push(decodeVertex(value));
    else if (field === 3) status.logs.push(decodeLog(value));
    else if (field === 4) {
      const short = readFields(value).find((f) => f.field === 3)?.value;
      if (short instanceof Uint8Array) status.warnings.push(textOf(short));
    }
  }
  return status;
}

function decodeVertex(bytes: Uint8Array): Vertex {
  const vertex: Vertex = { digest: '', name: '', cached: false, started: false, completed: false, error: '' };
  for (const { field, value } of readFields(bytes)) {
    if (field === 4) vertex.cached = value !== 0;
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) vertex.digest = textOf(value);
    else if (field === 3) vertex.name = textOf(value);
    else if (field === 5) vertex.started = true;
    else if (field === 6) vertex.completed = true;
    else if (field === 7) vertex.error = textOf(value);
  }
  return vertex;
}

function decodeLog(bytes: Uint8Array): VertexLog {
  const log: VertexLog = { vertex: '', text: '' };
  for (const { field, value } of readFields(bytes)) {
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) log.vertex = textOf(value);
    else if (field === 4) log.text = textOf(value);
  }
  return log;
}
