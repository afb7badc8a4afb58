import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../../src/engine/docker-config.js';
import { pushBlob } from '../../../src/engine/registry/push-blob.js';
import { putManifest } from '../../../src/engine/registry/put-manifest.js';
import { connectRegistry, type Registry, type RegistryOptions } from '../../../src/engine/registry/registry.js';
import { openRepository, type Repository } from '../../../src/engine/registry/repository.js';
import type { MadeImage } from './made-image.js';

export const { signal } = new AbortController();

/** Nothing of the user who runs the tests: no configuration, no proxies. */
export const nobody: Surroundings = { env: {}, platform: 'linux', home: '/nonexistent' };

/** Waits that a test can wait for. */
export const quick = { firstDelayMs: 5, longestDelayMs: 20 };

export async function connect(host: string, options: RegistryOptions = {}): Promise<Registry> {
  const registry = await connectRegistry(host, signal, { surroundings: nobody, retries: quick, ...options });
  onTestFinished(registry.close);
  return registry;
}

export async function repositoryOf(host: string, name: string, options: RegistryOptions = {}): Promise<Repository> {
  return openRepository(await connect(host, options), name, signal);
}

export async function pushImage(
  repository: Repository,
  image: Pick<MadeImage, 'manifest' | 'blobs'>,
  tag: string | null,
): Promise<void> {
  for (const blob of image.blobs) await pushBlob(repository, blob);
  await putManifest(repository, image.manifest, tag);
}
