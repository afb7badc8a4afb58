import { defineFaults } from './fault.js';
import { javaProgram, nodeProgram, phpProgram, pythonProgram, rubyProgram, shellScript } from './programs.js';

const megabyte = 1024 * 1024;
const limited = (megabytes: number) => ({
  HostConfig: { Memory: megabytes * megabyte, MemorySwap: megabytes * megabyte },
});
const greedy = `
print("loading model all-MiniLM-L6-v2", flush=True)
held = []
while True: held.append(bytearray(8 * 1024 * 1024))
`;

export const faults = defineFaults(
  {
    id: 'python-over-memory-limit',
    title: 'Python fills its memory limit and is killed: 137, OOMKilled',
    language: 'python',
    cause: 'out-of-memory',
    quick: true,
    start: (scene) => scene.run(...pythonProgram(greedy, limited(64))),
  },
  {
    id: 'child-killed-for-memory',
    title: 'A child is killed for memory again and again while process 1 lives on: no exit code, no OOMKilled yet',
    language: 'python',
    cause: 'out-of-memory',
    start: async (scene) => {
      const code = `
import subprocess, sys, time
while True:
    code = subprocess.call([sys.executable, "-c", "held=[]\\nwhile True: held.append(bytearray(8<<20))"])
    print("worker ended with", code, flush=True)
    time.sleep(0.5)
`;
      const name = await scene.start(...pythonProgram(code, limited(96)));
      await scene.logged(name, 'worker ended with -9');
      return name;
    },
  },
  {
    id: 'shell-passes-137-on',
    title: 'A shell as process 1 outlives its killed child and ends with its 137',
    language: 'shell',
    cause: 'out-of-memory',
    start: (scene) =>
      scene.run(
        ...shellScript(
          'head -c 200M /dev/zero | tail -c 190M | wc -c >/dev/null; sh -c "tail /dev/zero"; exit $?',
          limited(32),
        ),
      ),
  },
  {
    id: 'restarted-after-memory-kill',
    title: 'Killed for memory and started again by its policy: the state has forgotten, the events have not',
    language: 'python',
    cause: 'out-of-memory',
    tolerated: ['restart-loop'],
    start: async (scene) => {
      const code = `
import os, time
if not os.path.exists("/tmp/done"):
    open("/tmp/done", "w").close()
    held = []
    while True: held.append(bytearray(8 << 20))
print("up", flush=True)
time.sleep(600)
`;
      const [options, files] = pythonProgram(code, limited(64));
      const name = await scene.start(
        { ...options, HostConfig: { ...options.HostConfig, RestartPolicy: { Name: 'on-failure' } } },
        files,
      );
      await scene.logged(name, 'up');
      return name;
    },
  },
  {
    id: 'node-heap-limit',
    title: 'Node.js meets the limit of its own heap, below the container’s',
    language: 'node',
    cause: 'out-of-memory',
    start: (scene) =>
      scene.run(
        ...nodeProgram('const held = []; for (;;) held.push(new Array(1e5).fill({}));', {
          Env: ['NODE_OPTIONS=--max-old-space-size=32'],
        }),
      ),
  },
  {
    id: 'java-heap-space',
    title: 'Java throws OutOfMemoryError: its heap is full',
    language: 'java',
    cause: 'out-of-memory',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          'import java.util.*; class Main { public static void main(String[] a) { var held = new ArrayList<byte[]>(); while (true) held.add(new byte[1 << 22]); } }',
          { Env: ['JAVA_TOOL_OPTIONS=-Xmx64m'] },
        )),
      ),
  },
  {
    id: 'python-memory-error',
    title: 'Python raises MemoryError at a limit of its own address space',
    language: 'python',
    cause: 'out-of-memory',
    start: (scene) =>
      scene.run(
        ...pythonProgram(`
import resource
resource.setrlimit(resource.RLIMIT_AS, (256 << 20, 256 << 20))
def load(): return bytearray(1 << 30)
load()
`),
      ),
  },
  {
    id: 'php-memory-limit',
    title: 'PHP meets its memory_limit',
    language: 'php',
    cause: 'out-of-memory',
    start: async (scene) =>
      scene.run(
        ...(await phpProgram(
          scene,
          'ini_set("memory_limit", "16M"); $held = []; while (true) $held[] = str_repeat("x", 1000000);',
        )),
      ),
  },
  {
    id: 'ruby-no-memory',
    title: 'Ruby fails to allocate memory',
    language: 'ruby',
    cause: 'out-of-memory',
    start: async (scene) =>
      scene.run(
        ...(await rubyProgram(
          scene,
          'Process.setrlimit(Process::RLIMIT_AS, 400_000_000)\nx = "a" * 1_000_000_000\nputs x.size',
        )),
      ),
  },
);
