import type { Engine } from './connect.js';
import { execInContainer } from './exec.js';
import type { Answer, HttpRequest, Probe, Readiness, Sign } from './probe.js';

/**
 * Reaches the application from inside its container, for an engine on another machine, whose 127.0.0.1 is not ours. Times are
 * taken there, by one clock.
 * @param startedAt epoch milliseconds of the container's start, by the engine's clock
 */
export function containerProbe(engine: Engine, id: string, port: number, startedAt: number): Probe {
  const ask = async (task: object, signal: AbortSignal): Promise<Readiness & Answer> => {
    const argument = JSON.stringify({ port, startedAt, ...task });
    const { exitCode, stdout, stderr } = await execInContainer(engine, id, ['python3', '-c', script, argument], signal);
    const nothing = { milliseconds: 0, status: null, body: '', last: null };
    if (exitCode !== 0)
      return { ...nothing, error: stderr.trim().split('\n').at(-1) || 'the probe in the container failed' };
    return { ...nothing, ...(JSON.parse(stdout) as Partial<Readiness & Answer>) } as Readiness & Answer;
  };
  return {
    description: 'from inside the container’s own network',
    check: (sign, signal) => ask({ task: 'check', sign }, signal),
    request: (request: HttpRequest, signal) => ask({ task: 'request', request }, signal),
    untilReady: (sign: Sign, patienceMs, signal) => ask({ task: 'wait', sign, patienceMs }, signal),
  };
}

/** Standard library only, since it runs in the application's image; what to do is its one argument. */
const script = `
import http.client, json, socket, sys, time
job = json.loads(sys.argv[1])
# the container's own address, as others reach it: what listens on the loopback alone does not answer there
try: host = socket.gethostbyname(socket.gethostname())
except OSError: host = '127.0.0.1'
def request(r):
    start = time.monotonic()
    answer = {'status': None, 'body': '', 'error': None}
    try:
        c = http.client.HTTPConnection(host, job['port'], timeout=10)
        c.request(r['method'], r['path'], body=r.get('body', '').encode() or None, headers={'user-agent': 'dockwright', **r.get('headers', {})})
        got = c.getresponse()
        answer['status'] = got.status
        answer['body'] = got.read(1000000).decode('utf-8', 'replace')
    except Exception as e:
        answer['error'] = type(e).__name__
    answer['milliseconds'] = (time.monotonic() - start) * 1000
    return answer
def check(sign):
    if 'path' in sign: return request({'method': 'GET', 'path': sign['path']})
    start = time.monotonic()
    error = None
    try: socket.create_connection((host, job['port']), timeout=5).close()
    except OSError as e: error = type(e).__name__
    return {'status': None, 'body': '', 'error': error, 'milliseconds': (time.monotonic() - start) * 1000}
def healthy(a): return a['error'] is None and (a['status'] is None or 200 <= a['status'] < 300)
if job['task'] == 'request': out = request(job['request'])
elif job['task'] == 'check': out = check(job['sign'])
else:
    last = None
    while True:
        a = check(job['sign'])
        now = time.time() * 1000 - job['startedAt']
        if healthy(a):
            out = {'milliseconds': now, 'last': last}
            break
        if a['status'] is not None or last is None: last = a
        if now > job['patienceMs']:
            out = {'milliseconds': None, 'last': last}
            break
        time.sleep(0.01)
print(json.dumps(out))
`;
