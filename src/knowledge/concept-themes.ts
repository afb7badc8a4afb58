/** Concepts that belong together, in the order in which they are read; all of them are the book. */
export interface Theme {
  title: string;
  concepts: readonly string[];
}

export const conceptThemes: readonly Theme[] = [
  {
    title: 'Start',
    concepts: [
      'installation',
      'docker-desktop-resources',
      'docker-desktop-licence',
      'images-and-containers',
      'what-a-container-is-not',
      'pros-and-cons',
      'essential-commands',
    ],
  },
  {
    title: 'Images',
    concepts: [
      'layers',
      'copy-on-write',
      'base-images',
      'musl-and-alpine',
      'image-sizes',
      'page-cache-and-shared-layers',
      'registries',
      'tags-and-digests',
      'multi-architecture',
      'docker-commit',
      'oci',
    ],
  },
  {
    title: 'Building',
    concepts: [
      'dockerfile-instructions',
      'build-context',
      'build-cache',
      'cache-mounts',
      'secret-mounts',
      'bind-mounts-in-builds',
      'multi-stage-builds',
      'uv',
      'entrypoint-and-command',
      'exec-and-shell-form',
      'environment-and-build-arguments',
      'buildkit-and-buildx',
      'reproducible-builds',
    ],
  },
  {
    title: 'Running',
    concepts: [
      'container-lifecycle',
      'pid-1-and-signals',
      'exit-codes',
      'logs',
      'exec-and-inspect',
      'health-checks',
      'readiness-and-liveness',
      'restart-policies',
      'ports',
      'networks',
      'volumes-and-bind-mounts',
      'compose',
      'containerd-and-podman',
    ],
  },
  {
    title: 'Resources and models',
    concepts: [
      'resource-limits',
      'out-of-memory',
      'shared-memory',
      'gpus',
      'model-weights',
      'training-on-a-rented-gpu',
      'vector-stores',
    ],
  },
  {
    title: 'Security and supply chain',
    concepts: [
      'users-and-capabilities',
      'secrets',
      'read-only-root',
      'vulnerability-scanning',
      'sbom',
      'provenance-and-signing',
    ],
  },
  {
    title: 'Operating',
    concepts: [
      'kubernetes-probes',
      'kubernetes-security-context',
      'observability',
      'semantic-versions',
      'clean-machine-check',
      'spec-driven',
    ],
  },
];

/** Steps to a goal, after the concepts that give their reasons. */
const guides: Theme = {
  title: 'Guides, step by step',
  concepts: ['optimize-an-image', 'harden-for-production', 'debug-a-container', 'docker-for-ai-work'],
};

/** Concepts, then guides: the list of topics, the menu and the book. */
export const allThemes: readonly Theme[] = [...conceptThemes, guides];
