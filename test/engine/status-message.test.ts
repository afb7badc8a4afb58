import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeStatus } from '../../src/engine/status-message.js';

/** Protobuf's wire format, as BuildKit writes it. */
function field(number: number, value: string | Buffer | boolean): Buffer {
  if (typeof value === 'boolean') return Buffer.from([number * 8, value ? 1 : 0]);
  const bytes = Buffer.from(value as string);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

test('steps, their logs and warnings are read', () => {
  const vertex = Buffer.concat([
    field(1, 'sha256:1'),
    field(3, '[build 2/3] RUN make'),
    field(4, true),
    field(5, Buffer.alloc(2)),
    field(6, ''),
    field(7, 'exit code: 1'),
    field(8, field(1, 'a progress group, which is not shown')),
  ]);
  const log = Buffer.concat([field(1, 'sha256:1'), field(4, 'héllo\n')]);
  const warning = field(3, 'StageNameCasing');
  expect(decodeStatus(Buffer.concat([field(1, vertex), field(3, log), field(4, warning)]))).toEqual({
    vertexes: [
      {
        digest: 'sha256:1',
        name: '[build 2/3] RUN make',
        cached: true,
        started: true,
        completed: true,
        error: 'exit code: 1',
      },
    ],
    logs: [{ vertex: 'sha256:1', text: 'héllo\n' }],
    warnings: ['StageNameCasing'],
  });
});

test('long names come through whole', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (name) => {
      expect(decodeStatus(field(1, field(3, name))).vertexes[0]?.name).toBe(Buffer.from(name).toString());
    }),
  );
});

test('no bytes make it throw or run on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeStatus(bytes).vertexes.length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
