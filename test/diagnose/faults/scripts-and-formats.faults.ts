import { defineFaults } from './fault.js';
import { goProgram } from './programs.js';

const debian = 'debian:trixie-slim';

export const faults = defineFaults(
  {
    id: 'crlf-entry-point',
    title: 'The entry script has Windows line endings: its interpreter is not found',
    language: 'shell',
    cause: 'wrong-line-endings',
    quick: true,
    start: (scene) =>
      scene.run({ Image: debian, Entrypoint: ['/entry.sh'] }, { '/entry.sh': ['#!/bin/sh\r\necho hi\r\n', 0o755] }),
  },
  {
    id: 'crlf-env-bash',
    title: '#!/usr/bin/env bash with a carriage return',
    language: 'shell',
    cause: 'wrong-line-endings',
    start: (scene) =>
      scene.run(
        { Image: debian, Entrypoint: ['/entry.sh'] },
        { '/entry.sh': ['#!/usr/bin/env bash\r\necho hi\r\n', 0o755] },
      ),
  },
  {
    id: 'crlf-script-of-bash',
    title: 'bash reads a script whose lines end with carriage returns',
    language: 'shell',
    cause: 'wrong-line-endings',
    start: (scene) =>
      scene.run({ Image: debian, Cmd: ['bash', '/entry.sh'] }, { '/entry.sh': 'set -e\r\ncd /tmp\r\nls\r\n' }),
  },
  {
    id: 'crlf-script-of-sh',
    title: 'sh reads a script whose lines end with carriage returns',
    language: 'shell',
    cause: 'wrong-line-endings',
    start: (scene) => scene.run({ Image: debian, Cmd: ['sh', '/entry.sh'] }, { '/entry.sh': 'set -e\r\necho hi\r\n' }),
  },
  {
    id: 'foreign-architecture',
    title: 'A program compiled for another processor',
    language: 'go',
    cause: 'wrong-architecture',
    start: async (scene) => {
      const other = scene.engine.arch === 'arm64' ? 'amd64' : 'arm64';
      const image = await scene.image(
        `FROM ${await scene.toolchain('go')} AS build
WORKDIR /src
COPY . .
RUN go mod init example.com/app && CGO_ENABLED=0 GOARCH=${other} go build -o /app .
FROM ${debian}
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
        { 'main.go': 'package main\nfunc main() { println("hi") }\n' },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'script-without-interpreter-line',
    title: 'An entry script without #!',
    language: 'shell',
    cause: 'wrong-architecture',
    quick: true,
    start: (scene) => scene.run({ Image: debian, Entrypoint: ['/entry.sh'] }, { '/entry.sh': ['echo hi\n', 0o755] }),
  },
  {
    id: 'shell-runs-foreign-program',
    title: 'A shell runs a program of another processor',
    language: 'go',
    cause: 'wrong-architecture',
    start: async (scene) => {
      const [{ Image }] = await goProgram(scene, 'package main\nfunc main() { println("hi") }\n');
      // the machine's number in the ELF header is turned into that of s390x
      const image = await scene.image(
        `FROM ${Image} AS made
FROM ${debian}
COPY --from=made /app /app
RUN printf '\\026' | dd of=/app bs=1 seek=18 conv=notrunc status=none
CMD ["bash", "-c", "echo starting; /app"]
`,
      );
      return scene.run({ Image: image });
    },
  },
);
