import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { explainSsh } from './ssh-fault.js';
import { SshSocket } from './ssh-socket.js';
import type { SshTarget } from './ssh-target.js';

/** A server turns away more that have not said who they are (MaxStartups of sshd, 10). */
const mostAtOnce = 5;
/** By then it has let us in or never will; a request may wait long for its first answer. */
const handshakeMs = 10_000;

/**
 * Connections to an engine by the system's own `ssh`, as the `docker` command makes them: its configuration, agents, jump hosts and,
 * above all, its known hosts count. It never asks: there may be nobody to answer.
 */
export class SshAgent extends Agent {
  readonly #target: SshTarget;
  readonly #env: NodeJS.ProcessEnv;
  readonly #waiting: (() => void)[] = [];
  #starting = 0;

  constructor(target: SshTarget, env: NodeJS.ProcessEnv) {
    // a handshake costs more than most requests
    super({ keepAlive: true, scheduling: 'lifo' });
    this.#target = target;
    this.#env = env;
  }

  override createConnection(_options: unknown, done?: (error: Error | null, stream: Duplex) => void): undefined {
    const start = () => {
      this.#starting++;
      const socket = this.#dial();
      const started = () => {
        socket.off('heard', started).off('close', started);
        clearTimeout(timer);
        this.#starting--;
        this.#waiting.shift()?.();
      };
      const timer = setTimeout(started, handshakeMs).unref();
      socket.once('heard', started).once('close', started);
      done?.(null, socket);
    };
    if (this.#starting < mostAtOnce) start();
    else this.#waiting.push(start);
    return undefined;
  }

  #dial(): SshSocket {
    const child = spawn('ssh', sshArguments(this.#target), { env: this.#env, windowsHide: true });
    return new SshSocket(child, (ending) => explainSsh(ending, this.#target));
  }
}

/** What `ssh` is called with; whatever the address holds stays a value. */
export function sshArguments({ host, user, port, socket }: SshTarget): string[] {
  return [
    ...['-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'],
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...['--', host, 'docker'],
    ...(socket === null ? [] : ['--host', `unix://${socket}`]),
    ...['system', 'dial-stdio'],
  ];
}
