import type { Spec } from '../../spec/schema.js';

export interface Registry {
  /** As the Spec names it. */
  repository: string;
  host: string;
  /** With its host, as signatures and attestations name it. */
  subject: string;
}

/** The Spec's registry; null where the image goes nowhere. */
export function registryOf(spec: Spec): Registry | null {
  const repository = spec.registry?.repository ?? null;
  if (repository === null) return null;
  const named = /^([^/]*[.:][^/]*|localhost)\//.exec(repository)?.[1];
  return {
    repository,
    host: named ?? 'docker.io',
    subject: named ? repository : `index.docker.io/${repository.includes('/') ? repository : `library/${repository}`}`,
  };
}
