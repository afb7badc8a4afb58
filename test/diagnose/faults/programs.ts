import type { ContainerCreateOptions } from 'dockerode';
import type { Files } from './build.js';
import type { Scene } from './scene.js';

/** A program of one file as a container: what to create it from, and its files. */
export type Program = [options: ContainerCreateOptions, files: Files];

/** Further settings of the container. */
export type Further = ContainerCreateOptions;

export function pythonProgram(code: string, further: Further = {}): Program {
  const options = { Image: 'python:3.13-slim', Cmd: ['python3', 'main.py'], WorkingDir: '/app' };
  return [{ ...options, ...further }, { '/app/main.py': code }];
}

export function nodeProgram(code: string, further: Further = {}): Program {
  const options = { Image: 'node:22-slim', Cmd: ['node', 'main.js'], WorkingDir: '/app' };
  return [{ ...options, ...further }, { '/app/main.js': code }];
}

/** A script with `#!/bin/sh`, started as itself. */
export function shellScript(script: string, further: Further = {}): Program {
  const options = { Image: 'debian:trixie-slim', Entrypoint: ['/entry.sh'], Cmd: [] };
  return [{ ...options, ...further }, { '/entry.sh': [`#!/bin/sh\n${script}\n`, 0o755] }];
}

export async function rubyProgram(scene: Scene, code: string, further: Further = {}): Promise<Program> {
  const options = { Image: await scene.toolchain('ruby'), Cmd: ['ruby', 'main.rb'], WorkingDir: '/app' };
  return [{ ...options, ...further }, { '/app/main.rb': code }];
}

export async function phpProgram(scene: Scene, code: string, further: Further = {}): Promise<Program> {
  const options = { Image: await scene.toolchain('php'), Cmd: ['php', 'main.php'], WorkingDir: '/app' };
  return [{ ...options, ...further }, { '/app/main.php': `<?php\n${code}\n` }];
}

/** Run from its source, which the JDK compiles first. */
export async function javaProgram(scene: Scene, code: string, further: Further = {}): Promise<Program> {
  const options = { Image: await scene.toolchain('java'), Cmd: ['java', 'Main.java'], WorkingDir: '/app' };
  return [{ ...options, ...further }, { '/app/Main.java': code }];
}

/** Compiled, and alone in its image but for the C library's files of names: what Go services are shipped as. */
export async function goProgram(scene: Scene, code: string, further: Further = {}): Promise<Program> {
  const toolchain = await scene.toolchain('go');
  const image = await scene.image(
    `FROM ${toolchain} AS build
WORKDIR /src
COPY . .
RUN go mod init example.com/app && CGO_ENABLED=0 go build -o /app .
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
    { 'main.go': code },
  );
  return [{ Image: image, ...further }, {}];
}

/** Compiled with debugging off: a panic names its line all the same. */
export async function rustProgram(scene: Scene, code: string, further: Further = {}): Promise<Program> {
  const toolchain = await scene.toolchain('rust');
  const image = await scene.image(
    `FROM ${toolchain} AS build
COPY main.rs /src/main.rs
RUN rustc -o /app /src/main.rs
FROM debian:trixie-slim
COPY --from=build /app /usr/local/bin/app
CMD ["app"]
`,
    { 'main.rs': code },
  );
  return [{ Image: image, ...further }, {}];
}

const onLoopback = (port: number, hostPort = '') => ({
  PortBindings: { [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: hostPort }] },
});

/** Settings that publish a port on 127.0.0.1, on a free port where none is given. */
export function published(port: number, hostPort = ''): Further {
  return { ExposedPorts: { [`${port}/tcp`]: {} }, HostConfig: onLoopback(port, hostPort) };
}
