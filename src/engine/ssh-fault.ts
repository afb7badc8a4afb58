import { Fault } from '../fault.js';
import type { SshEnding } from './ssh-socket.js';
import type { SshTarget } from './ssh-target.js';

/** Why `ssh` brought no connection, in its own words and with what helps. */
export function explainSsh({ code, said, missing }: SshEnding, { host, user, port }: SshTarget): Fault {
  const place = user === null ? host : `${user}@${host}`;
  const options = port === null ? '' : `-p ${port} `;
  const byHand = `ssh ${options}${place}`;
  const fault = (message: string, hint: string) => new Fault('engine-unreachable', `ssh to ${place}: ${message}`, hint);
  if (missing)
    return fault(
      'there is no ssh on PATH',
      'Install OpenSSH’s client (openssh-client, or openssh), or use tcp with TLS.',
    );
  if (/host identification has changed|host key for .{1,300} has changed/i.test(said))
    return fault(
      'the host’s key is another one than the one in known_hosts: it was made anew, or somebody is in between',
      `Ask whoever runs it for its key’s fingerprint; if it was made anew: ${forgetting(said, host, port)}, then ${byHand}`,
    );
  if (/host key verification failed|no .{1,60} host key is known/i.test(said))
    return fault(
      'the host’s key is not in known_hosts',
      `Connect once by hand, compare the fingerprint with the one that its owner tells, and accept it: ${byHand}`,
    );
  if (/permission denied|too many authentication failures/i.test(said))
    return fault(
      `it lets nobody in with the keys that there are (${lastLine(said)})`,
      `Load the key into the agent: ssh-add; a passphrase or password is not asked for here. Try: ${byHand} docker version`,
    );
  if (code === 127 || /command not found|not found$|not recognized as/im.test(said))
    return fault('there is no docker command on that host’s PATH', `Install it there; see: ${byHand} docker version`);
  if (/dial unix|docker daemon|permission denied while trying/i.test(said))
    return fault(lastLine(said), `See on that host: ${byHand} docker version`);
  return fault(
    lastLine(said) || `it ended with ${code === null ? 'a signal' : `code ${code}`}`,
    `Try it by hand: ${byHand} docker version`,
  );
}

/** By ssh's own advice: it knows which file and which name. */
function forgetting(said: string, host: string, port: number | null): string {
  const advised = /^\s*(ssh-keygen -f .{1,300})$/m.exec(said)?.[1];
  return advised ?? `ssh-keygen -R ${port === null || port === 22 ? host : `'[${host}]:${port}'`}`;
}

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line
    .replace(/\p{Cc}/gu, '')
    .replace(/^ssh: /, '')
    .trim()
    .slice(0, 300);
}
