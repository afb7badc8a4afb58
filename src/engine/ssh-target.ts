/** `ssh://USER@HOST:PORT/SOCKET`, taken apart; null where it does not say. */
export interface SshTarget {
  host: string;
  user: string | null;
  port: number | null;
  /** Of the engine on that host, where it is not the usual one. */
  socket: string | null;
}

/** @returns null for an address that is none, or would mean something else on a command line of that host */
export function sshTarget({ hostname, username, port, pathname }: URL): SshTarget | null {
  const socket = pathname === '/' ? '' : pathname;
  if (!/^[\w./-]*$/.test(socket)) return null;
  try {
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      user: username === '' ? null : decodeURIComponent(username),
      port: port === '' ? null : Number(port),
      socket: socket === '' ? null : socket,
    };
  } catch {
    return null;
  }
}
