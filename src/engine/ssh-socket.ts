import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';

/** How `ssh` came to its end without a word from the other side. */
export interface SshEnding {
  /** Null where it could not be started, or a signal ended it. */
  code: number | null;
  /** What it said, or why it could not be started. */
  said: string;
  /** There is no such program. */
  missing: boolean;
}

const mostSaid = 4_000;

/** The standard input and output of a process as a connection that HTTP can be spoken on; emits `heard` at the first answer. */
export class SshSocket extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';
  #heard = false;
  #missing = false;

  constructor(child: ChildProcessWithoutNullStreams, explain: (ending: SshEnding) => Error) {
    super();
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-mostSaid);
    });
    // how it ended tells more than that nobody reads any more
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.#heard) this.emit('heard');
      this.#heard = true;
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      this.#missing = error.code === 'ENOENT';
      this.#said ||= error.message;
    });
    child.on('close', (code) => {
      if (this.#heard || this.destroyed) this.push(null);
      else
        this.destroy(explain({ code: this.#missing ? null : code, said: this.#said.trim(), missing: this.#missing }));
    });
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#child.stdin.write(chunk, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  /** Of a socket, as an agent that keeps connections asks of one that is idle: it must not keep the program alive. */
  unref(): this {
    for (const part of this.#parts()) part.unref?.();
    return this;
  }

  ref(): this {
    for (const part of this.#parts()) part.ref?.();
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  /** Pipes of a process are sockets, which their types do not say. */
  #parts(): { ref?: () => void; unref?: () => void }[] {
    const { stdin, stdout, stderr } = this.#child;
    return [this.#child, stdin as object, stdout as object, stderr as object];
  }
}
