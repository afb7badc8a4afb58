import { describe, expect, test } from 'vitest';
import { connectionRefused } from '../../../src/diagnose/causes/connection-refused.js';
import type { ContainerSettings } from '../../../src/diagnose/evidence/container-evidence.js';
import { aNeighbour, anEnded, anEvidence, anInside, logLines, publishing, saying } from '../an-evidence.js';

const said: string[] = [
  'psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
  'Error: connect ECONNREFUSED 127.0.0.1:5432',
  '2026/01/31 12:00:00 dial tcp 127.0.0.1:5432: connect: connection refused',
  'org.postgresql.util.PSQLException: Connection to localhost:5432 refused. Check that the hostname and port are correct',
  'main.rb:2:in \'TCPSocket#initialize\': Connection refused - connect(2) for "localhost" port 5432 (Errno::ECONNREFUSED)',
  'PHP Warning:  stream_socket_client(): Unable to connect to tcp://127.0.0.1:5432 (Connection refused) in /app/main.php on line 2',
  'curl: (7) Failed to connect to localhost port 5432 after 0 ms: Could not connect to server',
  'bash: line 1: /dev/tcp/127.0.0.1/5432: Connection refused',
  'System.Net.Sockets.SocketException (111): Connection refused (localhost:5432)',
  "OSError: Multiple exceptions: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
];
const inShop: Partial<ContainerSettings> = {
  networkMode: 'shop',
  networks: [{ name: 'shop', address: '172.18.0.3', aliases: [] }],
};
const database = aNeighbour('shop-db-1', {
  image: 'postgres:16',
  exposedPorts: ['5432/tcp'],
  sharedNetworks: ['shop'],
  networks: ['shop'],
  aliases: ['db'],
  composeService: 'db',
});

describe('connection-refused', () => {
  test.each(said)('localhost is the container itself; the neighbour that serves the port is meant: %s', (line) => {
    const weighed = connectionRefused.weigh(anEnded(1, [line], { settings: inShop, neighbours: [database] }));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.evidence[1]?.text).toContain(
      'is the container itself; shop-db-1 (postgres:16, running) serves port 5432',
    );
    expect(weighed?.remedies[0]?.description).toContain('db:5432');
  });

  test('the variable is changed where one has the address', () => {
    const environment = new Map([['DATABASE_URL', 'postgres://app:***@localhost:5432/shop']]);
    const weighed = connectionRefused.weigh(
      anEnded(1, [said[0] as string], { settings: { ...inShop, environment }, neighbours: [database] }),
    );
    expect(weighed?.remedies[0]?.command).toContain("'DATABASE_URL=postgres://app:***@db:5432/shop'");
  });

  test('in no common network, they are brought into one', () => {
    const neighbours = [{ ...database, sharedNetworks: [], networks: ['back'] }];
    const weighed = connectionRefused.weigh(anEnded(1, [said[1] as string], { settings: inShop, neighbours }));
    expect(weighed?.remedies.at(-1)?.command).toBe('docker network connect back web');
  });

  test.each([
    'Error: connect ECONNREFUSED 172.18.0.2:5432',
    '2026/01/31 12:00:00 Get "http://db:5432/v1": dial tcp 172.18.0.2:5432: connect: connection refused',
  ])('an address that a name led to is the neighbour’s: %s', (line) => {
    const weighed = connectionRefused.weigh(anEnded(1, [line], { settings: inShop, neighbours: [database] }));
    expect(weighed?.evidence[1]?.text).toContain('shop-db-1 (postgres:16) runs: it was not ready yet');
    expect(weighed?.remedies[0]?.description).toContain('depends_on: {db: {condition: service_healthy}}');
  });

  test('an error without an address is told by the variable that has it', () => {
    const environment = new Map([['SPRING_DATASOURCE_URL', 'jdbc:postgresql://localhost:5432/shop']]);
    const weighed = connectionRefused.weigh(
      anEnded(1, ['Exception in thread "main" java.net.ConnectException: Connection refused'], {
        settings: { ...inShop, environment },
        neighbours: [database],
      }),
    );
    expect(weighed?.remedies[0]?.command).toContain('-e SPRING_DATASOURCE_URL=jdbc:postgresql://db:5432/shop');
  });

  test('without such a neighbour, a program of the host may be meant', () => {
    const weighed = connectionRefused.weigh(anEnded(1, [said[1] as string], { inside: anInside() }));
    expect(weighed?.remedies[0]?.command).toContain('--add-host host.docker.internal:host-gateway');
  });

  test.each([
    ['does not run', { ...database, status: 'exited' }, 'Error: connect ECONNREFUSED db:5432', 'shop-db-1 is exited'],
    [
      'is not ready yet',
      { ...database, health: 'starting' },
      'Error: connect ECONNREFUSED db:5432',
      'runs and is starting',
    ],
    ['serves another port', database, 'Error: connect ECONNREFUSED db:5433', 'declares port 5432, not 5433'],
    [
      'is asked at its port of the host',
      { ...database, publishedPorts: [publishing(5432, 15_432)] },
      'Error: connect ECONNREFUSED db:15432',
      '15432 is its port on the host',
    ],
  ])('the neighbour %s', (_why, neighbour, line, words) => {
    const weighed = connectionRefused.weigh(anEnded(1, [line], { settings: inShop, neighbours: [neighbour] }));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.evidence[1]?.text).toContain(words);
  });

  test('said again and again it is a fault of a container that runs, said once it is not', () => {
    const line = said[1] as string;
    const often = logLines(line, line, line).map((one, index) => ({ ...one, at: (one.at ?? 0) + index * 1_000 }));
    expect(connectionRefused.weigh(anEvidence({ logs: { ...saying(), last: often } }))?.confidence).toBeGreaterThan(
      0.5,
    );
    expect(connectionRefused.weigh(anEvidence({ logs: saying(line) }))?.confidence).toBeLessThan(0.2);
  });

  test('retries that came to an end before another error count little', () => {
    const later = Array.from({ length: 40 }, (_, at) => `served request ${at}`);
    const line = said[1] as string;
    expect(connectionRefused.weigh(anEnded(1, [line, line, line, 'connected', ...later]))?.confidence).toBeLessThan(
      0.6,
    );
  });

  test('its exit code 0 is an answer too', () => {
    expect(connectionRefused.weigh(anEnded(0, [said[1] as string]))?.confidence).toBeLessThan(0.2);
  });
});
