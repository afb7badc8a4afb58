import { defineFaults } from './fault.js';
import {
  goProgram,
  javaProgram,
  nodeProgram,
  phpProgram,
  pythonProgram,
  rubyProgram,
  rustProgram,
  shellScript,
} from './programs.js';

const debian = 'debian:trixie-slim';

export const faults = defineFaults(
  {
    id: 'python-file',
    title: 'open() of a file that was never copied',
    language: 'python',
    cause: 'missing-file',
    quick: true,
    start: (scene) => scene.run(...pythonProgram("import json\nsettings = json.load(open('/app/config.json'))\n")),
  },
  {
    id: 'python-start-file',
    title: 'python3 server.py, and there is no server.py',
    language: 'python',
    cause: 'missing-file',
    start: (scene) => scene.run(...pythonProgram('', { Cmd: ['python3', 'server.py'] })),
  },
  {
    id: 'node-start-file',
    title: 'node dist/server.js, and the build was never run',
    language: 'node',
    cause: 'missing-file',
    start: (scene) => scene.run(...nodeProgram('', { Cmd: ['node', 'dist/server.js'] })),
  },
  {
    id: 'node-file',
    title: 'Node.js: ENOENT',
    language: 'node',
    cause: 'missing-file',
    start: (scene) => scene.run(...nodeProgram("require('node:fs').readFileSync('/run/secrets/token')")),
  },
  {
    id: 'go-file',
    title: 'Go: open: no such file or directory',
    language: 'go',
    cause: 'missing-file',
    start: async (scene) =>
      scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "os")
func main() {
	if _, err := os.ReadFile("/etc/app/config.toml"); err != nil { log.Fatal(err) }
}`,
        )),
      ),
  },
  {
    id: 'java-jar',
    title: 'Unable to access jarfile',
    language: 'java',
    cause: 'missing-file',
    start: async (scene) => {
      const [options] = await javaProgram(scene, '');
      return scene.run({ ...options, Cmd: ['java', '-jar', 'app.jar'] });
    },
  },
  {
    id: 'ruby-file',
    title: 'Ruby: Errno::ENOENT',
    language: 'ruby',
    cause: 'missing-file',
    start: async (scene) => scene.run(...(await rubyProgram(scene, "File.read('config/database.yml')\n"))),
  },
  {
    id: 'php-start-file',
    title: 'php of a file that is not there',
    language: 'php',
    cause: 'missing-file',
    start: async (scene) => {
      const [options] = await phpProgram(scene, '');
      return scene.run({ ...options, Cmd: ['php', 'artisan', 'serve'] });
    },
  },
  {
    id: 'rust-file',
    title: 'Rust: unwrap of NotFound',
    language: 'rust',
    cause: 'missing-file',
    start: async (scene) =>
      scene.run(
        ...(await rustProgram(
          scene,
          'fn main() { let text = std::fs::read_to_string("/etc/app.toml").unwrap(); println!("{text}"); }',
        )),
      ),
  },
  {
    id: 'mount-hides-file',
    title: 'An empty folder of the host is mounted over the application',
    language: 'python',
    cause: 'missing-file',
    start: async (scene) => {
      const folder = await scene.folder();
      return scene.run({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '/app/main.py'],
        HostConfig: { Binds: [`${folder}:/app`] },
      });
    },
  },
  {
    id: 'program-not-in-path',
    title: 'The engine finds no such program',
    language: null,
    cause: 'command-not-found',
    quick: true,
    start: (scene) => scene.startRefused({ Image: debian, Cmd: ['uvicorn', 'main:app'] }),
  },
  {
    id: 'entry-point-not-there',
    title: 'The entry point is a path at which nothing lies',
    language: null,
    cause: 'command-not-found',
    quick: true,
    start: (scene) => scene.startRefused({ Image: debian, Entrypoint: ['/docker-entrypoint.sh'] }),
  },
  {
    id: 'command-in-one-word',
    title: 'A command with spaces written as one word',
    language: null,
    cause: 'command-not-found',
    start: (scene) => scene.startRefused({ Image: 'python:3.13-slim', Entrypoint: ['python3 main.py'] }),
  },
  {
    id: 'shell-command-not-found',
    title: 'A script calls a program that the image lacks: 127',
    language: 'shell',
    cause: 'command-not-found',
    start: (scene) => scene.run(...shellScript('set -e\necho waiting\npg_isready -h db')),
  },
  {
    id: 'bash-command-not-found',
    title: 'bash -c of a program that the image lacks: 127',
    language: 'shell',
    cause: 'command-not-found',
    start: (scene) => scene.run({ Image: debian, Cmd: ['bash', '-c', 'jq --version'] }),
  },
  {
    id: 'script-without-bit',
    title: 'The entry script has no execute permission',
    language: null,
    cause: 'not-executable',
    quick: true,
    start: (scene) =>
      scene.startRefused(
        { Image: debian, Entrypoint: ['/entry.sh'] },
        { '/entry.sh': ['#!/bin/sh\necho hi\n', 0o644] },
      ),
  },
  {
    id: 'shell-runs-without-bit',
    title: 'A shell may not run the script: 126',
    language: 'shell',
    cause: 'not-executable',
    start: (scene) =>
      scene.run(
        { Image: debian, Cmd: ['sh', '-c', './start.sh'], WorkingDir: '/app' },
        { '/app/start.sh': ['#!/bin/sh\necho hi\n', 0o644] },
      ),
  },
  {
    id: 'entry-point-is-folder',
    title: 'The entry point is a folder',
    language: null,
    cause: 'not-executable',
    start: (scene) => scene.startRefused({ Image: debian, Entrypoint: ['/usr/local'] }),
  },
);
