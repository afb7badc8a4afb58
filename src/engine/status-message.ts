/**
 * BuildKit's progress as the engine's API carries it: protobuf `moby.buildkit.v1.StatusResponse`, of which only the fields
 * that we show are decoded (moby/buildkit, api/services/control/control.proto). A decoder of this size spares the client's
 * protobuf loader, whose schema file a bundle does not find, and keeps the steps apart that its text output merges.
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
  for (const { field, value } of fieldsOf(bytes)) {
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) status.vertexes.push(decodeVertex(value));
    else if (field === 3) status.logs.push(decodeLog(value));
    else if (field === 4) {
      const short = fieldsOf(value).find((f) => f.field === 3)?.value;
      if (short instanceof Uint8Array) status.warnings.push(text(short));
    }
  }
  return status;
}

function decodeVertex(bytes: Uint8Array): Vertex {
  const vertex: Vertex = { digest: '', name: '', cached: false, started: false, completed: false, error: '' };
  for (const { field, value } of fieldsOf(bytes)) {
    if (field === 4) vertex.cached = value !== 0;
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) vertex.digest = text(value);
    else if (field === 3) vertex.name = text(value);
    else if (field === 5) vertex.started = true;
    else if (field === 6) vertex.completed = true;
    else if (field === 7) vertex.error = text(value);
  }
  return vertex;
}

function decodeLog(bytes: Uint8Array): VertexLog {
  const log: VertexLog = { vertex: '', text: '' };
  for (const { field, value } of fieldsOf(bytes)) {
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) log.vertex = text(value);
    else if (field === 4) log.text = text(value);
  }
  return log;
}

interface Field {
  field: number;
  /** A number for varints (exact below 2^53), bytes for everything length-delimited. */
  value: number | Uint8Array;
}

function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; at < bytes.length; factor *= 128) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    const wire = key % 8;
    if (wire === 0) fields.push({ field, value: varint() });
    else if (wire === 2) {
      const length = varint();
      fields.push({ field, value: bytes.subarray(at, at + length) });
      at += length;
    } else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else break;
  }
  return fields;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
