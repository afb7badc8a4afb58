import { defineFaults } from './fault.js';

const few = { HostConfig: { Ulimits: [{ Name: 'nofile', Soft: 64, Hard: 64 }] } };

export const faults = defineFaults(
  {
    id: 'open-files-python-crashes',
    title: 'Python opens more files than it may',
    language: 'python',
    cause: 'file-descriptor-limit',
    quick: true,
    start: (scene) =>
      scene.run(
        { Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'], ...few },
        { '/app/main.py': 'files = [open("/etc/hostname") for _ in range(200)]\n' },
      ),
  },
  {
    id: 'open-files-node-crashes',
    title: 'Node.js opens more files than it may',
    language: 'node',
    cause: 'file-descriptor-limit',
    start: (scene) =>
      scene.run(
        { Image: 'node:22-slim', Cmd: ['node', '/app/main.js'], ...few },
        {
          '/app/main.js':
            "const fs = require('fs');\nfor (let i = 0; i < 200; i++) fs.openSync('/etc/hostname', 'r');\n",
        },
      ),
  },
  {
    id: 'open-files-server-runs-dry',
    title: 'A server holds all the connections that it may, and goes on',
    language: 'python',
    cause: 'file-descriptor-limit',
    async start(scene) {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '-u', '/app/main.py'], ...few },
        {
          '/app/main.py': `
import signal, socket, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
held = []
while True:
    try: held.append(socket.socket())
    except OSError as error:
        print("cannot accept:", error)
        time.sleep(0.6)
`,
        },
      );
      await scene.logged(name, /(?:Too many open files[\s\S]*){4}/);
      return name;
    },
  },
  {
    id: 'open-files-go',
    title: 'Go opens more files than it may',
    language: 'go',
    cause: 'file-descriptor-limit',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('go')}\nWORKDIR /src\nCOPY main.go .\nRUN go build -o /app main.go\nCMD ["/app"]\n`,
        {
          'main.go':
            'package main\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc main() {\n\tvar held []*os.File\n\tfor {\n\t\tf, err := os.Open("/etc/hostname")\n\t\tif err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t\theld = append(held, f)\n\t}\n}\n',
        },
      );
      return scene.run({ Image: image, ...few });
    },
  },
);
