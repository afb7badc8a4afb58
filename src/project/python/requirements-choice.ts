import { lineWith } from '../places.js';
import type { Evidence } from '../project.js';
import type { Repository } from '../repository.js';

/** Names in the order of preference; production before everything else. */
const usual = [
  'requirements.txt',
  'requirements/production.txt',
  'requirements/prod.txt',
  'requirements-prod.txt',
  'requirements-production.txt',
  'requirements_prod.txt',
  'requirements.prod.txt',
  'requirements/requirements.txt',
  'requirements/base.txt',
  'requirements/main.txt',
  'requirements/common.txt',
  'requirements/app.txt',
  'requirements-base.txt',
  'requirements.lock',
  'requirements.in',
  'reqs.txt',
];
const installLine = /(?:-r|--requirement)[= ]\s*["']?([\w./-]{1,200}\.(?:txt|in|lock))/g;

/** The requirements file that the service installs from: what the Dockerfile installs, else the usual names, else one in a folder of sources. */
export function chooseRequirementsFile(repository: Repository, evidence: Evidence[]): string | null {
  const dockerfile = repository.read('Dockerfile');
  if (dockerfile !== null)
    for (const [whole, named = ''] of dockerfile.matchAll(installLine)) {
      const path = candidates(named).find((candidate) => repository.has(candidate));
      if (!path || /dev|test/i.test(path)) continue;
      evidence.push({ fact: 'requirements file', value: path, file: 'Dockerfile', line: lineWith(dockerfile, whole) });
      return path;
    }
  return usual.find((path) => repository.has(path)) ?? inSources(repository);
}

/** A path in the image (`/code/requirements.txt`) as paths of the repository that it may come from. */
function candidates(path: string): string[] {
  const bare = path.replace(/^\.?\//, '');
  const parts = bare.split('/');
  return parts.map((_, index) => parts.slice(index).join('/'));
}

/** `app/requirements.txt` while the root has none: only where exactly one folder has it and the root has the project's other files. */
function inSources(repository: Repository): string | null {
  const found = repository.files.filter(
    (file) => /^[^/]+\/requirements\.txt$/.test(file) && !/^(?:docs?|tests?|examples?|scripts?)\//.test(file),
  );
  return found.length === 1 ? (found[0] as string) : null;
}
