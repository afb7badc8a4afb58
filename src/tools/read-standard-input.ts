import { Fault } from '../fault.js';

const largest = 4_000_000;

/** All of stdin as text. @throws Fault `invalid-input` for a terminal, for more than a Dockerfile can be, for what is no text */
export async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY)
    throw new Fault(
      'invalid-input',
      '`-` reads a Dockerfile from stdin, and nothing is piped in.',
      'dockwright audit - < Dockerfile',
    );
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest)
      throw new Fault(
        'invalid-input',
        'More than 4 MB came in on stdin.',
        'Pipe in a Dockerfile; name an image archive as a file.',
      );
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.subarray(0, 8192).includes(0))
    throw new Fault(
      'invalid-input',
      'What came in on stdin is not text.',
      'Pipe in a Dockerfile; name an image archive as a file.',
    );
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
