import type { Duplex } from 'node:stream';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import type { RawLogLine } from './log-line.js';
import { splitLog } from './split-log.js';

/**
 * Runs a program in a running container, as its own user, without a shell or a terminal, and gives its output line by line as it comes.
 * @returns the program's exit code; null where the engine does not know it
 * @throws the signal's reason where it fires: the engine's API cannot end a program that it started, which then goes on
 */
export async function runInContainer(
  engine: Engine,
  id: string,
  command: readonly string[],
  onLine: (line: RawLogLine) => void,
  signal: AbortSignal,
): Promise<number | null> {
  signal.throwIfAborted();
  let stream: Duplex | null = null;
  const stop = () => stream?.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const exec = await engine.docker
      .getContainer(id)
      .exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true });
    stream = (await exec.start({ hijack: true, stdin: false })) as Duplex;
    const lines = splitLog(false, onLine);
    for await (const chunk of stream) lines.add(chunk as Buffer);
    lines.end();
    signal.throwIfAborted();
    return (await exec.inspect()).ExitCode;
  } catch (error) {
    throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
