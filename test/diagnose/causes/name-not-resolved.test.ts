import { describe, expect, test } from 'vitest';
import { nameNotResolved } from '../../../src/diagnose/causes/name-not-resolved.js';
import type { ContainerSettings } from '../../../src/diagnose/evidence/container-evidence.js';
import { aNeighbour, anEnded, anEvidence, logLines, saying } from '../an-evidence.js';

const said: string[] = [
  'Error: getaddrinfo ENOTFOUND db',
  'Error: getaddrinfo EAI_AGAIN db',
  '2026/01/31 12:00:00 dial tcp: lookup db on 127.0.0.11:53: no such host',
  'java.net.UnknownHostException: db',
  'psycopg2.OperationalError: could not translate host name "db" to address: Name or service not known',
  'redis.exceptions.ConnectionError: Error -2 connecting to db:6379. Name or service not known.',
  'Failed to open TCP connection to db:80 (getaddrinfo: Name or service not known) (SocketError)',
  'PHP Warning:  fsockopen(): php_network_getaddresses: getaddrinfo for db failed: Name or service not known',
  'nginx: [emerg] host not found in upstream "db" in /etc/nginx/conf.d/default.conf:4',
  'curl: (6) Could not resolve host: db',
  'System.Net.Sockets.SocketException (0xFFFDFFFF): Name or service not known (db:5432)',
];
const inShop: Partial<ContainerSettings> = {
  networkMode: 'shop',
  networks: [{ name: 'shop', address: '172.18.0.3', aliases: [] }],
};

describe('name-not-resolved', () => {
  test.each(said)('nobody has the name: %s', (line) => {
    const weighed = nameNotResolved.weigh(anEnded(1, [line], { settings: inShop }));
    expect(weighed?.confidence).toBeGreaterThan(0.8);
    expect(weighed?.evidence[1]?.text).toContain('is called db');
    expect(weighed?.remedies[0]?.command).toBe('docker run -d --network shop --name db IMAGE');
  });

  test('a name that is almost right, and the variable that has it', () => {
    const environment = new Map([['DATABASE_URL', 'postgres://app@dbb:5432/shop']]);
    const neighbours = [
      aNeighbour('shop-db-1', { sharedNetworks: ['shop'], networks: ['shop'], aliases: ['db'], composeService: 'db' }),
    ];
    const weighed = nameNotResolved.weigh(
      anEnded(1, ['Error: getaddrinfo ENOTFOUND dbb'], { settings: { ...inShop, environment }, neighbours }),
    );
    expect(weighed?.remedies[0]?.description).toContain('Ask for db instead of dbb');
    expect(weighed?.remedies[0]?.command).toContain('-e DATABASE_URL=postgres://app@db:5432/shop');
  });

  test('it is in another network', () => {
    const neighbours = [aNeighbour('db', { networks: ['back'] })];
    const weighed = nameNotResolved.weigh(anEnded(1, [said[0] as string], { settings: inShop, neighbours }));
    expect(weighed?.evidence[1]?.text).toBe('db is in back, this container in shop');
    expect(weighed?.remedies[0]?.command).toBe('docker network connect back web');
  });

  test('both are in the default bridge', () => {
    const neighbours = [aNeighbour('db', { networks: ['bridge'], sharedNetworks: ['bridge'] })];
    const weighed = nameNotResolved.weigh(anEnded(1, [said[0] as string], { neighbours }));
    expect(weighed?.evidence[1]?.text).toContain('in the default bridge containers have no names');
    expect(weighed?.remedies[0]?.command).toContain('docker network create app');
  });

  test('it does not run', () => {
    const neighbours = [aNeighbour('db', { status: 'exited', networks: ['shop'], sharedNetworks: ['shop'] })];
    const weighed = nameNotResolved.weigh(anEnded(1, [said[0] as string], { settings: inShop, neighbours }));
    expect(weighed?.remedies.map(({ command }) => command)).toEqual(['dockwright diagnose db', 'docker start db']);
  });

  test('an error without a name, and a neighbour that does not run', () => {
    const neighbours = [aNeighbour('queue', { status: 'exited', networks: ['shop'], sharedNetworks: ['shop'] })];
    const lines = ["main.rb:2:in 'Socket.tcp': getaddrinfo(3): Name or service not known (Socket::ResolutionError)"];
    const weighed = nameNotResolved.weigh(anEnded(1, lines, { settings: inShop, neighbours }));
    expect(weighed?.remedies.at(-1)?.command).toBe('docker start queue');
  });

  test('a name of the internet is a matter of name servers', () => {
    const weighed = nameNotResolved.weigh(anEnded(1, ['Error: getaddrinfo ENOTFOUND api.example.com']));
    expect(weighed?.remedies.at(-1)?.command).toContain('--dns 9.9.9.9');
  });

  test('without a name in the error, the environment tells it', () => {
    const environment = new Map([['REDIS_URL', 'redis://cache:6379/0']]);
    const lines = ['socket.gaierror: [Errno -2] Name or service not known'];
    const weighed = nameNotResolved.weigh(anEnded(1, lines, { settings: { ...inShop, environment } }));
    expect(weighed?.evidence[1]?.text).toContain('is called cache');
  });

  test('said again and again it is a fault of a container that runs, said once it is not', () => {
    const line = said[0] as string;
    const often = logLines(line, line, line, line).map((one, index) => ({ ...one, at: (one.at ?? 0) + index * 1_000 }));
    const logs = { ...saying(), last: often };
    expect(nameNotResolved.weigh(anEvidence({ logs, settings: inShop }))?.confidence).toBeGreaterThan(0.5);
    expect(nameNotResolved.weigh(anEvidence({ logs: saying(line), settings: inShop }))?.confidence).toBeLessThan(0.2);
  });
});
