import type { Release } from './os-release.js';

/** Variables that Docker's official images set, and the image that each belongs to (https://github.com/docker-library). */
const variables: readonly (readonly [string, string])[] = [
  ['PYTHON_VERSION', 'python'],
  ['PYPY_VERSION', 'pypy'],
  ['NODE_VERSION', 'node'],
  ['GOLANG_VERSION', 'golang'],
  ['RUST_VERSION', 'rust'],
  ['RUBY_VERSION', 'ruby'],
  ['PHP_VERSION', 'php'],
  ['PG_VERSION', 'postgres'],
  ['REDIS_VERSION', 'redis'],
  ['NGINX_VERSION', 'nginx'],
  ['MYSQL_VERSION', 'mysql'],
  ['MARIADB_VERSION', 'mariadb'],
  ['MONGO_VERSION', 'mongo'],
  ['RABBITMQ_VERSION', 'rabbitmq'],
  ['TOMCAT_VERSION', 'tomcat'],
  ['JULIA_VERSION', 'julia'],
  ['ELIXIR_VERSION', 'elixir'],
  ['DOTNET_VERSION', 'mcr.microsoft.com/dotnet/runtime'],
  ['ASPNET_VERSION', 'mcr.microsoft.com/dotnet/aspnet'],
  ['NVIDIA_PRODUCT_NAME', 'nvcr.io/nvidia'],
  ['CUDA_VERSION', 'nvidia/cuda'],
];

/** The official image that an image was built on and its release, `python:3.13.1 on Debian GNU/Linux 13 (trixie)`; null for none. */
export function officialImage(environment: readonly string[], release: Release | null): string | null {
  const values = new Map(environment.map((entry) => [entry.split('=', 1)[0] as string, entry.replace(/^[^=]*=/, '')]));
  for (const [variable, image] of variables) {
    const version = values.get(variable);
    if (!version || !/^[\w.+~-]{1,40}$/.test(version)) continue;
    return release ? `${image}:${version} on ${release.name}` : `${image}:${version}`;
  }
  return null;
}
