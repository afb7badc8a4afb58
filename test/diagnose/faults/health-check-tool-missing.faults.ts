import { defineFaults, type Language } from './fault.js';
import { exposed, published } from './published.js';
import type { Scene } from './scene.js';

const second = 1_000_000_000;

const pythonService =
  'import http.server, signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nhttp.server.ThreadingHTTPServer(("0.0.0.0", 8000), http.server.SimpleHTTPRequestHandler).serve_forever()';
const nodeService =
  "process.on('SIGTERM', () => process.exit(0)); require('http').createServer((_, a) => a.end('ok')).listen(8000)";

function checkedBy(id: string, title: string, language: Language, test: string[], quick = false) {
  return {
    id,
    title,
    language,
    cause: 'health-check-tool-missing' as const,
    quick,
    async start(scene: Scene) {
      const name = await scene.start({
        ...(language === 'node'
          ? { Image: 'node:22-slim', Cmd: ['node', '-e', nodeService] }
          : { Image: 'python:3.13-slim', Cmd: ['python3', '-c', pythonService] }),
        ...exposed,
        HostConfig: published,
        Healthcheck: { Test: test, Interval: second, Timeout: 5 * second, Retries: 2 },
      });
      await scene.health(name, 'unhealthy');
      return name;
    },
  };
}

export const faults = defineFaults(
  checkedBy(
    'health-tool-curl-in-shell',
    'A health check by curl, which the image lacks',
    'python',
    ['CMD-SHELL', 'curl -f http://localhost:8000/ || exit 1'],
    true,
  ),
  checkedBy('health-tool-wget-exec-form', 'A health check by wget without a shell', 'python', [
    'CMD',
    'wget',
    '-q',
    '--spider',
    'http://localhost:8000/',
  ]),
  checkedBy('health-tool-nc-node', 'A health check by nc in an image of Node.js', 'node', [
    'CMD-SHELL',
    'nc -z localhost 8000',
  ]),
  checkedBy('health-tool-curl-in-bash', 'A health check by curl through bash', 'python', [
    'CMD',
    'bash',
    '-c',
    'curl -fsS http://localhost:8000/',
  ]),
);
