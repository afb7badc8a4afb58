/** What one client may ask of the server. */
export interface Limits {
  /** Requests that run at once; more wait. */
  atOnce: number;
  perMinute: number;
}

/** Ends what `enter` began; a second call does nothing. */
export type Leave = () => void;

export interface ClientLimits {
  /**
   * Lets a request in, when there is room for it.
   * @param gone aborted when the client no longer waits
   * @returns seconds after which to try again where it is too many, null where the client went while it waited
   */
  enter(client: string, gone: AbortSignal): Promise<Leave | number | null>;
  /** Counts what was refused, as a request that takes no time. @returns as `enter` does */
  refuse(client: string): number | null;
}

interface Client {
  running: number;
  /** Resolved in turn. */
  waiting: Set<() => void>;
  windowStart: number;
  count: number;
}

const windowMs = 60_000;
const mostWaiting = 1024;
/** Clients that are kept in mind; beyond it those that do nothing are forgotten. */
const mostClients = 1000;

/** Requests are counted in windows of a minute; those beyond `atOnce` wait in line, with their bodies unread. */
export function createClientLimits({ atOnce, perMinute }: Limits, now = () => performance.now()): ClientLimits {
  const clients = new Map<string, Client>();

  function clientOf(name: string): Client {
    const client = clients.get(name) ?? { running: 0, waiting: new Set(), windowStart: now(), count: 0 };
    if (now() - client.windowStart >= windowMs) Object.assign(client, { windowStart: now(), count: 0 });
    clients.set(name, client);
    if (clients.size > mostClients) forgetIdle();
    return client;
  }

  function forgetIdle(): void {
    for (const [name, { running, windowStart }] of clients)
      if (running === 0 && now() - windowStart >= windowMs) clients.delete(name);
  }

  /** @returns seconds to wait where the minute's requests are used up */
  function count(client: Client): number | null {
    if (client.count >= perMinute) return Math.max(1, Math.ceil((client.windowStart + windowMs - now()) / 1000));
    client.count += 1;
    return null;
  }

  function leaveOf(client: Client): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = client.waiting;
      if (next) next();
      else client.running -= 1;
    };
  }

  return {
    refuse: (name) => count(clientOf(name)),
    async enter(name, gone) {
      const client = clientOf(name);
      const seconds = count(client);
      if (seconds !== null) return seconds;
      if (client.running < atOnce) {
        client.running += 1;
        return leaveOf(client);
      }
      if (client.waiting.size >= mostWaiting) return 1;
      return new Promise((resolve) => {
        const proceed = () => {
          client.waiting.delete(proceed);
          gone.removeEventListener('abort', giveUp);
          resolve(leaveOf(client));
        };
        const giveUp = () => {
          client.waiting.delete(proceed);
          resolve(null);
        };
        client.waiting.add(proceed);
        gone.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
