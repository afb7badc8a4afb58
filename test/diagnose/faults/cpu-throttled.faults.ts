import { defineFaults } from './fault.js';

/** Waits until the control group has counted enough, as the container itself would feel it: by a second of work taking longer. */
const busy = `
import signal, sys, threading, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
def work():
    while True: sum(range(10000))
for _ in range(THREADS): threading.Thread(target=work, daemon=True).start()
time.sleep(5)
print("still working", flush=True)
while True: time.sleep(1)
`;

export const faults = defineFaults(
  {
    id: 'cpu-python-held-back',
    title: 'A service of Python may use a tenth of a processor and wants all of it',
    language: 'python',
    cause: 'cpu-throttled',
    async start(scene) {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'], HostConfig: { NanoCpus: 100_000_000 } },
        { '/app/main.py': busy.replace('THREADS', '2') },
      );
      await scene.logged(name, 'still working');
      return name;
    },
  },
  {
    id: 'cpu-shell-held-back',
    title: 'A shell compresses with a tenth of a processor',
    language: 'shell',
    cause: 'cpu-throttled',
    async start(scene) {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: [
          'bash',
          '-c',
          'trap "exit 0" TERM; SECONDS=0; while :; do head -c 100000 /dev/urandom | gzip >/dev/null; [ "$SECONDS" -lt 5 ] || { echo compressing; SECONDS=0; }; done',
        ],
        HostConfig: { NanoCpus: 100_000_000 },
      });
      await scene.logged(name, 'compressing');
      return name;
    },
  },
);
