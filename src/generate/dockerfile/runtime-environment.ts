import type { Project } from '../../project/project.js';
import { hasControlCharacters } from '../text/plain.js';
import { defaultWorkers } from './gunicorn.js';
import type { Subject } from './subject.js';

/** Where libraries keep what they make or fetch; without these they try folders that the service cannot write to. */
const caches: { dependencies: string[]; name: string; folder: string }[] = [
  {
    dependencies: [
      'huggingface-hub',
      'transformers',
      'sentence-transformers',
      'diffusers',
      'datasets',
      'faster-whisper',
    ],
    name: 'HF_HOME',
    folder: 'huggingface',
  },
  { dependencies: ['torch'], name: 'TORCHINDUCTOR_CACHE_DIR', folder: 'torchinductor' },
  { dependencies: ['matplotlib'], name: 'MPLCONFIGDIR', folder: 'matplotlib' },
  { dependencies: ['numba', 'librosa', 'umap-learn'], name: 'NUMBA_CACHE_DIR', folder: 'numba' },
];

/** Variables of the image, in the order in which they are written; PATH is the template's own. */
export function runtimeEnvironment({ project, spec, start, variant }: Subject): { name: string; value: string }[] {
  const variables = new Map<string, string>([
    ['PYTHONUNBUFFERED', '1'],
    ['HOME', '/tmp'],
  ]);
  if (project.sourceRoot !== '.' && project.sourceRoot !== '' && !project.dependencies.installsProject)
    variables.set('PYTHONPATH', `/app/${project.sourceRoot}`);
  for (const { name, folder } of cacheFolders(project)) variables.set(name, cachePath(spec.volumes, folder));
  if (spec.app.port !== null && start.honoursPort) variables.set('PORT', String(spec.app.port));
  if (variant === 'gunicorn') variables.set('WEB_CONCURRENCY', defaultWorkers(spec));
  for (const [name, value] of Object.entries(start.environment)) variables.set(name, value);
  for (const { name, default: value, secret } of spec.environment) {
    const known = project.environment.find((variable) => variable.name === name)?.default;
    if (value !== undefined && value !== known && !secret && name !== 'PORT') variables.set(name, value);
  }
  return [...variables]
    .filter(([name, value]) => name !== 'PATH' && !hasControlCharacters(value))
    .map(([name, value]) => ({ name, value }));
}

/** The caches that this project's dependencies keep. */
export function cacheFolders({ dependencies }: Project): { name: string; folder: string }[] {
  const names = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  return caches.filter((cache) => cache.dependencies.some((name) => names.has(name)));
}

/** A volume that is named after the cache, else a folder in /tmp. */
function cachePath(volumes: readonly string[], folder: string): string {
  return volumes.find((path) => path.split('/').at(-1) === folder) ?? `/tmp/${folder}`;
}
