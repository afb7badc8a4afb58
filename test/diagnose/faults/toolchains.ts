import type Docker from 'dockerode';
import { build } from './build.js';

/** Debian's packages that compile and run a language; made once per engine and kept, since that takes a minute. */
const packages = {
  c: 'gcc libc6-dev',
  dotnet: 'mono-mcs',
  go: 'golang-go',
  java: 'default-jdk-headless',
  php: 'php-cli',
  ruby: 'ruby',
  rust: 'rustc',
  tls: 'curl openssl ca-certificates',
} as const;

export type Toolchain = keyof typeof packages;

/** The image of a language, without files of the application. */
export async function toolchainImage(docker: Docker, language: Toolchain): Promise<string> {
  const reference = `dockwright-faults/${language}:1`;
  const there = await docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    );
  if (!there) await build(docker, { Dockerfile: dockerfile(language) }, reference, {});
  return reference;
}

function dockerfile(language: Toolchain): string {
  // Java's package links its manual's pages
  return `FROM debian:trixie-slim
RUN mkdir -p /usr/share/man/man1 && apt-get update -qq \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${packages[language]} \\
 && rm -rf /var/lib/apt/lists/*
`;
}
