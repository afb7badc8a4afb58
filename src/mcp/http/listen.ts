import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../fault.js';
import type { HttpOptions } from './http-options.js';

/** @returns host and port as they stand in a URL @throws Fault `invalid-input` where it cannot be listened on */
export function listen(server: Server, { host, port }: HttpOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Fault(
          'invalid-input',
          error.code === 'EADDRINUSE'
            ? `Port ${port} of ${host} is in use.`
            : `${host}:${port} cannot be listened on: ${error.message}`,
          'Name another with --port; --port 0 takes a free one.',
        ),
      ),
    );
    server.listen(port, host, () => {
      const { address, family, port: taken } = server.address() as AddressInfo;
      resolve(`${family === 'IPv6' ? `[${address}]` : address}:${taken}`);
    });
  });
}
