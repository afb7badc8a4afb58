import { Transform } from 'node:stream';

const newline = 0x0a;
const mostBytes = 10 * 2 ** 20;

interface ErrorMessage {
  code: number;
  message: string;
  id: string | number | null;
}

/**
 * Lets through the lines that are messages. What is none is answered, as JSON-RPC has it, and not read any further: a client that
 * sent it would wait for ever, and one line without an end would fill the memory.
 * @param answer writes a line to the client
 */
export function messageLines(answer: (line: string) => void): Transform {
  let parts: Buffer[] = [];
  let length = 0;
  const refuse = ({ code, message, id }: ErrorMessage) =>
    answer(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })}\n`);

  function add(part: Buffer): void {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
    else parts = [];
  }

  function endLine(through: Transform): void {
    const [line, size] = [Buffer.concat(parts), length];
    parts = [];
    length = 0;
    const text = line.toString('utf8').trim();
    const wrong = size > mostBytes ? tooLong : text === '' ? null : wrongWith(text);
    if (wrong) refuse(wrong);
    else if (text !== '') through.push(`${text}\n`);
  }

  return new Transform({
    transform(chunk: Buffer, _, done) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
        add(chunk.subarray(from, at));
        endLine(this);
        from = at + 1;
      }
      add(chunk.subarray(from));
      done();
    },
  });
}

const tooLong = { code: -32_700, message: `A message has at most ${mostBytes} bytes.`, id: null };

/** Null for a message; what only the protocol's own schemas tell is left to them. */
function wrongWith(text: string): ErrorMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { code: -32_700, message: 'This is not JSON; a message is one line of it.', id: null };
  }
  const invalid = (message: string, id: ErrorMessage['id'] = null) => ({ code: -32_600, message, id });
  if (Array.isArray(value)) return invalid('The protocol has no batches; send one message a line.');
  if (typeof value !== 'object' || value === null) return invalid('A message is a JSON object.');
  const { jsonrpc, id, method, params, result, error } = value as Record<string, unknown>;
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  if (jsonrpc !== '2.0') return invalid('A message has jsonrpc: "2.0".', known);
  if (id !== undefined && known === null && error === undefined) return invalid('An id is a text or a number.');
  if (method === undefined)
    return result === undefined && error === undefined ? invalid('There is no method.', known) : null;
  if (typeof method !== 'string') return invalid('A method is a text.', known);
  const isObject = typeof params === 'object' && params !== null && !Array.isArray(params);
  return params === undefined || isObject ? null : invalid('Parameters are a JSON object.', known);
}
