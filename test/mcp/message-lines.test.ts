import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageLines } from '../../src/mcp/message-lines.js';

/** What goes through, and what is answered, of chunks. */
async function through(chunks: (string | Buffer)[]) {
  const answers: { id: unknown; error: { code: number } }[] = [];
  const lines = messageLines((line) => answers.push(JSON.parse(line)));
  let passed = '';
  lines.on('data', (chunk) => {
    passed += chunk;
  });
  const ended = once(lines, 'end');
  for (const chunk of chunks) lines.write(chunk);
  lines.end();
  await ended;
  return { passed: passed.split('\n').filter(Boolean), answers: answers.map(({ id, error }) => [error.code, id]) };
}

const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

describe('lines of stdin', () => {
  test.each([
    ['a request', ping],
    ['a notification', '{"jsonrpc":"2.0","method":"notifications/initialized"}'],
    ['an answer', '{"jsonrpc":"2.0","id":1,"result":{}}'],
    ['an error', '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}'],
  ])('%s goes through', async (_, line) => {
    expect(await through([`${line}\r\n`])).toEqual({ passed: [line], answers: [] });
  });

  test.each([
    ['no JSON', '{"jsonrpc":', -32_700, null],
    ['words', 'hello', -32_700, null],
    ['a number', '5', -32_600, null],
    ['null', 'null', -32_600, null],
    ['a batch', `[${ping},${ping}]`, -32_600, null],
    ['another version', '{"jsonrpc":"1.0","id":7,"method":"ping"}', -32_600, 7],
    ['no version', '{"id":"a","method":"ping"}', -32_600, 'a'],
    ['an id that is none', '{"jsonrpc":"2.0","id":{},"method":"ping"}', -32_600, null],
    ['no method', '{"jsonrpc":"2.0","id":7}', -32_600, 7],
    ['a method that is none', '{"jsonrpc":"2.0","id":7,"method":42}', -32_600, 7],
    ['parameters that are none', '{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}', -32_600, 7],
    ['deep nesting', '['.repeat(2_000_000), -32_700, null],
  ])('%s is answered', async (_, line, code, id) => {
    expect(await through([`${line}\n${ping}\n`])).toEqual({ passed: [ping], answers: [[code, id]] });
  });

  test('one without an end is answered, and what comes after it is read', async () => {
    const part = Buffer.alloc(1 << 20, 0x61);
    const { passed, answers } = await through([...Array<Buffer>(30).fill(part), `\n${ping}\n`]);
    expect({ passed, answers }).toEqual({ passed: [ping], answers: [[-32_700, null]] });
  });

  test('are the same however they are cut', async () => {
    const text = Buffer.from(`${ping}\nü\n{"jsonrpc":"2.0","id":"é","method":"ping"}\n\n${ping}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }), async (cuts) => {
        const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
        const chunks = at.slice(1).map((end, index) => text.subarray(at[index], end));
        expect(await through(chunks)).toEqual({
          passed: [ping, '{"jsonrpc":"2.0","id":"é","method":"ping"}', ping],
          answers: [[-32_700, null]],
        });
      }),
      { numRuns: 50 },
    );
  });
});
