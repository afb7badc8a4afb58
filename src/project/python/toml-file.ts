import { parse, TomlError } from 'smol-toml';
import { Fault } from '../../fault.js';
import { asRecord, type PlainRecord } from '../plain-data.js';
import type { Repository } from '../repository.js';

/** Reads a TOML file; null when it is absent. A file that cannot be parsed is a fault that names the line and `remedy`. */
export function readToml(repository: Repository, path: string, remedy: string): PlainRecord | null {
  const text = repository.read(path);
  if (text === null) return null;
  try {
    return asRecord(parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    const line = error instanceof TomlError ? error.line : undefined;
    // The parser's message continues with an excerpt of the file, which could hold a secret.
    const reason = (error instanceof Error ? error.message : String(error))
      .split('\n', 1)[0]
      ?.replace(/^Invalid TOML document: /, '');
    throw new Fault('invalid-manifest', `${path}${line ? `:${line}` : ''} is not valid TOML: ${reason}`, remedy, {
      cause: error,
    });
  }
}

/** What a person does about a pyproject.toml that cannot be parsed. */
export const mendPyproject =
  'Correct that line (`uv lock` or `python -m pip install .` shows the same error), then run this again.';
