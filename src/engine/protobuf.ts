/** One field of a message: a number for varints (exact below 2^53), bytes for everything length-delimited. */
export interface Field {
  field: number;
  value: number | Uint8Array;
}

/**
 * Protobuf's wire format, as far as the few messages need it that BuildKit and we exchange. Reading it here spares a loader of
 * schema files, which a bundle does not find. What is cut off or unknown is ignored.
 */
export function readFields(bytes: Uint8Array): Field[] {
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

/** A message of these fields; zeros and empty texts are left out, as the format has it. */
export function writeFields(
  fields: readonly [field: number, value: number | bigint | string | Uint8Array | undefined][],
): Buffer {
  const parts: Buffer[] = [];
  for (const [field, value] of fields) {
    if (value === undefined || value === '' || value === 0 || value === 0n) continue;
    if (typeof value === 'number' || typeof value === 'bigint')
      parts.push(varintOf(BigInt(field * 8)), varintOf(BigInt(value)));
    else {
      const bytes = Buffer.from(value as string);
      parts.push(varintOf(BigInt(field * 8 + 2)), varintOf(BigInt(bytes.length)), bytes);
    }
  }
  return Buffer.concat(parts);
}

export function textOf(value: number | Uint8Array | undefined): string {
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')
    : '';
}

function varintOf(value: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}
