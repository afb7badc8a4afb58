import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demultiplex } from '../../src/engine/log-frames.js';

function frame(stream: number, text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

test('frames go to the stream that they belong to', () => {
  const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string()));
  fc.assert(
    fc.property(frames, (list) => {
      const joined = (stream: number) =>
        list.flatMap(([number, text]) => (number === stream ? [Buffer.from(text).toString()] : [])).join('');
      const { stdout, stderr } = demultiplex(Buffer.concat(list.map(([stream, text]) => frame(stream, text))));
      expect([stdout, stderr]).toEqual([joined(1), joined(2)]);
    }),
  );
});

test('output of a terminal, which has no frames, is kept', () => {
  expect(demultiplex(Buffer.from('plain text of a terminal\n'))).toEqual({
    stdout: 'plain text of a terminal\n',
    stderr: '',
  });
});

test('a frame that is cut off gives what there is', () => {
  expect(demultiplex(frame(2, 'whole line').subarray(0, 13))).toEqual({ stdout: '', stderr: 'whole' });
});
