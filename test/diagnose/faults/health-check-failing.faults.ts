import { defineFaults } from './fault.js';
import { exposed, published } from './published.js';

const second = 1_000_000_000;
/** Every second: nobody waits for the usual half a minute. */
const often = { Interval: second, Timeout: second, Retries: 2, StartPeriod: 0 };
const ask = `import sys, urllib.error, urllib.request
try:
    urllib.request.urlopen('http://127.0.0.1:8000/health')
except urllib.error.HTTPError as error:
    print('health route says', error.code, error.read().decode())
    sys.exit(1)`;
const service = (body: string) => `
import http.server, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
${body}
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
`;
const nodeService = `
const http = require('http');
process.on('SIGTERM', () => process.exit(0));
http.createServer((_, answer) => { answer.statusCode = 500; answer.end('cache is cold'); }).listen(8000);
`;

export const faults = defineFaults(
  {
    id: 'health-route-says-503',
    title: 'The health route answers 503',
    language: 'python',
    cause: 'health-check-failing',
    quick: true,
    async start(scene) {
      const name = await scene.start(
        {
          Image: 'python:3.13-slim',
          Cmd: ['python3', '/app/main.py'],
          ...exposed,
          HostConfig: published,
          Healthcheck: { Test: ['CMD', 'python3', '-c', ask], ...often, Timeout: 5 * second },
        },
        {
          '/app/main.py': service(
            '        self.send_response(503)\n        self.end_headers()\n        self.wfile.write(b"queue is stuck")',
          ),
        },
      );
      await scene.health(name, 'unhealthy');
      return name;
    },
  },
  {
    id: 'health-route-too-slow',
    title: 'The health route answers later than the timeout',
    language: 'python',
    cause: 'health-check-failing',
    async start(scene) {
      const name = await scene.start(
        {
          Image: 'python:3.13-slim',
          Cmd: ['python3', '/app/main.py'],
          ...exposed,
          HostConfig: published,
          Healthcheck: { Test: ['CMD', 'python3', '-c', ask], ...often },
        },
        {
          '/app/main.py': service(
            '        time.sleep(30)\n        self.send_response(200)\n        self.end_headers()',
          ),
        },
      );
      await scene.health(name, 'unhealthy');
      return name;
    },
  },
  {
    id: 'health-start-period-too-short',
    title: 'Health checks count while the service still loads',
    language: 'python',
    cause: 'health-check-failing',
    async start(scene) {
      const name = await scene.start(
        {
          Image: 'python:3.13-slim',
          Cmd: [
            'python3',
            '-uc',
            'import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nprint("loading model all-MiniLM-L6-v2 ...")\ntime.sleep(600)',
          ],
          Healthcheck: { Test: ['CMD', 'python3', '-c', ask], ...often, Timeout: 5 * second },
        },
        {},
      );
      await scene.health(name, 'unhealthy');
      return name;
    },
  },
  {
    id: 'health-node-says-500',
    title: 'A health check of Node.js ends with 1 and prints nothing',
    language: 'node',
    cause: 'health-check-failing',
    async start(scene) {
      const check = "fetch('http://127.0.0.1:8000/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))";
      const name = await scene.start(
        {
          Image: 'node:22-slim',
          Cmd: ['node', '/app/main.js'],
          ...exposed,
          HostConfig: published,
          Healthcheck: { Test: ['CMD', 'node', '-e', check], ...often, Timeout: 5 * second },
        },
        { '/app/main.js': nodeService },
      );
      await scene.health(name, 'unhealthy');
      return name;
    },
  },
  {
    id: 'health-postgres-asked-on-another-port',
    title: 'pg_isready asks a port where nothing listens',
    language: null,
    cause: 'health-check-failing',
    async start(scene) {
      const name = await scene.start({
        Image: 'postgres:16',
        Env: ['POSTGRES_PASSWORD=for-the-test'],
        Healthcheck: { Test: ['CMD-SHELL', 'pg_isready -h 127.0.0.1 -p 5433 -t 1'], ...often, Timeout: 5 * second },
      });
      await scene.health(name, 'unhealthy');
      await scene.logged(name, 'database system is ready to accept connections');
      return name;
    },
  },
);
