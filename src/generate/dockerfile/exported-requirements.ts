import type { Step } from '../templates.js';
import { toolVersions } from '../tool-versions.js';

/** Steps that write a manager's lock file to /tmp/requirements.txt, hashes included, by that manager itself, pinned. */
export function exportSteps(manager: 'poetry' | 'pdm' | 'pipenv', python: string): Step[] {
  const versions = toolVersions(python);
  const file = '/tmp/requirements.txt';
  if (manager === 'poetry')
    return [
      step(
        `uvx --with poetry-plugin-export==${versions.poetryExport} poetry@${versions.poetry} export --output ${file}`,
      ),
    ];
  if (manager === 'pdm') return [step(`uvx pdm@${versions.pdm} export --prod --format requirements --output ${file}`)];
  return [
    // fails where the lock does not belong to the Pipfile
    step(`uvx pipenv@${versions.pipenv} verify`),
    { ...step(`uvx pipenv@${versions.pipenv} requirements --hash`), output: file },
  ];
}

function step(line: string): Step {
  return { words: line.split(' ') };
}
