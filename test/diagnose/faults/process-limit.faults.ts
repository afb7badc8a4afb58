import { defineFaults } from './fault.js';

const few = { HostConfig: { PidsLimit: 24 } };

export const faults = defineFaults(
  {
    id: 'processes-python-threads',
    title: 'Python starts more threads than it may',
    language: 'python',
    cause: 'process-limit',
    quick: true,
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'], ...few },
        {
          '/app/main.py':
            'import os, threading, time\ntry:\n    for _ in range(100): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nexcept RuntimeError:\n    import traceback; traceback.print_exc()\n    os._exit(1)\n',
        },
      ),
  },
  {
    id: 'processes-shell-forks',
    title: 'A shell cannot fork any more',
    language: 'shell',
    cause: 'process-limit',
    start: (scene) =>
      scene.run({
        Image: 'debian:bookworm-slim',
        Cmd: ['dash', '-c', 'for i in $(seq 60); do sleep 30 & done; wait'],
        ...few,
      }),
  },
  {
    id: 'processes-java-threads',
    title: 'Java cannot make a native thread',
    language: 'java',
    cause: 'process-limit',
    start: async (scene) =>
      scene.run(
        {
          Image: await scene.toolchain('java'),
          Cmd: ['java', '-Xint', '/app/Main.java'],
          HostConfig: { PidsLimit: 60 },
        },
        {
          '/app/Main.java':
            'public class Main {\n  public static void main(String[] a) {\n    try {\n      for (int i = 0; i < 500; i++) { Thread t = new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) {} }); t.setDaemon(true); t.start(); }\n    } catch (OutOfMemoryError e) { e.printStackTrace(); Runtime.getRuntime().halt(1); }\n  }\n}\n',
        },
      ),
  },
  {
    id: 'processes-service-at-its-limit',
    title: 'A service has all the processes that it may have, and goes on',
    language: 'python',
    cause: 'process-limit',
    async start(scene) {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '-u', '/app/main.py'], ...few },
        {
          '/app/main.py': `
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
held = []
while True:
    try: held.append(subprocess.Popen(["sleep", "600"]))
    except OSError as error:
        print("cannot start a worker:", error)
        time.sleep(0.6)
`,
        },
      );
      await scene.logged(name, /(?:cannot start a worker[\s\S]*){4}/);
      return name;
    },
  },
);
