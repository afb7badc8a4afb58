import { describe, expect, test } from 'vitest';
import { portInUse } from '../../../src/diagnose/causes/port-in-use.js';
import { aNeighbour, anEnded, anEvidence, aRefused, publishing, saying } from '../an-evidence.js';

const settings = { publishedPorts: [publishing(80, 8080)] };
const wordings = [
  'driver failed programming external connectivity on endpoint web (c0ffee): Bind for 127.0.0.1:8080 failed: port is already allocated',
  'failed to set up container networking: driver failed programming external connectivity on endpoint web (c0ffee): failed to bind host port 127.0.0.1:8080/tcp: address already in use',
  'driver failed programming external connectivity on endpoint web: failed to bind host port for 127.0.0.1:8080:172.17.0.2:80/tcp: address already in use',
  'Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use',
];

describe('port-in-use', () => {
  test.each(wordings)('the engine’s refusal: %s', (error) => {
    const neighbours = [
      aNeighbour('other', { publishedPorts: [publishing(80, 8080)] }),
      aNeighbour('gone', { status: 'exited', publishedPorts: [publishing(80, 8081)] }),
    ];
    const weighed = portInUse.weigh(aRefused(error, 128, { settings, neighbours }));
    expect(weighed?.confidence).toBe(0.99);
    expect(weighed?.evidence[1]).toEqual({
      source: 'neighbours',
      text: 'container other (other:1) publishes port 8080',
    });
    expect(weighed?.remedies[0]?.command).toBe('docker stop other && docker start web');
    expect(weighed?.remedies[1]?.command).toContain('-p 127.0.0.1:8082:80');
  });

  test('a process of the host is named', () => {
    const host = {
      disk: null,
      missingMountSources: [],
      portHolders: [{ port: 8080, protocol: 'tcp' as const, address: '127.0.0.1', pid: 321, process: 'node dev.js' }],
    };
    const weighed = portInUse.weigh(aRefused(wordings[1] as string, 128, { settings, host }));
    expect(weighed?.evidence[1]?.text).toBe('"node dev.js", process 321 listens on 127.0.0.1:8080 of this machine');
    expect(weighed?.remedies[0]?.command).toBe('kill 321 && docker start web');
  });

  test.each([
    ['OSError: [Errno 98] Address already in use', 'the port'],
    ['Error: listen EADDRINUSE: address already in use :::3000', 'port 3000'],
    ['2026/01/31 12:00:00 listen tcp :8080: bind: address already in use', 'port 8080'],
    ['nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)', 'port 80'],
    ["[2026-01-31 12:00:00 +0000] [1] [ERROR] Connection in use: ('0.0.0.0', 8000)", 'port 8000'],
    ['Web server failed to start. Port 8080 was already in use.', 'port 8080'],
  ])('within the container: %s', (line, which) => {
    const weighed = portInUse.weigh(anEnded(1, [line]));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.description).toContain(`Two programs in this container want ${which}`);
  });

  test('in the host’s network the port is the host’s', () => {
    const weighed = portInUse.weigh(
      anEnded(1, ['Error: listen EADDRINUSE: address already in use :::3000'], { settings: { networkMode: 'host' } }),
    );
    expect(weighed?.remedies[0]?.command).toBe("sudo ss -ltnp 'sport = :3000'");
  });

  test('a healthy service that logged it stays below 0.2, and other refusals are others’', () => {
    expect(
      portInUse.weigh(anEvidence({ logs: saying('Error: listen EADDRINUSE: address already in use :::3000') }))
        ?.confidence,
    ).toBeLessThan(0.2);
    expect(portInUse.weigh(aRefused('error mounting "/x": no such file or directory', 127))).toBeNull();
  });
});
