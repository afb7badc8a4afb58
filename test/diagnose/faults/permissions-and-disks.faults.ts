import { defineFaults } from './fault.js';
import { goProgram, javaProgram, nodeProgram, pythonProgram, rubyProgram, shellScript } from './programs.js';

const unprivileged = '1000:1000';

const givesVolumes = 'it gives a new volume to the user that the container runs as';

export const faults = defineFaults(
  {
    id: 'python-volume-of-root',
    title: 'A volume belongs to root, the process is user 1000',
    language: 'python',
    cause: 'permission-denied',
    quick: true,
    notOnPodman: givesVolumes,
    start: async (scene) => {
      const volume = await scene.volume('data');
      return scene.run(
        ...pythonProgram("open('/data/app.db', 'w')\n", {
          User: unprivileged,
          HostConfig: { Binds: [`${volume}:/data`] },
        }),
      );
    },
  },
  {
    id: 'node-bind-mount-of-root',
    title: "A host's folder belongs to root, the process is user 1000",
    language: 'node',
    cause: 'permission-denied',
    start: async (scene) => {
      const folder = await scene.folder({ 'keep.txt': 'x' });
      return scene.run(
        ...nodeProgram("require('node:fs').writeFileSync('/uploads/a.txt', 'x')", {
          User: unprivileged,
          HostConfig: { Binds: [`${folder}:/uploads`] },
        }),
      );
    },
  },
  {
    id: 'go-permission',
    title: 'Go: open: permission denied',
    language: 'go',
    cause: 'permission-denied',
    notOnPodman: givesVolumes,
    start: async (scene) => {
      const volume = await scene.volume('state');
      return scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "os")
func main() {
	if err := os.WriteFile("/state/x", []byte("x"), 0o600); err != nil { log.Fatal(err) }
}`,
          { User: unprivileged, HostConfig: { Binds: [`${volume}:/state`] } },
        )),
      );
    },
  },
  {
    id: 'java-permission',
    title: 'Java: AccessDeniedException in a folder of the image',
    language: 'java',
    cause: 'permission-denied',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          'import java.nio.file.*; class Main { public static void main(String[] a) throws Exception { Files.writeString(Path.of("/opt/state.txt"), "x"); } }',
          { User: unprivileged },
        )),
      ),
  },
  {
    id: 'shell-permission',
    title: 'A script writes a log into a folder of root',
    language: 'shell',
    cause: 'permission-denied',
    start: (scene) => scene.run(...shellScript('set -e\nmkdir /var/log/app', { User: unprivileged })),
  },
  {
    id: 'privileged-port',
    title: 'Port 80 without the privilege for it',
    language: 'python',
    cause: 'permission-denied',
    start: (scene) =>
      scene.run(
        ...pythonProgram('import socket\nsocket.create_server(("0.0.0.0", 80))\n', {
          User: unprivileged,
          HostConfig: { CapDrop: ['ALL'], Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '1024' } },
        }),
      ),
  },
  {
    id: 'python-read-only-root',
    title: 'A Python service writes into its read-only root',
    language: 'python',
    cause: 'read-only-filesystem',
    quick: true,
    start: async (scene) => {
      const image = await scene.image(
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nCMD ["python3", "main.py"]\n',
        {
          'main.py': "open('/app/cache.json', 'w')\n",
        },
      );
      return scene.run({ Image: image, HostConfig: { ReadonlyRootfs: true } });
    },
  },
  {
    id: 'read-only-mount',
    title: 'A mount was given read-only',
    language: 'node',
    cause: 'read-only-filesystem',
    start: async (scene) => {
      const folder = await scene.folder();
      return scene.run(
        ...nodeProgram("require('node:fs').mkdirSync('/uploads/new')", {
          HostConfig: { Binds: [`${folder}:/uploads:ro`] },
        }),
      );
    },
  },
  {
    id: 'redis-read-only-root',
    title: 'Redis logs to a file in its read-only root',
    language: null,
    cause: 'read-only-filesystem',
    start: (scene) =>
      scene.run({
        Image: 'redis:7',
        Cmd: ['redis-server', '--pidfile', '/run/redis.pid', '--logfile', '/var/log/redis.log'],
        HostConfig: { ReadonlyRootfs: true },
      }),
  },
  {
    id: 'python-disk-full',
    title: 'A Python service fills a small tmpfs',
    language: 'python',
    cause: 'disk-full',
    quick: true,
    start: (scene) =>
      scene.run(
        ...pythonProgram("with open('/data/big', 'wb') as out:\n    for _ in range(100): out.write(bytes(1 << 20))\n", {
          HostConfig: { Tmpfs: { '/data': 'size=8m' } },
        }),
      ),
  },
  {
    id: 'node-disk-full',
    title: 'Node.js: ENOSPC',
    language: 'node',
    cause: 'disk-full',
    start: (scene) =>
      scene.run(
        ...nodeProgram("require('node:fs').writeFileSync('/data/big', Buffer.alloc(32 << 20))", {
          HostConfig: { Tmpfs: { '/data': 'size=8m' } },
        }),
      ),
  },
  {
    id: 'full-while-running',
    title: 'It runs on, and every write fails: the tmpfs is full',
    language: 'ruby',
    cause: 'disk-full',
    start: async (scene) => {
      const code = `
$stdout.sync = true
loop do
  begin
    File.open('/data/log', 'a') { |f| f.write('x' * 1_000_000) }
  rescue SystemCallError => e
    puts e.message
  end
  sleep 0.3
end
`;
      const name = await scene.start(
        ...(await rubyProgram(scene, code, { HostConfig: { Tmpfs: { '/data': 'size=4m' } } })),
      );
      await scene.logged(name, /(?:No space left[\s\S]*){8}/);
      return name;
    },
  },
);
