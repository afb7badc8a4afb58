import type { Duplex } from 'node:stream';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { demultiplex } from './log-frames.js';

export interface ExecResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const longestOutput = 8 * 1024 * 1024;

/**
 * Runs a program in a running container as the container's own user: an argument array, never a shell.
 * @param environment `NAME=value` beside the container's own
 */
export async function execInContainer(
  engine: Engine,
  id: string,
  command: string[],
  signal: AbortSignal,
  environment: string[] = [],
): Promise<ExecResult> {
  signal.throwIfAborted();
  try {
    const exec = await engine.docker
      .getContainer(id)
      .exec({ Cmd: command, Env: environment, AttachStdout: true, AttachStderr: true });
    const stream: Duplex = await exec.start({ hijack: true, stdin: false });
    const output = await readAll(stream, signal);
    const { ExitCode } = await exec.inspect();
    return { exitCode: ExitCode, ...demultiplex(output) };
  } catch (error) {
    throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  }
}

async function readAll(stream: Duplex, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = () => stream.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      length += (chunk as Buffer).length;
      if (length <= longestOutput) chunks.push(chunk as Buffer);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}
