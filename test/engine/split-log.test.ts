import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestBeginning, longestEnd, type RawLogLine } from '../../src/engine/log-line.js';
import { splitLog } from '../../src/engine/split-log.js';

const time = '2026-01-31T08:00:00.123456789Z';
const later = '2026-01-31T08:00:01.000000000Z';

function frame(stream: number, text: string | Buffer): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

function split(terminal: boolean, chunks: Buffer[]): { lines: RawLogLine[]; entries: number; error: string | null } {
  const lines: RawLogLine[] = [];
  const splitter = splitLog(terminal, (line) => lines.push(line));
  for (const chunk of chunks) splitter.add(chunk);
  splitter.end();
  return { lines, entries: splitter.entries(), error: splitter.error() };
}

/** The same bytes in pieces of every size. */
const inPieces = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

const short = ({ stream, time: at, beginning }: RawLogLine) => [stream, at, beginning];

describe('a log of two streams', () => {
  const bytes = Buffer.concat([
    frame(1, `${time} grüße 世界 🚀\n`),
    frame(2, `${later} no\n`),
    frame(1, `${later} \n`),
    frame(1, `${later} without an end`),
  ]);
  const wanted = [
    ['stdout', time, 'grüße 世界 🚀'],
    ['stderr', later, 'no'],
    ['stdout', later, ''],
    ['stdout', later, 'without an end'],
  ];

  test.each([1, 2, 3, 7, 8, 9, 31, 1000])('is the same in chunks of %i bytes', (size) => {
    const { lines, entries } = split(false, inPieces(bytes, size));
    expect(lines.map(short)).toEqual(wanted);
    expect(entries).toBe(4);
  });

  test('joins a long line, which the engine cuts and dates again', () => {
    const piece = 'x'.repeat(16 * 1024);
    const { lines, entries } = split(false, [
      frame(1, `${time} ${piece}`),
      frame(2, `${time} between\n`),
      frame(1, `${later} ${piece}`),
      frame(1, `${later} the end\n`),
    ]);
    expect(entries).toBe(4);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ stream: 'stdout', time, end: expect.stringMatching(/^x+the end$/) });
    const { beginning, end, leftOutBytes } = lines[1] as RawLogLine;
    expect(beginning.length + (end?.length ?? 0) + leftOutBytes).toBe(2 * piece.length + 'the end'.length);
  });

  test('tells what the engine said where it broke off', () => {
    const { lines, error } = split(false, [frame(1, `${time} one\n`), frame(3, 'Error grabbing logs: EOF\n')]);
    expect(lines.map(short)).toEqual([['stdout', time, 'one']]);
    expect(error).toBe('Error grabbing logs: EOF');
  });

  test('takes lines without a time as they are', () => {
    expect(split(false, [frame(1, 'hello world\n'), frame(1, '\n'), frame(1, 'x')]).lines.map(short)).toEqual([
      ['stdout', null, 'hello world'],
      ['stdout', null, ''],
      ['stdout', null, 'x'],
    ]);
  });
});

describe('the raw log of a terminal', () => {
  const piece = 'é'.repeat(8 * 1024);
  const bytes = Buffer.from(
    `${time} one\r\n${time} ${piece}${later} ${piece}${later} end\r\n${later} \r\n${later} open`,
  );

  test.each([1, 5, 31, 4096, 1_000_000])('is the same in chunks of %i bytes', (size) => {
    const { lines, entries } = split(true, inPieces(bytes, size));
    expect(entries).toBe(6);
    expect(lines.map(({ time: at }) => at)).toEqual([time, time, later, later]);
    expect(lines.map(({ beginning }) => beginning.slice(0, 5))).toEqual(['one\r', 'ééééé', '\r', 'open']);
    expect(lines[1]?.end).toMatch(/^é+end\r$/);
    expect(lines[1]?.leftOutBytes).toBe(4 * 8 * 1024 + 4 - longestBeginning - longestEnd);
  });

  test('keeps a time that the container itself wrote', () => {
    expect(split(true, [Buffer.from(`${time} ${later} mine\n`)]).lines.map(short)).toEqual([
      ['stdout', time, `${later} mine`],
    ]);
  });
});

test('a line of any length takes a few kilobytes', () => {
  const lines: RawLogLine[] = [];
  const splitter = splitLog(false, (line) => lines.push(line));
  const before = process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 3_200; count++) splitter.add(frame(1, `${time} ${'y'.repeat(16 * 1024)}`));
  splitter.add(frame(1, `${time}  last\n`));
  expect(lines).toHaveLength(1);
  expect(lines[0]?.leftOutBytes).toBeGreaterThan(52_000_000);
  expect(lines[0]?.end?.endsWith(' last')).toBe(true);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
});

test('no bytes make it throw or lose count', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), fc.boolean(), (chunks, terminal) => {
      const { lines } = split(terminal, chunks.map(Buffer.from));
      return lines.every(({ beginning, leftOutBytes }) => typeof beginning === 'string' && leftOutBytes === 0);
    }),
  );
});
