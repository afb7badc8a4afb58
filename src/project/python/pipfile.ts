import { lineWith } from '../places.js';
import { asRecord, asText, asTexts, at } from '../plain-data.js';
import type { Repository } from '../repository.js';
import { noMetadata, type PackageMetadata } from './package-metadata.js';
import { fromPoetry } from './pyproject.js';
import { normalizeName, type Requirement } from './requirement.js';
import { readToml } from './toml-file.js';

/** Reads a Pipfile: its [packages] and the Python version of [requires]; null when absent. */
export function readPipfile(
  repository: Repository,
): { dependencies: Requirement[]; metadata: PackageMetadata; sources: string[] } | null {
  const data = readToml(
    repository,
    'Pipfile',
    'Correct that line (`pipenv verify` shows the same error), then run this again.',
  );
  if (!data) return null;
  const dependencies = Object.entries(asRecord(data.packages)).map(([name, value]) => {
    const version = asText(value) ?? asText(at(value, 'version')) ?? '*';
    const git = asText(at(value, 'git'));
    return {
      name: normalizeName(name),
      specifier: fromPoetry(version),
      extras: asTexts(at(value, 'extras') ?? [])
        .map(normalizeName)
        .sort(),
      url: git ? `git+${git}` : (asText(at(value, 'path')) ?? asText(at(value, 'file'))),
      applies:
        asText(at(value, 'sys_platform')) === null || !/win32|darwin/.test(asText(at(value, 'sys_platform')) ?? ''),
    };
  });
  const full = asText(at(data, 'requires', 'python_full_version'));
  const minor = asText(at(data, 'requires', 'python_version'));
  const constraint = full ? `==${full}` : minor ? `==${minor}.*` : null;
  const line = lineWith(repository.read('Pipfile') ?? '', full ? 'python_full_version' : 'python_version');
  return {
    dependencies: dependencies.filter((requirement) => requirement.applies),
    metadata: { ...noMetadata, pythonConstraints: constraint ? [{ value: constraint, file: 'Pipfile', line }] : [] },
    sources: (Array.isArray(data.source) ? data.source : [])
      .map((source) => asText(at(source, 'url')))
      .filter((url) => url !== null),
  };
}
