import { readLogs } from '../../../src/engine/container.js';
import { execInContainer } from '../../../src/engine/exec.js';
import { defineFaults } from './fault.js';

export const faults = defineFaults(
  {
    id: 'shared-memory-bus-error-python',
    title: 'Python writes to more shared memory than there is',
    language: 'python',
    cause: 'shared-memory-exhausted',
    tolerated: ['killed-by-signal'],
    quick: true,
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'], HostConfig: { ShmSize: 8 * 1024 * 1024 } },
        {
          '/app/main.py':
            'from multiprocessing.shared_memory import SharedMemory\nblock = SharedMemory(create=True, size=32 * 1024 * 1024)\nblock.buf[:] = bytes(32 * 1024 * 1024)\n',
        },
      ),
  },
  {
    id: 'shared-memory-no-space-shell',
    title: 'A job fills /dev/shm',
    language: 'shell',
    cause: 'shared-memory-exhausted',
    tolerated: ['disk-full'],
    start: (scene) =>
      scene.run({
        Image: 'debian:bookworm-slim',
        Cmd: ['bash', '-ec', 'echo "caching batches"; dd if=/dev/zero of=/dev/shm/batches bs=1M count=100'],
      }),
  },
  {
    id: 'shared-memory-full-while-running',
    title: 'A running service has filled /dev/shm',
    language: 'python',
    cause: 'shared-memory-exhausted',
    tolerated: ['disk-full'],
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: [
          'python3',
          '-uc',
          `import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
cache = open("/dev/shm/cache", "wb", buffering=0)
while True:
    try: cache.write(bytes(1 << 20))
    except OSError as error:
        print("worker failed:", error, "/dev/shm/cache")
        time.sleep(0.6)`,
        ],
        HostConfig: { ShmSize: 16 * 1024 * 1024 },
      });
      await scene.logged(name, /(?:worker failed[\s\S]*){4}/);
      return name;
    },
  },
  {
    id: 'shared-memory-postgres',
    title: 'PostgreSQL may not have the shared memory that it wants',
    language: null,
    cause: 'shared-memory-exhausted',
    tolerated: ['disk-full'],
    async start(scene) {
      const name = await scene.start({
        Image: 'postgres:16',
        Env: ['POSTGRES_PASSWORD=for-the-test'],
        HostConfig: { ShmSize: 2 * 1024 * 1024 },
      });
      const ask = (statements: string) =>
        execInContainer(scene.engine, name, ['psql', '-U', 'postgres', '-c', statements], AbortSignal.timeout(60_000));
      await scene.eventually('PostgreSQL has a table', async () => {
        const { exitCode } = await ask('CREATE TABLE orders AS SELECT generate_series(1, 400000) AS id');
        return exitCode === 0;
      });
      await ask('ANALYZE orders');
      // a report that is asked for again and again, for longer than a moment
      const since = Date.now();
      await scene.eventually('PostgreSQL has failed for some time', async () => {
        await ask(
          "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET work_mem = '64MB'; SELECT count(*) FROM orders a JOIN orders b USING (id)",
        );
        const { stderr } = await readLogs(scene.engine, name);
        const times = [...stderr.matchAll(/could not resize shared memory segment/g)].length;
        return times >= 8 && Date.now() - since > 3_000;
      });
      return name;
    },
  },
);
